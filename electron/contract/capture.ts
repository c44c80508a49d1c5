/** Reading captions off the screen: the sources that can be captured, the strip with the captions, and the state of reading. */
import { z } from 'zod';
import { captionTroubles, programs } from './constants.ts';

/** A part of a window or screen, in parts of its width and height from the upper left corner. */
export const stripSchema = z
  .object({
    x: z.number().min(0).max(1),
    y: z.number().min(0).max(1),
    width: z.number().min(0.01).max(1),
    height: z.number().min(0.01).max(1),
  })
  // Rounding can make the sum slightly larger than 1.
  .refine(({ x, y, width, height }) => x + width <= 1.001 && y + height <= 1.001);
export type Strip = z.infer<typeof stripSchema>;

const sourceId = z.string().regex(/^(window|screen):[\w:.-]{1,100}$/);

/** A window or a screen that can be read. `program`: the meeting program it seems to be. `picture`: a small one, as a data address. */
export const captureSourceSchema = z.object({
  id: sourceId,
  name: z.string(),
  kind: z.enum(['window', 'screen']),
  program: z.enum(programs),
  picture: z.string(),
});
export type CaptureSource = z.infer<typeof captureSourceSchema>;

/** A larger picture of one source. `strip`: where its captions were read last time, else where its program usually shows them. */
export const captureSourcePictureSchema = z.object({
  picture: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  strip: stripSchema,
  remembered: z.boolean(),
});
export type CaptureSourcePicture = z.infer<typeof captureSourcePictureSchema>;

/** `trial`: the rows that are read are shown and not added to the meeting. */
export const captureChoiceSchema = z.object({ id: sourceId, strip: stripSchema, trial: z.boolean() });
export type CaptureChoice = z.infer<typeof captureChoiceSchema>;

/** The task of the capturing window. Its frames carry the run's number; frames of another run are ignored. */
export const captureTaskSchema = z.object({ run: z.number().int(), id: sourceId, strip: stripSchema });
export type CaptureTask = z.infer<typeof captureTaskSchema>;

/** The strip as a grey picture, row by row from the top. */
export const frameSchema = z
  .object({
    run: z.number().int(),
    width: z.number().int().min(1).max(8_192),
    height: z.number().int().min(1).max(4_096),
    pixels: z.instanceof(Uint8Array),
  })
  .refine(({ width, height, pixels }) => width * height <= 8_000_000 && pixels.length === width * height);

export const captionTroubleSchema = z.enum(captionTroubles);
export type CaptionTrouble = z.infer<typeof captionTroubleSchema>;

/** `stale`: reading may resume by itself. `stopped`: only the user can start it again. */
export const captionsSchema = z.object({
  state: z.enum(['reading', 'stale', 'stopped']),
  why: captionTroubleSchema.nullable(),
  /** The name of the window or screen. */
  name: z.string(),
  choice: captureChoiceSchema,
  /** In this state since, ms since 1970. */
  since: z.number().int(),
});
export type Captions = z.infer<typeof captionsSchema>;

/** The rows on the strip now, and the lines that are still growing. */
export const captionPreviewSchema = z.object({
  trial: z.boolean(),
  rows: z.array(z.string()),
  open: z.array(z.object({ speaker: z.string().nullable(), text: z.string() })),
  why: captionTroubleSchema.nullable(),
});
export type CaptionPreview = z.infer<typeof captionPreviewSchema>;
