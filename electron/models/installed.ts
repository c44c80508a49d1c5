/**
 * The list of models on this computer, the starter excluded. Stored as `shelf.json` in the user's models folder, with the
 * SHA-256 sums that were learned at first downloads.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { InstalledModel } from '../contract/models.ts';
import type { Thresholds } from '../contract/reasons.ts';
import { AppError } from '../contract/result.ts';
import { type GgufFacts, partsOf, readGguf } from '../engine/llama/gguf.ts';
import { type Catalog, type CatalogFile, type CatalogModel, findBySha256 } from './catalog.ts';
import { ownThresholds } from './thresholds.ts';
import { diskError } from './transfers/partial-file.ts';

const entrySchema = z.object({
  /** A name within the folder (own), or an absolute path (linked). */
  file: z.string(),
  name: z.string(),
  kind: z.enum(['model', 'lora']),
  bytes: z.number().int(),
  sha256: z.string().nullable(),
  license: z.string().nullable(),
});
type Entry = z.infer<typeof entrySchema>;

const contentsSchema = z.object({
  models: z.array(entrySchema),
  /** Catalog id → SHA-256 of its first download. Later downloads must have the same. */
  sums: z.record(z.string(), z.string()),
  /** The file that is being loaded. If it is set at the start of the app, native code crashed while loading it. */
  trying: z.string().nullable(),
});
type Contents = z.infer<typeof contentsSchema>;

export class InstalledModels {
  readonly folder: string;
  readonly #catalog: Catalog;
  readonly #file: string;
  #contents: Contents;

  /** @param folder created if missing. A damaged list is renamed; `refresh` finds the files again. */
  constructor(folder: string, catalog: Catalog) {
    this.folder = folder;
    this.#catalog = catalog;
    this.#file = path.join(folder, 'shelf.json');
    mkdirSync(folder, { recursive: true });
    this.#contents = this.#read();
  }

  list(): InstalledModel[] {
    return this.#contents.models.map((entry) => {
      const file = this.#pathOf(entry);
      const known = entry.sha256 === null ? undefined : this.catalogEntry(entry.sha256);
      return {
        path: file,
        name: known?.name ?? entry.name,
        kind: entry.kind,
        bytes: entry.bytes,
        sha256: entry.sha256,
        license: known?.license ?? entry.license,
        place: path.isAbsolute(entry.file) ? 'linked' : 'own',
        present: partsOf(file).every((part) => existsSync(part)),
        calibrated: entry.kind === 'model' && entry.sha256 !== null && this.thresholds(entry.sha256) !== null,
      };
    });
  }

  find(file: string): InstalledModel | undefined {
    return this.list().find((one) => one.path === file);
  }

  /** Adds models that the user copied into the folder, and deletes copies that a crash left unfinished. */
  async refresh(): Promise<void> {
    const names = readdirSync(this.folder);
    for (const name of names.filter((one) => one.endsWith('.copying'))) rmSync(path.join(this.folder, name), { force: true });
    for (const name of names.filter((one) => one.endsWith('.gguf'))) {
      const file = path.join(this.folder, name);
      if (partsOf(file)[0] !== file || this.find(file)) continue;
      const facts = await readGguf(file).catch(() => null);
      if (facts) this.add(facts, null);
    }
  }

  /** @param sha256 null if it has not been computed. @returns the path. */
  add(facts: GgufFacts, sha256: string | null): string {
    const first = facts.parts[0] as string;
    const file = path.dirname(first) === this.folder ? path.basename(first) : first;
    const { kind, bytes, license } = facts;
    const entry: Entry = { file, name: path.basename(first, '.gguf'), kind, bytes, sha256, license };
    this.#change({ models: [...this.#contents.models.filter((one) => one.file !== file), entry] });
    return first;
  }

  /** Deletes an own model's files; a linked one is only removed from the list. @throws AppError `not-found`, `disk-failed`. */
  remove(file: string): void {
    const entry = this.#contents.models.find((one) => this.#pathOf(one) === file);
    if (!entry) throw new AppError('not-found', path.basename(file));
    try {
      if (!path.isAbsolute(entry.file)) for (const part of partsOf(file)) rmSync(part, { force: true });
    } catch (error) {
      throw new AppError('disk-failed', path.basename(file), { cause: error });
    }
    this.#change({ models: this.#contents.models.filter((one) => one !== entry) });
  }

  /** The catalog's entry for a file with this SHA-256, published or learned. */
  catalogEntry(sha256: string): CatalogFile | undefined {
    return findBySha256(this.#catalog, sha256) ?? this.#catalog.models.find((model) => this.sumOf(model) === sha256);
  }

  /** The SHA-256 of a catalog model: published, or learned at its first download. Null if neither. */
  sumOf(model: CatalogModel): string | null {
    return model.sha256 ?? this.#contents.sums[model.id] ?? null;
  }

  learnSum(model: CatalogModel, sha256: string): void {
    if (model.sha256 === null) this.#change({ sums: { ...this.#contents.sums, [model.id]: sha256 } });
  }

  /** Thresholds of exactly this file; null if it was never calibrated. */
  thresholds(sha256: string): Thresholds | null {
    return findBySha256(this.#catalog, sha256)?.thresholds ?? ownThresholds(this.folder, sha256);
  }

  get trying(): string | null {
    return this.#contents.trying;
  }

  /**
   * Stores the file's name before native code opens the file. If native code crashes, the next start knows the file.
   * @throws AppError `disk-full`, `disk-failed`: do not load the file then. Never throws for null.
   */
  nowTrying(file: string | null): void {
    if (file === this.#contents.trying) return;
    try {
      this.#change({ trying: file });
    } catch (error) {
      // The name stays on a full disk. The next start then does not load the file, which is harmless.
      if (file !== null) throw error;
    }
  }

  #pathOf(entry: Entry): string {
    return path.resolve(this.folder, entry.file);
  }

  #read(): Contents {
    const empty: Contents = { models: [], sums: {}, trying: null };
    if (!existsSync(this.#file)) return empty;
    try {
      return contentsSchema.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      renameSync(this.#file, `${this.#file}.damaged`);
      return empty;
    }
  }

  #change(change: Partial<Contents>): void {
    this.#contents = { ...this.#contents, ...change };
    try {
      writeFileSync(`${this.#file}.new`, JSON.stringify(this.#contents, null, 2));
      renameSync(`${this.#file}.new`, this.#file);
    } catch (error) {
      throw diskError(error);
    }
  }
}
