import { expect, test } from 'vitest';
import {
  afterMeasuring,
  afterVerdict,
  chooseThreads,
  newTuning,
  type ThreadTuning,
  threadChoices,
} from '../../../electron/engine/threads.ts';

test('one core is left to the call, and there are never more than eight threads', () => {
  expect([1, 2, 3, 4, 8, 32].map(threadChoices)).toEqual([[1], [1], [1, 2], [1, 2, 3], [1, 2, 4, 7], [1, 2, 4, 8]]);
});

test('more threads are taken only where they are clearly worth it', () => {
  const speeds = (...ms: number[]) => ms.map((msPerToken, i) => ({ threads: i + 1, msPerToken }));
  expect(chooseThreads(speeds(10, 5.5, 4))).toBe(3);
  expect(chooseThreads(speeds(10, 9.5, 9.2))).toBe(1);
  // Busy cores: threads wait for each other.
  expect(chooseThreads(speeds(15, 120))).toBe(1);
});

/** A verdict of 30 tokens after another, at these times a token; what the policy did last. */
function verdicts(tuning: ThreadTuning, ...msPerToken: number[]): { tuning: ThreadTuning; measured: number } {
  let measured = 0;
  for (const ms of msPerToken) {
    const step = afterVerdict(tuning, ms * 30, 30);
    tuning = step.tuning;
    if (step.measure) measured++;
  }
  return { tuning, measured };
}
const started = newTuning(3, [
  { threads: 1, msPerToken: 10 },
  { threads: 3, msPerToken: 4 },
]);

test('a late verdict has the threads measured again; the second one says that the machine is busy', () => {
  const once = verdicts(started, 4, 4.4, 9);
  expect([once.measured, once.tuning.busy]).toEqual([1, false]);
  expect(verdicts(once.tuning, 9).tuning.busy).toBe(true);
});

test('a machine that stays busy is not measured at every line', () => {
  expect(verdicts(started, ...Array.from({ length: 10 }, () => 40)).measured).toBe(1);
});

test('fewer threads on a busy machine, and all of them again once verdicts come in time', () => {
  const busy = verdicts(started, 30, 30).tuning;
  const fewer = afterMeasuring(busy, [
    { threads: 1, msPerToken: 15 },
    { threads: 3, msPerToken: 30 },
  ]);
  expect(fewer.threads).toBe(1);
  // With one thread, 15 ms is in time: the calm machine's 10 ms are the measure, not three threads' 4.
  const still = verdicts(fewer, 16, 14, 14, 14, 14);
  expect([still.tuning.busy, still.measured]).toEqual([true, 0]);
  const calm = verdicts(still.tuning, 11);
  expect([calm.tuning.busy, calm.measured]).toEqual([false, 1]);
});

test('measured on a busy machine at first, it learns from quicker verdicts what calm is', () => {
  const slow = newTuning(1, [{ threads: 1, msPerToken: 40 }]);
  const learnt = verdicts(slow, 10, 10, 10, 10, 10, 10).tuning;
  expect(verdicts(learnt, 25, 25).tuning.busy).toBe(true);
});

test('without a choice the first verdict is the measure', () => {
  const learnt = verdicts(newTuning(1, []), 10).tuning;
  expect(verdicts(learnt, 12, 19).tuning.busy).toBe(false);
  expect(verdicts(learnt, 25, 25).tuning.busy).toBe(true);
});

test('a short line is not late for being short', () => {
  const { tuning } = verdicts(newTuning(1, []), 10);
  const step = afterVerdict(afterVerdict(tuning, 200, 5).tuning, 200, 5);
  expect(step.tuning.busy).toBe(false);
});
