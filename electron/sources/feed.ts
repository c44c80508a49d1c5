/** What the user brings in by hand as it is said: pasted text, a sample meeting. Each ends up as lines of the pipeline. */
import { setImmediate } from 'node:timers/promises';
import { limits } from '../contract/constants.ts';
import type { Line, Meeting, SourceKind, Turn } from '../contract/domain.ts';
import { AppError } from '../contract/result.ts';
import { growth } from '../transcript/merge-copy.ts';
import { parsePasted } from './formats/index.ts';
import { parseInThread } from './in-thread.ts';
import { findSample, replay } from './samples.ts';

/** The part of the pipeline that sources need. Times are in ms since 1970; without one it is now. */
export interface Intake {
  readonly guarding: boolean;
  /** Everything said in the guarded meeting, oldest first. */
  readonly said: readonly Turn[];
  start(title: string, source: SourceKind, startedAt?: number): Meeting;
  add(turns: readonly Turn[]): Line[];
  /** The newest line has gone on; `text` is the whole of it. */
  grow(text: string): Line;
  /** Resolves when everything is judged. */
  idle(): Promise<void>;
  /** Ends the meeting when everything is judged. */
  stop(endedAt?: number): Promise<void>;
  /** Ends the meeting at once. */
  halt(endedAt?: number): Promise<void>;
}

/** Characters; a caption window holds hundreds. */
const longPaste = 20_000;
/** Lines stored in one go: a few ms. */
const step = 200;

/** Between two lines of a sample meeting in the app: slow enough to read along. */
const samplePauseMs = 900;

export class Feed {
  readonly #intake: Intake;
  #playing: AbortController | null = null;
  #play: Promise<void> = Promise.resolve();
  /** The paste before: two that hold the same lines, one after the other, add them once. */
  #pasted: Promise<unknown> = Promise.resolve();

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  /**
   * Adds what is new in pasted text; begins a meeting if none is guarded.
   * @returns how many lines are new; a line that has gone on is none.
   * @throws AppError `paste-too-large`, `empty-text`, `line-too-long`, `too-many-lines`.
   */
  paste(text: string): Promise<number> {
    const added = this.#pasted.then(() => this.#paste(text));
    this.#pasted = added.catch(() => undefined);
    return added;
  }

  async #paste(text: string): Promise<number> {
    const bytes = Buffer.byteLength(text);
    if (bytes > limits.pasteBytes) throw new AppError('paste-too-large', String(bytes));
    const turns = text.length > longPaste ? await parseInThread(text) : parsePasted(text);
    if (!this.#intake.guarding) this.#intake.start('', 'live');
    const { last, added } = growth(this.#intake.said, turns);
    if (last !== null) this.#intake.grow(last);
    return await addInSteps(this.#intake, added);
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

/** Adds what of the turns the meeting does not hold yet. @returns how many lines are new. */
export function addNew(intake: Pick<Intake, 'said' | 'grow' | 'add'>, turns: readonly Turn[]): number {
  const { last, added } = growth(intake.said, turns);
  if (last !== null) intake.grow(last);
  return added.length > 0 ? intake.add(added).length : 0;
}

/**
 * Adds many lines, with everything else going on between the steps; ends early when it is stopped or the meeting ends.
 * @returns how many were added.
 */
export async function addInSteps(
  intake: Pick<Intake, 'guarding' | 'add'>,
  turns: readonly Turn[],
  signal?: AbortSignal,
  told?: (added: number) => void,
): Promise<number> {
  let added = 0;
  while (added < turns.length && intake.guarding && !signal?.aborted) {
    added += intake.add(turns.slice(added, added + step)).length;
    told?.(added);
    await setImmediate();
  }
  return added;
}
