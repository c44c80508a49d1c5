/**
 * The models on this computer beside the starter: which files, what is known of each. Kept in `shelf.json` in the user's
 * models folder, with the sums that first downloads taught.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { InstalledModel } from '../contract/models.ts';
import type { Thresholds } from '../contract/reasons.ts';
import { AppError } from '../contract/result.ts';
import { type GgufFacts, partsOf, readGguf } from '../engine/llama/gguf.ts';
import { type Catalog, type CatalogFile, type CatalogModel, findBySum } from './catalog.ts';
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
  /** Catalog id → the sum that its first download had. Later downloads must have the same. */
  sums: z.record(z.string(), z.string()),
  /** The file that is being loaded. Found at the start of the app: native code crashed over it. */
  trying: z.string().nullable(),
});
type Contents = z.infer<typeof contentsSchema>;

export class Shelf {
  readonly folder: string;
  readonly #catalog: Catalog;
  readonly #file: string;
  #contents: Contents;

  /** @param folder made when missing. A damaged index is put aside; the files themselves are found again by `refresh`. */
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
      const known = entry.sha256 === null ? undefined : this.known(entry.sha256);
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

  /** Takes in what lies in the folder and is not on the list (copied there by hand), and clears what a crash left half copied. */
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

  /** @param sha256 of all its bytes, or null if it has not been computed. @returns its path. */
  add(facts: GgufFacts, sha256: string | null): string {
    const first = facts.parts[0] as string;
    const file = path.dirname(first) === this.folder ? path.basename(first) : first;
    const { kind, bytes, license } = facts;
    const entry: Entry = { file, name: path.basename(first, '.gguf'), kind, bytes, sha256, license };
    this.#change({ models: [...this.#contents.models.filter((one) => one.file !== file), entry] });
    return first;
  }

  /** Deletes an own model's files; a linked one is only forgotten. @throws AppError `not-found`, `disk-failed`. */
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

  /** The catalog's entry for a file with this sum, published or learnt. */
  known(sha256: string): CatalogFile | undefined {
    return findBySum(this.#catalog, sha256) ?? this.#catalog.models.find((model) => this.sumOf(model) === sha256);
  }

  /** What is known of a catalog model's sum: published, or learnt at its first download. */
  sumOf(model: CatalogModel): string | null {
    return model.sha256 ?? this.#contents.sums[model.id] ?? null;
  }

  learnSum(model: CatalogModel, sha256: string): void {
    if (model.sha256 === null) this.#change({ sums: { ...this.#contents.sums, [model.id]: sha256 } });
  }

  /** Thresholds for exactly this file; null: nobody has chosen any. */
  thresholds(sha256: string): Thresholds | null {
    return findBySum(this.#catalog, sha256)?.thresholds ?? ownThresholds(this.folder, sha256);
  }

  get trying(): string | null {
    return this.#contents.trying;
  }

  /**
   * On the disk before native code sees the file: if that crashes, the next start knows which one it was.
   * @throws AppError `disk-full`, `disk-failed`, and then the file is better not tried; never for null.
   */
  nowTrying(file: string | null): void {
    if (file === this.#contents.trying) return;
    try {
      this.#change({ trying: file });
    } catch (error) {
      // Not forgotten on a disk that takes nothing more: the next start leaves the file alone, which harms nobody.
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
