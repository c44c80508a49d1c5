/** The messages that the local API accepts, and its error codes. */
import { z } from 'zod';
import { limits } from '../../contract/constants.ts';

/** Size limits of one message. */
export const messageLimits = { bytes: 64 * 1024, lines: 200 } as const;

/**
 * `append`: every line is final and is sent once. `window`: all lines that are visible now, oldest first. Only lines that
 * the meeting does not hold yet are added, and the newest known line may grow.
 */
export const messageSchema = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        speaker: z.string().max(limits.speakerChars).nullish(),
        text: z.string().min(1).max(limits.lineChars),
        /** ms from the start of the recording */
        offset: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER).optional(),
      }),
    )
    .min(1)
    .max(messageLimits.lines),
  mode: z.enum(['append', 'window']).default('append'),
});
export type Message = z.infer<typeof messageSchema>;

/** The error codes and their HTTP status. */
export const apiErrors = {
  'bad-host': 403,
  'bad-origin': 403,
  'bad-token': 401,
  'not-found': 404,
  'bad-method': 405,
  'not-json': 415,
  'too-large': 413,
  'bad-message': 400,
  'no-meeting': 409,
  'too-many': 429,
  failed: 500,
} as const;
export type ApiError = keyof typeof apiErrors;

/** The message in a JSON text; null if it is not valid JSON or has another shape. */
export function readMessage(text: string): Message | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const message = messageSchema.safeParse(value);
  return message.success ? message.data : null;
}
