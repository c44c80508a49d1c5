/** What the user brings in by hand: pasted text, a file, a sample meeting. Each ends up as lines of the pipeline. */
import type { Line, Meeting, SourceKind, Turn } from '../contract/domain.ts';
import { AppError } from '../contract/result.ts';
import { limits } from '../contract/words.ts';
import { growth } from '../transcript/overlap.ts';
import { parseText } from '../transcript/parse.ts';
import { decodeText } from './decode.ts';
import { parseFile } from './formats.ts';
import { findSample, replay } from './samples.ts';

/** The part of the pipeline that sources need. */
export interface Intake {
  readonly guarding: boolean;
  /** Everything said in the guarded meeting, oldest first. */
  readonly said: readonly Turn[];
  start(title: string, source: SourceKind): Meeting;
  add(turns: readonly Turn[]): Line[];
  /** The newest line has gone on; `text` is the whole of it. */
  grow(text: string): Line;
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Between two lines of a sample meeting in the app: slow enough to read along. */
const samplePauseMs = 900;

export class Feed {
  readonly #intake: Intake;
  #playing: AbortController | null = null;
  #play: Promise<void> = Promise.resolve();

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  /** Adds what is new in pasted text; begins a meeting if none is guarded. @throws AppError `paste-too-large`, `empty-text`, `line-too-long`. */
  paste(text: string): number {
    const bytes = Buffer.byteLength(text);
    if (bytes > limits.pasteBytes) throw new AppError('paste-too-large', String(bytes));
    const turns = parseText(text);
    if (!this.#intake.guarding) this.#intake.start('', 'live');
    return this.#addNew(turns);
  }

  /** What of the turns the meeting does not hold yet. @returns how many lines are new. */
  #addNew(turns: readonly Turn[]): number {
    const { last, added } = growth(this.#intake.said, turns);
    if (last !== null) this.#intake.grow(last);
    return added.length > 0 ? this.#intake.add(added).length : 0;
  }

  /**
   * Adds a transcript file: to the guarded meeting, else each conversation in it becomes a meeting of its own.
   * The whole file is read and checked before anything is stored.
   */
  async importFile(name: string, bytes: Uint8Array): Promise<number> {
    const conversations = parseFile(name, decodeText(bytes));
    let added = 0;
    for (const { id, turns } of conversations) {
      const own = !this.#intake.guarding;
      if (own) this.#intake.start(id, 'import');
      added += this.#intake.add(turns).length;
      if (!own) continue;
      await this.#intake.idle();
      await this.#intake.stop();
    }
    return added;
  }

  /** Plays a sample meeting as if captions arrived; it ends by itself, or with `stopSample`. */
  playSample(id: string, title: string): Meeting {
    const sample = findSample(id);
    const meeting = this.#intake.start(title, 'sample');
    const playing = new AbortController();
    this.#playing = playing;
    this.#play = replay(sample.turns, (turn) => void this.#intake.add([turn]), samplePauseMs, playing.signal).then(async () => {
      if (!playing.signal.aborted) await this.#intake.stop();
    });
    return meeting;
  }

  async stopSample(): Promise<void> {
    this.#playing?.abort();
    await this.#play;
  }
}
