/**
 * Chooses the number of threads, and detects a busy machine. Pure.
 *
 * Threads wait for each other at every layer. When another program uses the cores, a thread on each core is slower than a
 * single thread. So each number is measured when a model is loaded, and again when a verdict is late.
 */

/** The measured time of one token with a number of threads. */
export interface Speed {
  threads: number;
  msPerToken: number;
}

const mostThreads = 8;
/** A larger number must reduce the time to at most this share. */
const worthwhileShare = 0.9;
/** A verdict is late above this multiple of its expected time … */
const late = 2;
/** … and in time below this one. */
const inTime = 1.5;
/** Late verdicts in a row that make the machine count as busy; verdicts in time in a row that end it. */
const lateToBusy = 2;
const inTimeToCalm = 5;
/** At least this many verdicts lie between two measurements. */
const betweenMeasurements = 10;
/** In shorter work the fixed cost of a judgement outweighs that of its tokens. */
const leastTokens = 16;

/** The numbers of threads to measure, ascending. One core is left to the video call. @param cores at least 1. */
export function threadChoices(cores: number): number[] {
  const top = Math.max(1, Math.min(mostThreads, cores - 1));
  return [...[1, 2, 4].filter((count) => count < top), top];
}

/** The smallest number that no larger one clearly beats. @param speeds by ascending number, at least one. */
export function chooseThreads(speeds: readonly Speed[]): number {
  const [first, ...more] = speeds;
  if (!first) throw new TypeError('nothing was measured');
  return more.reduce((best, one) => (one.msPerToken <= best.msPerToken * worthwhileShare ? one : best), first).threads;
}

export interface ThreadTuning {
  threads: number;
  /** ms for a token on a calm machine, by number of threads. */
  calm: ReadonlyMap<number, number>;
  busy: boolean;
  /** Late verdicts in a row, and verdicts in time in a row. */
  late: number;
  inTime: number;
  sinceMeasured: number;
}

/** @param speeds measured at load; empty if there was only one number to choose. */
export function newTuning(threads: number, speeds: readonly Speed[]): ThreadTuning {
  const calm = new Map(speeds.map((one) => [one.threads, one.msPerToken]));
  return { threads, calm, busy: false, late: 0, inTime: 0, sinceMeasured: betweenMeasurements };
}

/** The tuning after a verdict. `measure`: the numbers of threads should be measured again. @param tokens evaluated in `ms`. */
export function afterVerdict(tuning: ThreadTuning, ms: number, tokens: number): { tuning: ThreadTuning; measure: boolean } {
  const now = ms / Math.max(leastTokens, tokens);
  const expected = tuning.calm.get(tuning.threads) ?? now;
  const isLate = now > expected * late;
  const next: ThreadTuning = {
    ...tuning,
    calm: relearn(tuning, expected, now),
    late: isLate ? tuning.late + 1 : 0,
    inTime: now < expected * inTime ? tuning.inTime + 1 : 0,
    sinceMeasured: tuning.sinceMeasured + 1,
  };
  const calmAgain = tuning.busy && next.inTime >= inTimeToCalm;
  next.busy = calmAgain ? false : tuning.busy || next.late >= lateToBusy;
  const measure = calmAgain || (isLate && next.sinceMeasured > betweenMeasurements);
  return { tuning: measure ? { ...next, sinceMeasured: 0 } : next, measure };
}

/** The tuning after a new measurement, which does not change `calm`: the machine may be busy. */
export function afterMeasuring(tuning: ThreadTuning, speeds: readonly Speed[]): ThreadTuning {
  return { ...tuning, threads: chooseThreads(speeds), late: 0, inTime: 0 };
}

/** A verdict faster than expected shows that the machine was busy before. All numbers of threads are then expected to be faster. */
function relearn({ calm, threads }: ThreadTuning, expected: number, now: number): ReadonlyMap<number, number> {
  if (!calm.has(threads)) return new Map([...calm, [threads, now]]);
  if (now >= expected) return calm;
  const share = (expected + now) / 2 / expected;
  return new Map([...calm].map(([count, ms]) => [count, ms * share]));
}
