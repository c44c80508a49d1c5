/**
 * Files that the user opens. A file is read and previewed first; when the user confirms, its lines are added in steps,
 * so that the app stays responsive. One file at a time.
 */
import type { FilePreview, ImportProgress, Turn } from '../contract/domain.ts';
import { AppError } from '../contract/result.ts';
import { baseName, type Conversation } from './formats/format.ts';
import { addInSteps, type Intake } from './intake.ts';
import { durationOf, previewOf } from './preview.ts';
import type { Transcript } from './read.ts';

export type ReadFile = (name: string, bytes: Uint8Array, signal: AbortSignal) => Promise<Transcript>;

export interface ImportResult {
  /** Lines added. */
  added: number;
  /** The user stopped the import before its end. */
  stopped: boolean;
}

export class FileImport {
  readonly #intake: Intake;
  readonly #read: ReadFile;
  readonly #onProgress: (progress: ImportProgress | null) => void;
  #id = 0;
  #opened: { id: number; name: string; transcript: Transcript } | null = null;
  #stop = new AbortController();
  #work: Promise<unknown> = Promise.resolve();

  /** @param onProgress receives the progress of an import, and null when it ends. */
  constructor(intake: Intake, read: ReadFile, onProgress: (progress: ImportProgress | null) => void) {
    this.#intake = intake;
    this.#read = read;
    this.#onProgress = onProgress;
  }

  /**
   * Reads a file and keeps it until it is taken or cancelled, or another file is opened.
   * @throws AppError the codes of `readTranscript`, `cancelled`.
   */
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
   * Imports the opened file. If a meeting is guarded, the file's new lines are added to it; else each conversation of the
   * file becomes a meeting of its own. Lines that were stored before the user stops the import stay stored.
   * @throws AppError `not-found` if another file was opened since; store codes.
   */
  async take(id: number): Promise<ImportResult> {
    const opened = this.#opened;
    if (opened?.id !== id) throw new AppError('not-found', `file ${id}`);
    this.#opened = null;
    const work = this.#take(opened.name, opened.transcript.conversations, this.#stop.signal);
    this.#work = work.catch(() => {});
    return await work;
  }

  /** Stops reading and importing, and forgets an opened file. Resolves when the import has stopped. */
  async cancel(): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#opened = null;
    await this.#work;
  }

  async #take(name: string, conversations: readonly Conversation[], signal: AbortSignal): Promise<ImportResult> {
    const total = conversations.reduce((sum, { turns }) => sum + turns.length, 0);
    let done = 0;
    let added = 0;
    const addAll = async (turns: readonly Turn[]) => {
      const before = done;
      const count = await addInSteps(this.#intake, turns, signal, (now) => this.#onProgress({ name, done: before + now, total }));
      done += count;
      added += count;
    };
    try {
      for (const conversation of conversations) {
        if (signal.aborted) break;
        if (this.#intake.guarding) {
          const fresh = this.#intake.mergeKnown(conversation.turns);
          done += conversation.turns.length - fresh.length;
          await addAll(fresh);
        } else {
          this.#intake.start(conversation.id, 'import', conversation.startedAt);
          await addAll(conversation.turns);
          await this.#end(conversation, signal);
        }
      }
    } finally {
      this.#onProgress(null);
    }
    return { added, stopped: signal.aborted };
  }

  /** Ends the meeting after every line has its verdict, or at once if the user stops. It ends at the time its recording ended. */
  async #end({ startedAt, turns }: Conversation, signal: AbortSignal): Promise<void> {
    const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    if (!signal.aborted) await Promise.race([this.#intake.idle(), stopped]);
    const duration = durationOf(turns);
    const endedAt = startedAt === undefined || duration === null ? undefined : startedAt + duration;
    if (signal.aborted) await this.#intake.halt(endedAt);
    else await this.#intake.stop(endedAt);
  }
}
