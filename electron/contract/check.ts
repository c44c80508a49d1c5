/** The model check (模型体检): the source document's trials on one model, with their results and the criteria that failed. */
import { z } from 'zod';
import { failureSchema } from './domain.ts';

/** What a trial is about. */
export const trialIds = ['introduce', 'parcel', 'account', 'bank', 'receipt', 'count'] as const;
export const trialIdSchema = z.enum(trialIds);
export type TrialId = z.infer<typeof trialIdSchema>;

/**
 * What a model must meet. `chinese`: answers in Chinese; `endless`: stops by itself; `instructions`: does what it is asked;
 * `json`: writes JSON where asked; `slow`: keeps up with a meeting on this machine.
 */
export const criteria = ['chinese', 'endless', 'instructions', 'json', 'slow'] as const;
export const criterionSchema = z.enum(criteria);
export type Criterion = z.infer<typeof criterionSchema>;

export const trialSchema = z.object({
  id: trialIdSchema,
  question: z.string(),
  /** The whole prompt with its special tokens, as the source document's `predict` shows it. */
  prompt: z.string(),
  promptIds: z.array(z.number().int()),
  text: z.string(),
  ids: z.array(z.number().int()),
  ended: z.boolean(),
  firstMs: z.number(),
  ms: z.number(),
  misfits: z.array(criterionSchema),
  /** The model's answer to the fraud question; null where it was not asked, or gave no JSON. */
  isFraud: z.boolean().nullable(),
});
export type Trial = z.infer<typeof trialSchema>;

export const checkSchema = z.object({
  /** 0: not stored. */
  id: z.number().int(),
  /** ms since 1970. */
  at: z.number().int(),
  name: z.string(),
  path: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  device: z.string(),
  gpuLayers: z.number().int(),
  layers: z.number().int(),
  threads: z.number().int(),
  ramBytes: z.number(),
  vramBytes: z.number(),
  loadMs: z.number(),
  /** Median over the trials: from a question to the first token of its answer. */
  firstMs: z.number(),
  /** New tokens a second, over all trials, after each one's first. */
  tokensPerSecond: z.number(),
  /** Milliseconds to judge one line of a meeting, the median of a few lines. */
  lineMs: z.number(),
  fits: z.boolean(),
  /** The criteria that the model fails. */
  misfits: z.array(criterionSchema),
  trials: z.array(trialSchema),
});
export type Check = z.infer<typeof checkSchema>;

/** A check without its answers, as a list shows it. */
export const checkSummarySchema = checkSchema.omit({ trials: true });
export type CheckSummary = z.infer<typeof checkSummarySchema>;

export const checkListSchema = z.object({
  /** Newest first. */
  checks: z.array(checkSummarySchema),
  /** SHA-256 of the smallest model that fits, by its newest check. */
  recommended: z.string().nullable(),
});
export type CheckList = z.infer<typeof checkListSchema>;

/** The progress of a running check. */
export const checkProgressSchema = z.object({
  running: z.boolean(),
  /** The model that is being checked. `done` of `models` are finished. */
  model: z.string().nullable(),
  done: z.number().int(),
  models: z.number().int(),
  /** The trial that runs, from 0; null while the model loads. */
  trial: z.number().int().nullable(),
  /** The model's answer so far. */
  text: z.string(),
  /** Models that could not be checked. */
  problems: z.array(z.object({ model: z.string(), failure: failureSchema })),
});
export type CheckProgress = z.infer<typeof checkProgressSchema>;
export const noCheck: CheckProgress = { running: false, model: null, done: 0, models: 0, trial: null, text: '', problems: [] };
