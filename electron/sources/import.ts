/**
 * Files that the user opens: read and shown first, taken in when the user says so, in steps between which everything
 * else goes on. One file at a time.
 */
import type { FilePreview, ImportProgress, Turn } from '../contract/domain.ts';
import { AppError } from '../contract/result.ts';
import { growth } from '../transcript/merge-copy.ts';
import { addInSteps, type Intake } from './feed.ts';
import type { Conversation } from './formats/format.ts';
import { baseName } from './formats/format.ts';
import { lengthOf, previewOf } from './preview.ts';
import type { Transcript } from './read.ts';

export type ReadFile = (name: string, bytes: Uint8Array, signal: AbortSignal) => Promise<Transcript>;

/** What was taken in; `stopped`: the user had enough before its end. */
export interface Imported {
  added: number;
  stopped: boolean;
}

export class FileImport {
  readonly #intake: Intake;
  readonly #read: ReadFile;
  readonly #tell: (progress: ImportProgress | null) => void;
  #id = 0;
  #opened: { id: number; name: string; transcript: Transcript } | null = null;
  #stop = new AbortController();
  #work: Promise<unknown> = Promise.resolve();

  /** @param tell hears how far an import is; null when none runs. */
  constructor(intake: Intake, read: ReadFile, tell: (progress: ImportProgress | null) => void) {
    this.#intake = intake;
    this.#read = read;
    this.#tell = tell;
  }

  /** Reads a file and keeps it until it is taken, dropped, or another is opened. @throws AppError as `readTranscript`, `cancelled`. */
  async open(name: string, bytes: Uint8Array): Promise<FilePreview> {
    await this.cancel();
    const { signal } = this.#stop;
    const transcript = await this.#read(baseName(name), bytes, signal);
    if (signal.aborted) throw new AppError('cancelled');
    this.#id++;
    this.#opened = { id: this.#id, name: baseName(name), transcript };
    return previewOf(this.#id, baseName(name), bytes.length, transcript);
  }

  /**
   * Takes the opened file in: what is new of it into the guarded meeting, else each conversation as a meeting of its own.
   * What was stored before it is stopped stays.
   * @throws AppError `not-found` if another file was opened since, store codes.
   */
  async take(id: number): Promise<Imported> {
    const opened = this.#opened;
    if (opened?.id !== id) throw new AppError('not-found', `file ${id}`);
    this.#opened = null;
    const work = this.#take(opened.name, opened.transcript.conversations, this.#stop.signal);
    this.#work = work.catch(() => {});
    return await work;
  }

  /** Drops what is being read or was opened, and stops an import; resolves when it has stopped. */
  async cancel(): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#opened = null;
    await this.#work;
  }

  async #take(name: string, conversations: readonly Conversation[], signal: AbortSignal): Promise<Imported> {
    const total = conversations.reduce((sum, { turns }) => sum + turns.length, 0);
    let done = 0;
    let added = 0;
    const steps = async (turns: readonly Turn[]) => {
      const before = done;
      const count = await addInSteps(this.#intake, turns, signal, (now) => this.#tell({ name, done: before + now, total }));
      done += count;
      added += count;
    };
    try {
      for (const conversation of conversations) {
        if (signal.aborted) break;
        if (this.#intake.guarding) {
          const { last, added: fresh } = growth(this.#intake.said, conversation.turns);
          if (last !== null) this.#intake.grow(last);
          done += conversation.turns.length - fresh.length;
          await steps(fresh);
        } else {
          this.#intake.start(conversation.id, 'import', conversation.startedAt);
          await steps(conversation.turns);
          await this.#end(conversation, signal);
        }
      }
    } finally {
      this.#tell(null);
    }
    return { added, stopped: signal.aborted };
  }

  /** Everything is judged first, unless the user stops it. The meeting ends when its recording does. */
  async #end({ startedAt, turns }: Conversation, signal: AbortSignal): Promise<void> {
    const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    if (!signal.aborted) await Promise.race([this.#intake.idle(), stopped]);
    const length = lengthOf(turns);
    const endedAt = startedAt === undefined || length === null ? undefined : startedAt + length;
    if (signal.aborted) await this.#intake.halt(endedAt);
    else await this.#intake.stop(endedAt);
  }
}
