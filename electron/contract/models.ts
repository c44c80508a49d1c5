/** The page 模型: installed models, models that can be downloaded, and running transfers. */
import { z } from 'zod';
import { failureSchema } from './domain.ts';

/** `own`: in Huidun's folder · `linked`: used where the user has it, never deleted by us. */
export const modelPlaceSchema = z.enum(['own', 'linked']);

/** A file (or a split model's files) that can be used. The starter model is not among them: it is always there. */
export const installedModelSchema = z.object({
  /** Of the file, or of a split model's first part. */
  path: z.string(),
  name: z.string(),
  kind: z.enum(['model', 'lora']),
  bytes: z.number().int(),
  /** Null: not computed yet. */
  sha256: z.string().nullable(),
  license: z.string().nullable(),
  place: modelPlaceSchema,
  /** False: the file was deleted, or its drive is not connected. */
  present: z.boolean(),
  /** Whether thresholds were chosen for exactly this file. */
  calibrated: z.boolean(),
});
export type InstalledModel = z.infer<typeof installedModelSchema>;

/** A model of the catalog. */
export const offeredModelSchema = z.object({
  id: z.string(),
  family: z.string(),
  quantisation: z.string(),
  license: z.string(),
  /** Size of the file, exact or within a few percent; null: not published. */
  bytes: z.number().int().nullable(),
  /** Memory need in bytes, computed by models/memory.ts; null where the file's size is unknown. */
  memory: z.number().int().nullable(),
  /** The download sites, in the order in which they are tried. */
  sites: z.array(z.string()),
  /** The path of the file if it is installed; else null. */
  path: z.string().nullable(),
});
export type OfferedModel = z.infer<typeof offeredModelSchema>;

/** A download or a copy. It can be resumed when `paused` or `failed`. */
export const transferSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['download', 'copy']),
  stage: z.enum(['fetching', 'checking', 'paused', 'failed']),
  site: z.string().nullable(),
  received: z.number().int(),
  total: z.number().int().nullable(),
  /** Both null while too little is known. */
  bytesPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  failure: failureSchema.nullable(),
});
export type Transfer = z.infer<typeof transferSchema>;

export const modelsStateSchema = z.object({
  folder: z.string(),
  installed: z.array(installedModelSchema),
  offered: z.array(offeredModelSchema),
  transfers: z.array(transferSchema),
});
export type ModelsState = z.infer<typeof modelsStateSchema>;
