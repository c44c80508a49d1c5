/** The criteria that a model must meet in its trials, and which of several models to recommend. Pure. */
import type { CheckSummary, Criterion, Trial } from '../../contract/check.ts';

/** People speak about one line in this time. A slower model falls behind the meeting. */
const slowestLineMs = 4_000;
/** How many of the two plain instructions must be obeyed. A polite extra word does no harm when the model judges. */
const instructionsToFollow = 1;

/**
 * The source document's criteria (answers in Chinese, follows instructions, writes JSON), and that the model is fast enough here.
 * @param lineMs ms to judge one line of a meeting.
 */
export function failedCriteria(trials: readonly Trial[], lineMs: number): Criterion[] {
  const anyFails = (criterion: Criterion) => trials.some((trial) => trial.misfits.includes(criterion));
  const obeyed = trials.filter((trial) => ['receipt', 'count'].includes(trial.id) && trial.misfits.length === 0).length;
  const introduction = trials.find((trial) => trial.id === 'introduce');
  const results: [criterion: Criterion, failed: boolean][] = [
    ['chinese', anyFails('chinese')],
    ['endless', introduction?.ended === false],
    ['instructions', obeyed < instructionsToFollow],
    ['json', anyFails('json')],
    ['slow', lineMs > slowestLineMs],
  ];
  return results.flatMap(([criterion, failed]) => (failed ? [criterion] : []));
}

/** The smallest model that fits, by the newest check of each file. @returns null if none fits. */
export function recommend<T extends CheckSummary>(checks: readonly T[]): T | null {
  const newest = new Map<string, T>();
  for (const check of [...checks].sort((a, b) => a.at - b.at)) newest.set(check.sha256, check);
  return [...newest.values()].filter((check) => check.fits).sort((a, b) => a.bytes - b.bytes)[0] ?? null;
}
