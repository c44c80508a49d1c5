/**
 * What moved a level, so that 为什么提醒 and 为什么没有提醒 can be answered for any line, also years later.
 * Stored with each verdict: compact, numbers rounded to three places.
 */
import { z } from 'zod';
import { excuses, levels, limits, stages } from './constants.ts';

const risk = z.number().min(0).max(1);

/** Risk from which a level begins. They belong to one exact model file. */
export const thresholdsSchema = z.object({ watch: z.number(), danger: z.number() });
export type Thresholds = z.infer<typeof thresholdsSchema>;

/** A cue that still counts: where it was heard last, and what is left of its weight. */
export const cueInForceSchema = z.object({ cue: z.string(), seq: z.number().int(), stage: z.enum(stages), weight: risk });
export type CueInForce = z.infer<typeof cueInForceSchema>;

/** Words of a cue that mean no harm here: denied, told about others, or said as an honest caller says them. */
export const excusedSchema = z.object({ cue: z.string(), why: z.enum(excuses) });
export type Excused = z.infer<typeof excusedSchema>;

export const reasonsSchema = z.object({
  /** The level that the evidence of this moment has by itself, before earlier levels hold it up. */
  own: z.enum(levels),
  /** What the model thinks of the last lines together; null before its first word. */
  model: risk.nullable(),
  /** What the wording says by itself: of the last lines, and of the gravest moment. */
  wording: risk,
  /** What all cues in force come to. */
  rules: risk,
  /** All of them together: this is what `thresholds` are compared with; null before the model's first word. */
  joined: risk.nullable(),
  /** Heaviest first. */
  cues: z.array(cueInForceSchema).max(limits.cuesInForce),
  excused: z.array(excusedSchema).max(limits.excused),
  thresholds: thresholdsSchema,
  /** What the rules' own score is compared with. */
  ruleThresholds: thresholdsSchema,
  /** How far the user's own feedback moved `thresholds`, in log-odds; above 0: later. */
  shift: thresholdsSchema,
  /** Calm lines that are still missing before the level falls; 0: nothing holds it up, null: only the user can let it fall. */
  held: z.number().int().nonnegative().nullable(),
  /** Lines that are still missing before a quiet meeting may be called safe. */
  early: z.number().int().nonnegative(),
  /** The user said that somebody told them to close a warning or to keep silent. */
  coached: z.boolean(),
});
export type Reasons = z.infer<typeof reasonsSchema>;
