/**
 * A partly downloaded file `NAME.part`, and beside it `NAME.part.json` with what a restart needs to resume. The final name
 * appears only when the file is complete and checked.
 */
import { type FileHandle, open, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../contract/result.ts';
import type { ReceivedPart } from './range-response.ts';

/** Bytes between two flushes to the disk. Each flush saves the state. */
const flushEvery = 8 * 1024 * 1024;

const resumeStateSchema = z.object({
  /** The catalog's id. */
  id: z.string(),
  url: z.string(),
  total: z.number().int().nonnegative().nullable(),
  edition: z.string().nullable(),
  /** Flushed bytes. After a power cut the file may be longer, but the rest of it is not reliable. */
  received: z.number().int().nonnegative(),
});
type ResumeState = z.infer<typeof resumeStateSchema>;

/** The file system calls that tests replace. */
export interface Disk {
  /** Free bytes on the folder's disk for this user. */
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

/** Bytes to leave free on the disk. */
const spare = 200 * 1024 * 1024;

/** @throws AppError `disk-full` (detail: how many bytes are missing). */
export async function ensureRoom(folder: string, bytes: number, disk: Disk): Promise<void> {
  const missing = bytes + spare - (await disk.free(folder));
  if (missing > 0) throw new AppError('disk-full', `${missing} bytes short`);
}

export class PartialFile implements ReceivedPart {
  readonly #target: string;
  readonly #id: string;
  readonly #disk: Disk;
  #state: ResumeState | null = null;
  #handle: FileHandle | null = null;
  #received = 0;

  /** @param target path of the complete file. @param id the catalog's. */
  constructor(target: string, id: string, disk: Disk) {
    this.#target = target;
    this.#id = id;
    this.#disk = disk;
  }

  get received(): number {
    return this.#received;
  }
  get total(): number | null {
    return this.#state?.total ?? null;
  }
  get edition(): string | null {
    return this.#state?.edition ?? null;
  }
  get url(): string | null {
    return this.#state?.url ?? null;
  }
  get path(): string {
    return `${this.#target}.part`;
  }

  /** Takes over what an earlier run left. Discards it if its state cannot be read or belongs to another file. */
  async resume(): Promise<void> {
    const state = await readResumeState(`${this.path}.json`);
    const found = await stat(this.path).catch(() => null);
    if (!state || state.id !== this.#id || !found || found.size < state.received) return await this.discard();
    this.#state = state;
    this.#received = state.received;
  }

  /** Prepares to write at byte `from`; 0 starts over. @throws AppError `disk-full`, `disk-failed`. */
  async begin(from: number, url: string, total: number | null, edition: string | null): Promise<void> {
    await this.#translateErrors(async () => {
      await this.#handle?.close();
      this.#handle = await this.#disk.open(this.path, from === 0 ? 'w' : 'r+');
      await this.#handle.truncate(from);
      this.#received = from;
      this.#state = { id: this.#id, url, total, edition, received: from };
      await this.#saveState();
    });
  }

  /** @throws AppError `disk-full`, `disk-failed`. */
  async append(chunk: Uint8Array): Promise<void> {
    await this.#translateErrors(async () => {
      for (let done = 0; done < chunk.length; ) {
        const { bytesWritten } = (await this.#handle?.write(chunk, done, chunk.length - done, this.#received)) ?? { bytesWritten: 0 };
        if (bytesWritten === 0) throw new Error('nothing was written');
        done += bytesWritten;
        this.#received += bytesWritten;
      }
      if (this.#received - (this.#state?.received ?? 0) >= flushEvery) await this.#saveState();
    });
  }

  /** Keeps the received bytes for a later resume. */
  async close(): Promise<void> {
    const handle = this.#handle;
    if (!handle) return;
    await this.#translateErrors(() => this.#saveState()).catch(() => {});
    this.#handle = null;
    await handle.close();
  }

  /** Deletes the file and its state. */
  async discard(): Promise<void> {
    await this.#handle?.close();
    this.#handle = null;
    this.#state = null;
    this.#received = 0;
    await rm(this.path, { force: true });
    await rm(`${this.path}.json`, { force: true });
  }

  /** Gives the complete file its final name. @throws AppError `disk-full`, `disk-failed`. */
  async finish(): Promise<void> {
    await this.close();
    await this.#translateErrors(async () => {
      await rename(this.path, this.#target);
      await rm(`${this.path}.json`, { force: true });
    });
  }

  async #saveState(): Promise<void> {
    await this.#handle?.datasync();
    if (!this.#state) return;
    this.#state.received = this.#received;
    // Renamed into place, so that a crash cannot leave a half-written state file.
    await writeFile(`${this.path}.json.new`, JSON.stringify(this.#state));
    await rename(`${this.path}.json.new`, `${this.path}.json`);
  }

  async #translateErrors<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw diskError(error);
    }
  }
}

/** @returns null if the file is missing or not valid. */
export async function readResumeState(file: string): Promise<ResumeState | null> {
  try {
    return resumeStateSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

/** A failed file operation as `disk-full` or `disk-failed`; an AppError stays as it is. */
export function diskError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new AppError(code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'disk-failed', code, { cause: error });
}
