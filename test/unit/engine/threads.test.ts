import { expect, test } from 'vitest';
import { afterMeasuring, afterVerdict, chooseThreads, newPace, type Pace, threadChoices } from '../../../electron/engine/threads.ts';

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
function verdicts(pace: Pace, ...msPerToken: number[]): { pace: Pace; measured: number } {
  let measured = 0;
  for (const ms of msPerToken) {
    const step = afterVerdict(pace, ms * 30, 30);
    pace = step.pace;
    if (step.measure) measured++;
  }
  return { pace, measured };
}
const started = newPace(3, [
  { threads: 1, msPerToken: 10 },
  { threads: 3, msPerToken: 4 },
]);

test('a late verdict has the threads measured again; the second one says that the machine is busy', () => {
  const once = verdicts(started, 4, 4.4, 9);
  expect([once.measured, once.pace.busy]).toEqual([1, false]);
  expect(verdicts(once.pace, 9).pace.busy).toBe(true);
});

test('a machine that stays busy is not measured at every line', () => {
  expect(verdicts(started, ...Array.from({ length: 10 }, () => 40)).measured).toBe(1);
});

test('fewer threads on a busy machine, and all of them again once verdicts come in time', () => {
  const busy = verdicts(started, 30, 30).pace;
  const fewer = afterMeasuring(busy, [
    { threads: 1, msPerToken: 15 },
    { threads: 3, msPerToken: 30 },
  ]);
  expect(fewer.threads).toBe(1);
  // With one thread, 15 ms is in time: the calm machine's 10 ms are the measure, not three threads' 4.
  const still = verdicts(fewer, 16, 14, 14, 14, 14);
  expect([still.pace.busy, still.measured]).toEqual([true, 0]);
  const calm = verdicts(still.pace, 11);
  expect([calm.pace.busy, calm.measured]).toEqual([false, 1]);
});

test('measured on a busy machine at first, it learns from quicker verdicts what calm is', () => {
  const slow = newPace(1, [{ threads: 1, msPerToken: 40 }]);
  const learnt = verdicts(slow, 10, 10, 10, 10, 10, 10).pace;
  expect(verdicts(learnt, 25, 25).pace.busy).toBe(true);
});

test('without a choice the first verdict is the measure', () => {
  const learnt = verdicts(newPace(1, []), 10).pace;
  expect(verdicts(learnt, 12, 19).pace.busy).toBe(false);
  expect(verdicts(learnt, 25, 25).pace.busy).toBe(true);
});

test('a short line is not late for being short', () => {
  const { pace } = verdicts(newPace(1, []), 10);
  const step = afterVerdict(afterVerdict(pace, 200, 5).pace, 200, 5);
  expect(step.pace.busy).toBe(false);
});
