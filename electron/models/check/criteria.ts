/** Whether a model fits, from its trials; and which of several to take. Pure. */
import type { CheckSummary, Misfit, Trial } from '../../contract/check.ts';

/** People say a line about every four seconds: a model that takes longer falls behind the meeting. */
const slowestLineMs = 4_000;
/** Of the two plain instructions one may fail: a small model's habit of a polite extra word loses it nothing in judging. */
const instructionsToFollow = 1;

/**
 * The document's demands: Chinese, basic obedience, JSON; and that it keeps up here.
 * @param lineMs what a line of a meeting takes to judge.
 */
export function misfitsOf(trials: readonly Trial[], lineMs: number): Misfit[] {
  const some = (misfit: Misfit) => trials.some((trial) => trial.misfits.includes(misfit));
  const obeyed = trials.filter((trial) => ['receipt', 'count'].includes(trial.id) && trial.misfits.length === 0).length;
  const introduction = trials.find((trial) => trial.id === 'introduce');
  const found: [Misfit, boolean][] = [
    ['chinese', some('chinese')],
    ['endless', introduction?.ended === false],
    ['instructions', obeyed < instructionsToFollow],
    ['json', some('json')],
    ['slow', lineMs > slowestLineMs],
  ];
  return found.flatMap(([misfit, is]) => (is ? [misfit] : []));
}

/** The smallest that fits, of the newest check of each file; null if none does. */
export function recommend<T extends CheckSummary>(checks: readonly T[]): T | null {
  const newest = new Map<string, T>();
  for (const check of [...checks].sort((a, b) => a.at - b.at)) newest.set(check.sha256, check);
  return [...newest.values()].filter((check) => check.fits).sort((a, b) => a.bytes - b.bytes)[0] ?? null;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
