/**
 * The course of a meeting: what has been found so far, and the verdict after one more line. Pure.
 *
 * Rules set a floor and the model may only raise it. Evidence is remembered: a friendly opening cannot dilute
 * a later demand, and nothing said afterwards takes a cue back; it only fades with distance.
 */
import type { CueHit, Kind, Level, Line, Stage, Thresholds, Verdict } from '../contract/domain.ts';
import { type Side, stages } from '../contract/words.ts';

/** Rule score from which a level begins. The scores are combined cue weights (see `ruleScore`). */
export const ruleThresholds: Thresholds = { watch: 0.65, danger: 0.85 };
/** Each line keeps this share of what the model said before it: one odd line is no fraud. Chosen on validation pairs. */
const memory = 0.7;
/** A cue's weight halves every so many lines. */
const halfLife = 60;
/** A level goes down only after so many lines below it. */
const calmLines = { watch: 8, danger: 20 } as const;
/** Lines before a quiet meeting may be called safe. */
const enoughToTell = 3;

export interface Course {
  /** The hit of each cue that weighs most now, by cue id. */
  hits: ReadonlyMap<string, CueHit>;
  /** The model's log-odds over the last lines; null before its first word. */
  model: number | null;
  /** Lines since the model's last word. */
  unheard: number;
  level: Level;
  /** Lines in a row whose own level was below `level`. */
  below: number;
  lines: number;
}

export const newCourse: Course = { hits: new Map(), model: null, unheard: 0, level: 'unknown', below: 0, lines: 0 };

export interface Judged {
  line: Line;
  /** Who said it, as the user marked the speaker; null where nobody is marked. */
  side: Side | null;
  hits: readonly CueHit[];
  /** P(fraud) of the window that ends in this line; null while no model could judge. */
  modelRisk: number | null;
  thresholds: Thresholds;
  model: string | null;
  ms: number;
}

/** The course after one more line, and the verdict on it. */
export function advance(course: Course, judged: Judged): { course: Course; verdict: Verdict } {
  const { line, modelRisk } = judged;
  const hits = remember(course.hits, judged.hits);
  const score = ruleScore([...hits.values()], line.seq);
  const heard = listen(course, modelRisk);
  const risk = heard.model === null ? null : joined(heard.model, score);
  const raw = higher(ruleLevel(score), modelLevel(risk, judged.thresholds));
  const lines = course.lines + 1;
  const { level, below } = settle(course, raw, lines);
  const verdict: Verdict = {
    meetingId: line.meetingId,
    seq: line.seq,
    // What the rules say for themselves shows only where it counts, or where nothing else is known.
    risk: risk === null ? score : Math.max(risk, ruleLevel(score) === 'unknown' ? 0 : score),
    modelRisk,
    level,
    kind: kindOf([...hits.values()], line.seq),
    stage: stageOf([...hits.values()]),
    cues: [...judged.hits],
    model: judged.model,
    ms: judged.ms,
  };
  return { course: { hits, ...heard, level, below, lines }, verdict };
}

/** The model's memory after one more line. Lines that were judged together age it together. */
function listen(course: Course, modelRisk: number | null): Pick<Course, 'model' | 'unheard'> {
  const unheard = course.unheard + 1;
  if (modelRisk === null) return { model: course.model, unheard };
  const said = logOdds(modelRisk);
  const kept = memory ** unheard;
  return { model: course.model === null ? said : kept * course.model + (1 - kept) * said, unheard: 0 };
}

/** The rules' evidence on top of the model's, as odds: cues can make the model more certain, never less. */
function joined(model: number, score: number): number {
  return 1 / (1 + Math.exp(-(model - Math.log(1 - Math.min(score, 0.99)))));
}

function logOdds(risk: number): number {
  const bounded = Math.min(1 - 1e-4, Math.max(1e-4, risk));
  return Math.log(bounded / (1 - bounded));
}

function remember(known: ReadonlyMap<string, CueHit>, found: readonly CueHit[]): Map<string, CueHit> {
  const hits = new Map(known);
  for (const hit of found) {
    const before = hits.get(hit.cue);
    // A demand that the user repeats weighs less: it takes nothing from the demand itself.
    if (!before || hit.weight >= faded(before, hit.seq)) hits.set(hit.cue, hit);
  }
  return hits;
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

function faded(hit: CueHit, seq: number): number {
  return hit.weight * 0.5 ** (Math.max(0, seq - hit.seq) / halfLife);
}

/** Silence of the rules is not safety: that only a model can tell. */
function ruleLevel(score: number): Level {
  if (score >= ruleThresholds.danger) return 'danger';
  return score >= ruleThresholds.watch ? 'watch' : 'unknown';
}

function modelLevel(risk: number | null, thresholds: Thresholds): Level {
  if (risk === null) return 'unknown';
  if (risk >= thresholds.danger) return 'danger';
  return risk >= thresholds.watch ? 'watch' : 'safe';
}

/** Rises at once, falls slowly and one at a time; too little talk is unknown, not safe. */
function settle(course: Course, raw: Level, lines: number): { level: Level; below: number } {
  const raised = course.level === 'watch' || course.level === 'danger';
  if (rank(raw) >= rank('watch') && rank(raw) >= rank(course.level)) return { level: raw, below: 0 };
  if (!raised) return { level: raw === 'unknown' ? course.level : raw === 'safe' && lines < enoughToTell ? 'unknown' : raw, below: 0 };
  const below = course.below + 1;
  if (below < calmLines[course.level as 'watch' | 'danger']) return { level: course.level, below };
  return { level: course.level === 'danger' ? 'watch' : raw, below: 0 };
}

/** The kind that most of the evidence speaks for; null while nothing names one. */
function kindOf(hits: readonly CueHit[], seq: number): Kind | null {
  const weights = new Map<Kind, number>();
  for (const hit of hits) {
    if (hit.kind) weights.set(hit.kind, (weights.get(hit.kind) ?? 0) + faded(hit, seq));
  }
  const [best] = [...weights].sort((a, b) => b[1] - a[1]);
  return best?.[0] ?? null;
}

/** The furthest stage that was reached with more than a hint. */
function stageOf(hits: readonly CueHit[]): Stage | null {
  for (const stage of [...stages].reverse()) {
    if (hits.some((hit) => hit.stage === stage && hit.weight >= 0.1)) return stage;
  }
  return null;
}

const order: readonly Level[] = ['unknown', 'safe', 'watch', 'danger'];
export function rank(level: Level): number {
  return order.indexOf(level);
}
export function higher(a: Level, b: Level): Level {
  return rank(a) >= rank(b) ? a : b;
}
