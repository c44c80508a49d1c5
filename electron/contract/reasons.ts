/**
 * The reasons for a level. They answer 为什么提醒 and 为什么没有提醒 for any line of any stored meeting.
 * They are stored with each verdict as JSON, with numbers rounded to three places; store/reasons.ts upgrades older forms.
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

/** Words of a cue that mean no harm here: denied, reported about others, or said as an honest caller says them. */
export const excusedSchema = z.object({ cue: z.string(), why: z.enum(excuses) });
export type Excused = z.infer<typeof excusedSchema>;

/** The version of `reasonsSchema`. A change of the schema raises it and adds an upgrade in store/reasons.ts. */
export const reasonsVersion = 1;

export const reasonsSchema = z.object({
  version: z.literal(reasonsVersion),
  /** The level that the evidence of this moment has by itself, before earlier levels hold it up. */
  own: z.enum(levels),
  /** The language model's risk over the last lines; null before it has judged. */
  model: risk.nullable(),
  /** The n-gram classifier's risk alone: of the last lines and of the highest-scoring moment. Null in meetings judged before it existed. */
  ngrams: risk.nullable(),
  /** The combined score of all cues in force. */
  rules: risk,
  /** All three fused; `thresholds` apply to this. Null before the model has judged. */
  joined: risk.nullable(),
  /** Heaviest first. */
  cues: z.array(cueInForceSchema).max(limits.cuesInForce),
  excused: z.array(excusedSchema).max(limits.excused),
  thresholds: thresholdsSchema,
  /** The thresholds of the rule score alone. */
  ruleThresholds: thresholdsSchema,
  /** How far the user's feedback moved `thresholds`, in log-odds. A positive value delays the alert. */
  shift: thresholdsSchema,
  /** Calm lines that must still pass before the level falls. 0: nothing holds it up; null: only the user can lower it. */
  held: z.number().int().nonnegative().nullable(),
  /** Lines that must still pass before a quiet meeting may be called safe. */
  early: z.number().int().nonnegative(),
  /** The user answered that somebody told them to close an alert or to keep silent. */
  coached: z.boolean(),
});
export type Reasons = z.infer<typeof reasonsSchema>;
