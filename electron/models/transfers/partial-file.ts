/**
 * A file on its way: `NAME.part`, and beside it `NAME.part.json` with what is needed to go on after a restart. The real
 * name appears only when everything is there and checked.
 */
import { type FileHandle, open, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../contract/result.ts';
import type { Had } from './range-response.ts';

/** Bytes after which what was written is certain to be on the disk, and noted as such. */
const certainEvery = 8 * 1024 * 1024;

const notesSchema = z.object({
  /** The catalog's id. */
  id: z.string(),
  url: z.string(),
  total: z.number().int().nonnegative().nullable(),
  edition: z.string().nullable(),
  /** Certainly on the disk. A power cut may leave more than this, and not all of it what was written. */
  received: z.number().int().nonnegative(),
});
export type Notes = z.infer<typeof notesSchema>;

/** The file system as far as a test wants to change it. */
export interface Disk {
  /** Bytes that may still be written in a folder. */
  free(folder: string): Promise<number>;
  open(file: string, flags: string): Promise<FileHandle>;
}
export const realDisk: Disk = {
  async free(folder) {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
  open,
};

/** Bytes that stay free beside a model. */
const spare = 200 * 1024 * 1024;

/** @throws AppError `disk-full` (detail: how many bytes are missing). */
export async function ensureRoom(folder: string, bytes: number, disk: Disk): Promise<void> {
  const missing = bytes + spare - (await disk.free(folder));
  if (missing > 0) throw new AppError('disk-full', `${missing} bytes short`);
}

export class HalfFile implements Had {
  readonly #target: string;
  readonly #id: string;
  readonly #disk: Disk;
  #notes: Notes | null = null;
  #handle: FileHandle | null = null;
  #received = 0;

  /** @param target the name of the whole file. */
  constructor(target: string, id: string, disk: Disk) {
    this.#target = target;
    this.#id = id;
    this.#disk = disk;
  }

  get received(): number {
    return this.#received;
  }
  get total(): number | null {
    return this.#notes?.total ?? null;
  }
  get edition(): string | null {
    return this.#notes?.edition ?? null;
  }
  get url(): string | null {
    return this.#notes?.url ?? null;
  }
  get path(): string {
    return `${this.#target}.part`;
  }

  /** Finds what an earlier run left. Notes that can't be read or that are of another file count as none. */
  async recall(): Promise<void> {
    const notes = await readNotes(`${this.path}.json`);
    const found = await stat(this.path).catch(() => null);
    if (!notes || notes.id !== this.#id || !found || found.size < notes.received) return await this.discard();
    this.#notes = notes;
    this.#received = notes.received;
  }

  /** Makes ready to write on, or from the start with another edition. @throws AppError `disk-full`, `disk-failed`. */
  async begin(from: number, url: string, total: number | null, edition: string | null): Promise<void> {
    await this.#careful(async () => {
      await this.#handle?.close();
      this.#handle = await this.#disk.open(this.path, from === 0 ? 'w' : 'r+');
      await this.#handle.truncate(from);
      this.#received = from;
      this.#notes = { id: this.#id, url, total, edition, received: from };
      await this.#note();
    });
  }

  /** @throws AppError `disk-full`, `disk-failed`. */
  async append(chunk: Uint8Array): Promise<void> {
    await this.#careful(async () => {
      for (let done = 0; done < chunk.length; ) {
        const { bytesWritten } = (await this.#handle?.write(chunk, done, chunk.length - done, this.#received)) ?? { bytesWritten: 0 };
        if (bytesWritten === 0) throw new Error('nothing was written');
        done += bytesWritten;
        this.#received += bytesWritten;
      }
      if (this.#received - (this.#notes?.received ?? 0) >= certainEvery) await this.#note();
    });
  }

  /** Keeps what is here for later. */
  async close(): Promise<void> {
    const handle = this.#handle;
    if (!handle) return;
    await this.#careful(() => this.#note()).catch(() => {});
    this.#handle = null;
    await handle.close();
  }

  /** Leaves nothing. */
  async discard(): Promise<void> {
    await this.#handle?.close();
    this.#handle = null;
    this.#notes = null;
    this.#received = 0;
    await rm(this.path, { force: true });
    await rm(`${this.path}.json`, { force: true });
  }

  /** The whole file is here: from now on it has its name. @throws AppError `disk-full`, `disk-failed`. */
  async finish(): Promise<void> {
    await this.close();
    await this.#careful(async () => {
      await rename(this.path, this.#target);
      await rm(`${this.path}.json`, { force: true });
    });
  }

  async #note(): Promise<void> {
    await this.#handle?.datasync();
    if (!this.#notes) return;
    this.#notes.received = this.#received;
    // Renamed into place: half-written notes would lose the part that they describe.
    await writeFile(`${this.path}.json.new`, JSON.stringify(this.#notes));
    await rename(`${this.path}.json.new`, `${this.path}.json`);
  }

  async #careful<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw diskError(error);
    }
  }
}

/** Null if there are none or they make no sense. */
export async function readNotes(file: string): Promise<Notes | null> {
  try {
    return notesSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

export function diskError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new AppError(code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'disk-failed', code, { cause: error });
}
