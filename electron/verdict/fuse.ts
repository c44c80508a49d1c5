/**
 * The course of a meeting: what has been found so far, and the verdict after one more line. Pure.
 *
 * Rules set a floor; the model and the wording of the last lines may only raise it. Evidence is remembered: a friendly
 * opening cannot dilute a later demand, and a friendly ending cannot talk a red down: only the user can.
 */

import { limits, type Side } from '../contract/constants.ts';
import type { CueHit, Excused, Kind, Level, Line, Reasons, Thresholds, Verdict } from '../contract/domain.ts';
import { higher, raised, rank } from '../contract/levels.ts';
import { type Heard, inForce, kindOf, remember, ruleScore, stageOf, thousandths } from './evidence.ts';
import { noShift, shifted } from './feedback.ts';

/** Rule score from which a level begins. The scores are combined cue weights (see `ruleScore`). */
export const ruleThresholds: Thresholds = { watch: 0.65, danger: 0.85 };
/** Each line keeps this share of what the model said before it: one odd line is no fraud. Chosen on validation pairs. */
const memory = 0.3;
/**
 * How much of each witness's log-odds counts: the model is surer of itself than it should be, the wording less sure.
 * Chosen on validation pairs.
 */
const share = { model: 0.33, wording: 1.5 };
/** A model that is surer than this, in log-odds, needs no second witness: what is left counts for itself. */
const needsNoWitness = 2;
/** Words that our own pairs never used are no proof of honesty: the wording takes no more than this from the model, in log-odds. */
const wordingFloor = -1.5;
/** Log-odds that the gravest moment loses with each line after it: said long ago, it is no longer what the talk is about. */
const fade = 0.02;
/** Amber goes down only after so many lines below it. */
const calmLines = 8;
/** Lines before a quiet meeting may be called safe. */
const enoughToTell = 3;

export interface Course {
  hits: Heard;
  /** The model's log-odds over the last lines; null before its first word. */
  model: number | null;
  /** Lines since the model's last word. */
  unheard: number;
  /** What the wording of the gravest few lines said, in log-odds. */
  gravest: number;
  level: Level;
  /** Lines in a row whose own level was below `level`. */
  below: number;
  lines: number;
  /** The user was told to close a warning or to keep silent: red for the rest of the meeting. */
  coached: boolean;
}

export const newCourse: Course = {
  hits: new Map(),
  model: null,
  unheard: 0,
  gravest: -Infinity,
  level: 'unknown',
  below: 0,
  lines: 0,
  coached: false,
};

export interface Judged {
  line: Line;
  /** Who said it, as the user marked the speaker; null where nobody is marked. */
  side: Side | null;
  hits: readonly CueHit[];
  excused?: readonly Excused[];
  /** P(fraud) of the window that ends in this line; null while no model could judge. */
  modelRisk: number | null;
  /** What the wording of the last lines says: log-odds of fraud of the talk and of the moment, and the share of each kind. */
  wording: { talk: number; moment: number; kinds: ReadonlyMap<Kind, number> };
  /** The model file's own. */
  thresholds: Thresholds;
  /** How far the user's feedback moves them, in log-odds. */
  shift?: Thresholds;
  model: string | null;
  ms: number;
}

/** The course after one more line, and the verdict on it. */
export function advance(course: Course, judged: Judged): { course: Course; verdict: Verdict } {
  const { line, modelRisk, wording, shift = noShift } = judged;
  const thresholds = shifted(judged.thresholds, shift);
  const hits = remember(course.hits, judged.hits);
  const all = [...hits.values()];
  const score = ruleScore(all, line.seq);
  const heard = listen(course, modelRisk);
  const gravest = Math.max(course.gravest - fade, wording.moment);
  const worded = wording.talk + gravest;
  const risk = heard.model === null ? null : joined(heard.model, worded, score);
  const found = higher(ruleLevel(score), modelLevel(risk, thresholds));
  const own = course.coached ? 'danger' : found;
  const lines = course.lines + 1;
  const { level, below } = settle(course, own, lines);
  const reasons: Reasons = {
    own,
    model: heard.model === null ? null : thousandths(odds(heard.model)),
    wording: thousandths(odds(worded)),
    rules: thousandths(score),
    joined: risk === null ? null : thousandths(risk),
    cues: inForce(all, line.seq),
    excused: (judged.excused ?? []).slice(0, limits.excused),
    thresholds: { watch: thousandths(thresholds.watch), danger: thousandths(thresholds.danger) },
    ruleThresholds,
    shift,
    held: rank(level) <= rank(own) ? 0 : level === 'danger' ? null : raised(level) ? calmLines - below : 0,
    early: Math.max(0, enoughToTell - lines),
    coached: course.coached,
  };
  const verdict: Verdict = {
    meetingId: line.meetingId,
    seq: line.seq,
    // What the rules say for themselves shows only where it counts, or where nothing else is known.
    risk: risk === null ? score : Math.max(risk, ruleLevel(score) === 'unknown' ? 0 : score),
    modelRisk,
    level,
    // A calm meeting is no kind of fraud, whatever its words are closest to.
    kind: kindOf(all, line.seq, raised(level) ? wording.kinds : undefined),
    stage: stageOf(all, line.seq),
    cues: [...judged.hits],
    model: judged.model,
    ms: judged.ms,
    reasons,
  };
  return { course: { ...course, hits, ...heard, gravest, level, below, lines }, verdict };
}

/** The course after the user said that somebody told them to close a warning, or to keep silent. */
export function coach(course: Course): Course {
  return { ...course, coached: true, level: 'danger', below: 0 };
}

/** The course after the user called its warning a false alarm: the level may fall to what the next lines say. */
export function release(course: Course): Course {
  return course.coached ? course : { ...course, gravest: newCourse.gravest, level: 'unknown', below: 0 };
}

/** The model's memory after one more line. Lines that were judged together age it together. */
function listen(course: Course, modelRisk: number | null): Pick<Course, 'model' | 'unheard'> {
  const unheard = course.unheard + 1;
  if (modelRisk === null) return { model: course.model, unheard };
  const said = logOdds(modelRisk);
  const kept = memory ** unheard;
  return { model: course.model === null ? said : kept * course.model + (1 - kept) * said, unheard: 0 };
}

/** Model and wording as two witnesses, and the rules' evidence on top: cues can make them more certain, never less. */
function joined(model: number, wording: number, score: number): number {
  const both = share.model * model + Math.max(share.wording * wording, wordingFloor);
  return odds(Math.max(both, model - needsNoWitness) - Math.log(1 - Math.min(score, 0.99)));
}

function odds(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

function logOdds(risk: number): number {
  const bounded = Math.min(1 - 1e-4, Math.max(1e-4, risk));
  return Math.log(bounded / (1 - bounded));
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

/** Rises at once. Amber falls slowly, red not at all; too little talk is unknown, not safe. */
function settle(course: Course, own: Level, lines: number): { level: Level; below: number } {
  if (raised(own) && rank(own) >= rank(course.level)) return { level: own, below: 0 };
  if (course.level === 'danger') return { level: 'danger', below: course.below + 1 };
  if (course.level === 'watch') {
    const below = course.below + 1;
    return below < calmLines ? { level: 'watch', below } : { level: own, below: 0 };
  }
  if (own === 'unknown') return { level: course.level, below: 0 };
  return { level: own === 'safe' && lines < enoughToTell ? 'unknown' : own, below: 0 };
}
