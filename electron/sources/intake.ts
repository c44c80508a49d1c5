/** Where every source hands its lines in, and how it does so without blocking the app. */
import { setImmediate } from 'node:timers/promises';
import type { Line, Meeting, SourceKind, Turn } from '../contract/domain.ts';

/** The part of the pipeline that sources use. Times are in ms since 1970; the default is now. */
export interface Intake {
  readonly guarding: boolean;
  /** All lines of the guarded meeting, oldest first. */
  readonly said: readonly Turn[];
  start(title: string, source: SourceKind, startedAt?: number): Meeting;
  add(turns: readonly Turn[]): Line[];
  /**
   * Compares a copied text with the meeting; if the copy holds a longer version of the newest line, that line grows.
   * @returns the turns that the meeting does not hold yet, for `add`.
   */
  mergeKnown(turns: readonly Turn[]): Turn[];
  /** Resolves when every line has its verdict. */
  idle(): Promise<void>;
  /** Ends the meeting after every line has its verdict. */
  stop(endedAt?: number): Promise<void>;
  /** Ends the meeting at once. */
  halt(endedAt?: number): Promise<void>;
}

/** Lines stored in one step, which takes a few ms. */
const stepLines = 200;

/**
 * Adds many lines in steps and lets other work run between them. Ends early when `signal` aborts or the meeting ends.
 * @returns the number of lines added.
 */
export async function addInSteps(
  intake: Pick<Intake, 'guarding' | 'add'>,
  turns: readonly Turn[],
  signal?: AbortSignal,
  onProgress?: (added: number) => void,
): Promise<number> {
  let added = 0;
  while (added < turns.length && intake.guarding && !signal?.aborted) {
    added += intake.add(turns.slice(added, added + stepLines)).length;
    onProgress?.(added);
    await setImmediate();
  }
  return added;
}
