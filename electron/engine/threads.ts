/**
 * How many threads judge, and whether the machine is busy. Pure.
 *
 * Threads wait for each other at every layer: as many as cores are slower than one when another program wants the cores.
 * So each count is measured when a model is loaded, and again when a verdict is late.
 */

/** What one token takes with so many threads. */
export interface Speed {
  threads: number;
  msPerToken: number;
}

const most = 8;
/** A larger count must take at most this share of the smaller one's time. */
const worthIt = 0.9;
/** A verdict is late from so many times its expected time on. */
const late = 2;
/** … and in time again below so many. */
const inTime = 1.5;
/** Late verdicts in a row before the screen says so, verdicts in time in a row before it stops, verdicts between two measurings. */
const toBusy = 2;
const toCalm = 5;
const betweenMeasurings = 10;
/** Shorter work is dominated by what every judgement costs. */
const leastTokens = 16;

/** The counts worth measuring, ascending. One core is left to the video call. @param cores that compute; at least 1. */
export function threadChoices(cores: number): number[] {
  const top = Math.max(1, Math.min(most, cores - 1));
  return [...[1, 2, 4].filter((count) => count < top), top];
}

/** The fewest threads that nothing clearly beats. @param speeds by ascending count, at least one. */
export function chooseThreads(speeds: readonly Speed[]): number {
  const [first, ...more] = speeds;
  if (!first) throw new TypeError('nothing was measured');
  return more.reduce((best, one) => (one.msPerToken <= best.msPerToken * worthIt ? one : best), first).threads;
}

export interface Pace {
  threads: number;
  /** What a token takes on a calm machine, by count; a count that is not in it has not been seen yet. */
  calm: ReadonlyMap<number, number>;
  busy: boolean;
  /** Late verdicts in a row, and verdicts in time in a row. */
  late: number;
  inTime: number;
  sinceMeasured: number;
}

/** @param speeds measured at load; empty when there was nothing to choose. */
export function newPace(threads: number, speeds: readonly Speed[]): Pace {
  const calm = new Map(speeds.map((one) => [one.threads, one.msPerToken]));
  return { threads, calm, busy: false, late: 0, inTime: 0, sinceMeasured: betweenMeasurings };
}

/** After a verdict. `measure`: the counts should be measured again. @param tokens evaluated for it, in `ms`. */
export function afterVerdict(pace: Pace, ms: number, tokens: number): { pace: Pace; measure: boolean } {
  const now = ms / Math.max(leastTokens, tokens);
  const expected = pace.calm.get(pace.threads) ?? now;
  const isLate = now > expected * late;
  const next: Pace = {
    ...pace,
    calm: relearn(pace, expected, now),
    late: isLate ? pace.late + 1 : 0,
    inTime: now < expected * inTime ? pace.inTime + 1 : 0,
    sinceMeasured: pace.sinceMeasured + 1,
  };
  const calmAgain = pace.busy && next.inTime >= toCalm;
  next.busy = calmAgain ? false : pace.busy || next.late >= toBusy;
  const measure = calmAgain || (isLate && next.sinceMeasured > betweenMeasurings);
  return { pace: measure ? { ...next, sinceMeasured: 0 } : next, measure };
}

/** After the counts were measured again. What a calm machine does is not learnt from a busy one. */
export function afterMeasuring(pace: Pace, speeds: readonly Speed[]): Pace {
  return { ...pace, threads: chooseThreads(speeds), late: 0, inTime: 0 };
}

/** Quicker than expected: what was thought calm was not. The other counts are taken to be so much quicker as well. */
function relearn({ calm, threads }: Pace, expected: number, now: number): ReadonlyMap<number, number> {
  if (!calm.has(threads)) return new Map([...calm, [threads, now]]);
  if (now >= expected) return calm;
  const share = (expected + now) / 2 / expected;
  return new Map([...calm].map(([count, ms]) => [count, ms * share]));
}
