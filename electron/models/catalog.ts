/** models/catalog.json: the known model files, their download addresses, SHA-256 sums and thresholds. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { thresholdsSchema } from '../contract/domain.ts';
import { isSafeAddress } from '../support/address.ts';
import { expectedBytes, modelShapeSchema, quantisations } from './memory.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const fileSchema = z.object({
  id: z.string(),
  file: z.string(),
  /** Exact size; null if it is not published. */
  bytes: z.number().int().positive().nullable(),
  /** Null: learned at the first download and stored in the user's data (installed.ts). */
  sha256: sha256.nullable(),
  /** Chosen on labelled data for exactly this file; null: `cautiousThresholds` apply. */
  thresholds: thresholdsSchema.nullable(),
});

const starterSchema = fileSchema.extend({
  name: z.string(),
  license: z.string(),
  bytes: z.number().int().positive(),
  sha256,
  /** The weights of the n-gram classifier, which is trained with this model. */
  ngrams: z.object({ file: z.string(), sha256 }),
});

const siteSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** With `{repository}` and `{file}` in it. */
  address: z.string().refine(isSafeAddress),
});

const familySchema = z.object({
  id: z.string(),
  name: z.string(),
  license: z.string(),
  /** By site; null if the site does not offer the family. */
  repository: z.record(z.string(), z.string().nullable()),
  shape: modelShapeSchema,
});
type Family = z.infer<typeof familySchema>;

const catalogSchema = z.object({
  starter: starterSchema,
  /** Tried in this order. */
  sites: z.array(siteSchema),
  families: z.array(familySchema),
  models: z.array(fileSchema.extend({ family: z.string(), quantisation: z.enum(quantisations) })),
});

/** A download address of a file. */
export interface Address {
  site: string;
  url: string;
}

export type CatalogFile = z.infer<typeof fileSchema> & { name: string; license: string };
export type CatalogModel = CatalogFile & {
  family: Family;
  quantisation: (typeof quantisations)[number];
  addresses: Address[];
  /** `bytes`, else an estimate from shape and quantisation; null if neither is possible. */
  approximateBytes: number | null;
};
export interface Catalog {
  starter: z.infer<typeof starterSchema>;
  models: CatalogModel[];
}

/** @param folder the `models` folder of the repository or of the packaged app. @throws ZodError if the file is not valid. */
export function readCatalog(folder: string): Catalog {
  const { starter, sites, families, models } = catalogSchema.parse(JSON.parse(readFileSync(path.join(folder, 'catalog.json'), 'utf8')));
  return {
    starter,
    models: models.map((model) => {
      const family = families.find((one) => one.id === model.family);
      if (!family) throw new Error(`models/catalog.json: ${model.id} is of no known family`);
      return {
        ...model,
        family,
        name: `${family.name} ${model.quantisation}`,
        license: family.license,
        approximateBytes: model.bytes ?? expectedBytes(family.shape, model.quantisation),
        addresses: sites.flatMap(({ name, id, address }) => {
          const repository = family.repository[id];
          return repository ? [{ site: name, url: address.replace('{repository}', repository).replace('{file}', model.file) }] : [];
        }),
      };
    }),
  };
}

/** The catalog's entry for a file with this SHA-256. */
export function findBySha256(catalog: Catalog, sha256: string): CatalogFile | undefined {
  return [catalog.starter, ...catalog.models].find((file) => file.sha256 === sha256);
}
