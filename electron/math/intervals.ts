/** Exact 95 % intervals for counts, found by bisection on the cumulative distribution. Pure. */

export interface Interval {
  low: number;
  high: number;
}

const tail = 0.025;

/**
 * A share of `hits` in `cases` independent cases (Clopper and Pearson 1934).
 * @returns shares from 0 to 1; 0 to 1 for no cases.
 */
export function shareInterval(hits: number, cases: number): Interval {
  if (cases === 0) return { low: 0, high: 1 };
  return {
    low: hits === 0 ? 0 : bisect(0, 1, (p) => 1 - binomialAtMost(hits - 1, cases, p) < tail),
    high: hits === cases ? 1 : bisect(0, 1, (p) => binomialAtMost(hits, cases, p) > tail),
  };
}

/** A rate of `events` in `exposure` units, such as hours (Garwood 1936). @returns events a unit; infinite without exposure. */
export function rateInterval(events: number, exposure: number): Interval {
  if (exposure === 0) return { low: 0, high: Number.POSITIVE_INFINITY };
  const most = 10 + 3 * events + 10 * Math.sqrt(events + 1);
  const low = events === 0 ? 0 : bisect(0, most, (mean) => 1 - poissonAtMost(events - 1, mean) < tail);
  return { low: low / exposure, high: bisect(0, most, (mean) => poissonAtMost(events, mean) > tail) / exposure };
}

/** P(at most `hits` of `cases`) with probability `p` each. */
function binomialAtMost(hits: number, cases: number, p: number): number {
  let term = cases * Math.log1p(-p);
  let sum = Math.exp(term);
  for (let k = 1; k <= hits; k++) {
    term += Math.log((cases - k + 1) / k) + Math.log(p) - Math.log1p(-p);
    sum += Math.exp(term);
  }
  return sum;
}

/** P(at most `events`) around this mean. */
function poissonAtMost(events: number, mean: number): number {
  let term = -mean;
  let sum = Math.exp(term);
  for (let k = 1; k <= events; k++) {
    term += Math.log(mean / k);
    sum += Math.exp(term);
  }
  return sum;
}

/** The place between `from` and `to` up to which `below` holds. */
function bisect(from: number, to: number, below: (at: number) => boolean): number {
  let [low, high] = [from, to];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (below(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
