/** Combines all cues of a meeting into a score, a kind and a stage. A cue is never taken back; it fades with distance. Pure. */

import { limits, stages } from '../contract/constants.ts';
import type { CueHit, CueInForce, Kind, Stage } from '../contract/domain.ts';

/**
 * A cue counts in full for `fullLines` lines (about a quarter of an hour), so that small talk between two demands does not
 * weaken the first. Then its weight halves every `halfLife` lines, so that a long day of talk does not add up to a fraud.
 */
const fullLines = 120;
const halfLife = 60;
/** A cue reaches a stage from weight `hint` on, and holds it until its weight has faded below `gone`. */
const hint = 0.1;
const gone = 0.05;

/** The strongest hit of each cue, by cue id. */
export type StrongestHits = ReadonlyMap<string, CueHit>;

export function remember(strongest: StrongestHits, found: readonly CueHit[]): StrongestHits {
  const hits = new Map(strongest);
  for (const hit of found) {
    const before = hits.get(hit.cue);
    // A victim who repeats a demand (我老公也不能说吗？) does not replace the line that made it, until that line has faded.
    if (!before || hit.weight > faded(before, hit.seq)) hits.set(hit.cue, hit);
  }
  return hits;
}

/** The remaining weight of a cue at line `seq`. */
export function faded(hit: CueHit, seq: number): number {
  return hit.weight * 0.5 ** (Math.max(0, seq - hit.seq - fullLines) / halfLife);
}

/**
 * Combines cues as independent evidence: 1 − ∏(1 − w). Within one stage the strongest cue counts in full and each further
 * one half as much as the one before, so that a long talk about one topic does not become a fraud.
 */
export function ruleScore(hits: readonly CueHit[], seq: number): number {
  let calm = 1;
  for (const stage of stages) {
    const weights = hits
      .filter((hit) => hit.stage === stage)
      .map((hit) => faded(hit, seq))
      .sort((a, b) => b - a);
    weights.forEach((weight, i) => {
      calm *= 1 - weight / 2 ** i;
    });
  }
  return 1 - calm;
}

/** The kind with the most evidence; null without any. @param named each kind's share by the n-grams. */
export function kindOf(hits: readonly CueHit[], seq: number, named: ReadonlyMap<Kind, number> = new Map()): Kind | null {
  const weights = new Map(named);
  for (const hit of hits) {
    if (hit.kind) weights.set(hit.kind, (weights.get(hit.kind) ?? 0) + faded(hit, seq));
  }
  const [best] = [...weights].sort((a, b) => b[1] - a[1]);
  return best?.[0] ?? null;
}

/** The furthest stage that a cue reached and still holds. */
export function stageOf(hits: readonly CueHit[], seq: number): Stage | null {
  return stages.findLast((stage) => hits.some((hit) => hit.stage === stage && hit.weight >= hint && faded(hit, seq) >= gone)) ?? null;
}

/** The cues that still count, heaviest first. A verdict stores them. */
export function inForce(hits: readonly CueHit[], seq: number): CueInForce[] {
  return hits
    .map((hit) => ({ cue: hit.cue, seq: hit.seq, stage: hit.stage, weight: thousandths(faded(hit, seq)) }))
    .filter((one) => one.weight >= 0.01)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, limits.cuesInForce);
}

export function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
