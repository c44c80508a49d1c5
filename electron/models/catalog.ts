/** models/catalog.json: which files are known, by SHA-256, and how each is calibrated. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { thresholdsSchema } from '../contract/domain.ts';

const fileSchema = z.object({
  id: z.string(),
  name: z.string(),
  file: z.string(),
  bytes: z.number().int().positive().nullable(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  license: z.string().nullable(),
  /** Chosen on labelled data for exactly this file; null: cautious defaults apply. */
  thresholds: thresholdsSchema.nullable(),
});
export type CatalogFile = z.infer<typeof fileSchema>;

const catalogSchema = z.object({ starter: fileSchema.required(), models: z.array(fileSchema) });
export type Catalog = z.infer<typeof catalogSchema>;

/** @param folder the `models` folder: the repository's, or the package's resources. */
export function readCatalog(folder: string): Catalog {
  return catalogSchema.parse(JSON.parse(readFileSync(path.join(folder, 'catalog.json'), 'utf8')));
}

/** The catalog's entry for a file with this sum, if it is a known one. */
export function findBySum(catalog: Catalog, sha256: string): CatalogFile | undefined {
  return [catalog.starter, ...catalog.models].find((file) => file.sha256 === sha256);
}
