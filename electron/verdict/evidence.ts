/** What all the cues of a meeting come to: a score, a kind, a stage. Nothing said later takes a cue back; it only fades with distance. Pure. */

import { limits, stages } from '../contract/constants.ts';
import type { CueHit, CueInForce, Kind, Stage } from '../contract/domain.ts';

/**
 * A cue counts in full for this many lines, about a quarter of an hour of talk: padding between two demands must not
 * thin the first one out. Then it halves every `halfLife` lines, so that a day of meetings does not add up to a fraud.
 */
const fullLines = 120;
const halfLife = 60;
/** A cue weaker than `hint` makes no stage; one that made it holds it until it has faded below `gone`. */
const hint = 0.1;
const gone = 0.05;

/** The hit of each cue that weighs most now, by cue id. */
export type Heard = ReadonlyMap<string, CueHit>;

export function remember(heard: Heard, found: readonly CueHit[]): Heard {
  const hits = new Map(heard);
  for (const hit of found) {
    const before = hits.get(hit.cue);
    // Whoever repeats a demand (我老公也不能说吗？) takes nothing from it: the line that made it stays the evidence until it fades.
    if (!before || hit.weight > faded(before, hit.seq)) hits.set(hit.cue, hit);
  }
  return hits;
}

/** What is left of a cue's weight `seq` lines into the meeting. */
export function faded(hit: CueHit, seq: number): number {
  return hit.weight * 0.5 ** (Math.max(0, seq - hit.seq - fullLines) / halfLife);
}

/**
 * Cues as independent evidence: 1 − ∏(1 − w). Within one stage the strongest cue counts in full and each
 * further one half as much as the last, so that one topic talked about at length does not become a fraud.
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

/** The furthest stage that was reached with more than a hint and has not faded away. */
export function stageOf(hits: readonly CueHit[], seq: number): Stage | null {
  return stages.findLast((stage) => hits.some((hit) => hit.stage === stage && hit.weight >= hint && faded(hit, seq) >= gone)) ?? null;
}

/** The cues that still count, heaviest first: what a verdict keeps of its evidence. */
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
