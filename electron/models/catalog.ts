/** models/catalog.json: which files are known, where each can be had, by which SHA-256, and how it is calibrated. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { thresholdsSchema } from '../contract/domain.ts';
import { isSafeAddress } from '../support/address.ts';
import { expectedBytes, quantisations, shapeSchema } from './memory.ts';

const sum = z.string().regex(/^[0-9a-f]{64}$/);

const fileSchema = z.object({
  id: z.string(),
  file: z.string(),
  /** Exact; null: nobody has said it yet. */
  bytes: z.number().int().positive().nullable(),
  /** Null: learnt at the first download and remembered in the user's data (library.ts). */
  sha256: sum.nullable(),
  /** Chosen on labelled data for exactly this file; null: cautious defaults apply. */
  thresholds: thresholdsSchema.nullable(),
});

const starterSchema = fileSchema.extend({ name: z.string(), license: z.string(), bytes: z.number().int().positive(), sha256: sum });

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
  /** By site; null: that site is not known to have it. */
  repository: z.record(z.string(), z.string().nullable()),
  shape: shapeSchema,
});
export type Family = z.infer<typeof familySchema>;

const catalogSchema = z.object({
  starter: starterSchema,
  /** In the order in which they are tried. */
  sites: z.array(siteSchema),
  families: z.array(familySchema),
  models: z.array(fileSchema.extend({ family: z.string(), quantisation: z.enum(quantisations) })),
});

/** Where a file can be had. */
export interface Address {
  site: string;
  url: string;
}

export type CatalogFile = z.infer<typeof fileSchema> & { name: string; license: string };
export type CatalogModel = CatalogFile & {
  family: Family;
  quantisation: (typeof quantisations)[number];
  addresses: Address[];
  /** Exact, or what its shape and quantisation come to; null when neither is known. */
  about: number | null;
};
export interface Catalog {
  starter: z.infer<typeof starterSchema>;
  models: CatalogModel[];
}

/** @param folder the `models` folder: the repository's, or the package's resources. */
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
        about: model.bytes ?? expectedBytes(family.shape, model.quantisation),
        addresses: sites.flatMap(({ name, id, address }) => {
          const repository = family.repository[id];
          return repository ? [{ site: name, url: address.replace('{repository}', repository).replace('{file}', model.file) }] : [];
        }),
      };
    }),
  };
}

/** The catalog's entry for a file with this sum, if it is a known one. */
export function findBySum(catalog: Catalog, sha256: string): CatalogFile | undefined {
  return [catalog.starter, ...catalog.models].find((file) => file.sha256 === sha256);
}
