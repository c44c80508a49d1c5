/**
 * Fuses what the language model, the n-gram classifier and the rules found in a meeting into one verdict a line. Pure.
 *
 * Three witnesses judge: the language model knows the world, the n-grams know the moves, the rules know exact manoeuvres. Each
 * errs in its own way, so red needs two of them. The rules alone can raise the level to amber. The state of the meeting remembers
 * evidence and lets it fade: a friendly opening cannot dilute a later demand, and an hour of honest trade does not add up to a
 * fraud. Only the user can end a red level.
 */

import { limits, type Side } from '../contract/constants.ts';
import type { CueHit, Excused, Kind, Level, Line, Thresholds, Verdict } from '../contract/domain.ts';
import { higher, raised, rank } from '../contract/levels.ts';
import { type Reasons, reasonsVersion } from '../contract/reasons.ts';
import { logOdds, sigmoid } from '../math/odds.ts';
import { inForce, kindOf, remember, ruleScore, type StrongestHits, stageOf, thousandths } from './evidence.ts';
import { noShift, shifted } from './feedback.ts';

/**
 * The rule score (`ruleScore` in evidence.ts) from which the rules alone raise the level to amber, and from which they make it red
 * if another witness speaks for fraud.
 */
export const ruleThresholds: Thresholds = { watch: 0.65, danger: 0.85 };
/** The share of the model's earlier log-odds that stays after one more line, so that one odd line makes no alert. */
const memory = 0.5;
/** The rule score counts as at most this. */
const surestScore = 0.95;
/** The model's risk counts as at least this far from 0 and 1, so that one line cannot outweigh all later ones. */
const surest = 1e-4;
/**
 * The factor of each witness's log-odds in the sum; the rules give −ln(1 − score). Chosen on calibration talk, real and written
 * (models/evaluation/log.md). On real talk no factor of the n-grams' newest few lines helped, so only their last lines count.
 */
const share = { model: 0.7, ngrams: 1.5, rules: 2 };
/** The log-odds, or the rule score, from which a witness by itself speaks for fraud. Red needs two that do. */
const speaks = { model: -0.5, ngrams: -1, rules: 0.3 };
/** Amber falls after so many calm lines in a row. */
const calmLines = 8;
/** Lines that must be judged before a quiet meeting may be called safe. */
const enoughToTell = 3;
/** A meeting is called safe only while the classifiers can read this share of its last lines. */
const readableShare = 0.6;
/** The share of the earlier lines' characters that still counts after one more line. */
const readableMemory = 0.85;

export interface MeetingState {
  hits: StrongestHits;
  /** The model's smoothed log-odds; null before it has judged. */
  model: number | null;
  /** Lines since the model last judged. */
  linesSinceModel: number;
  level: Level;
  /** Lines in a row whose own level was below `level`. */
  below: number;
  lines: number;
  /** Characters of the last lines that the classifiers could read, and all of them; faded line by line. */
  readable: { read: number; all: number };
  /** Somebody told the user to close an alert or to keep silent: the meeting stays red. */
  coached: boolean;
}

export const newMeetingState: MeetingState = {
  hits: new Map(),
  model: null,
  linesSinceModel: 0,
  level: 'unknown',
  below: 0,
  lines: 0,
  readable: { read: 0, all: 0 },
  coached: false,
};

export interface Judged {
  line: Line;
  /** The side that the user marked for the speaker; null without a mark. */
  side: Side | null;
  hits: readonly CueHit[];
  excused?: readonly Excused[];
  /** P(fraud) of the window that ends in this line; null while no model could judge. */
  modelRisk: number | null;
  /** How much of the line the classifiers can read (transcript/model-input.ts); left out: all of it. */
  readable?: { read: number; all: number };
  /** From the n-gram classifier: log-odds of fraud of the last lines, and the share of each kind. */
  ngrams: { talk: number; kinds: ReadonlyMap<Kind, number> };
  /** The model file's own. */
  thresholds: Thresholds;
  /** How far the user's feedback moves them, in log-odds. */
  shift?: Thresholds;
  model: string | null;
  ms: number;
}

/** The state after one more line, and the verdict on that line. */
export function advance(state: MeetingState, judged: Judged): { state: MeetingState; verdict: Verdict } {
  const { line, modelRisk, ngrams, shift = noShift } = judged;
  const thresholds = shifted(judged.thresholds, shift);
  const hits = remember(state.hits, judged.hits);
  const all = [...hits.values()];
  const score = ruleScore(all, line.seq);
  const smoothed = smooth(state, modelRisk);
  const risk = smoothed.model === null ? null : fuse(smoothed.model, ngrams.talk, score);
  const witnesses = [(smoothed.model ?? -Infinity) >= speaks.model, ngrams.talk >= speaks.ngrams, score >= speaks.rules];
  const found = agreed(higher(ruleLevel(score), fusedLevel(risk, thresholds)), witnesses.filter(Boolean).length);
  const own = state.coached ? 'danger' : found;
  const lines = state.lines + 1;
  const readable = read(state, judged.readable);
  const { level, below } = settle(state, own === 'safe' && !isReadable(readable) ? 'unknown' : own, lines);
  const reasons: Reasons = {
    version: reasonsVersion,
    own,
    model: smoothed.model === null ? null : thousandths(sigmoid(smoothed.model)),
    ngrams: thousandths(sigmoid(ngrams.talk)),
    rules: thousandths(score),
    joined: risk === null ? null : thousandths(risk),
    cues: inForce(all, line.seq),
    excused: (judged.excused ?? []).slice(0, limits.excused),
    thresholds: { watch: thousandths(thresholds.watch), danger: thousandths(thresholds.danger) },
    ruleThresholds,
    shift,
    held: heldFor(level, own, below),
    early: Math.max(0, enoughToTell - lines),
    coached: state.coached,
  };
  const verdict: Verdict = {
    meetingId: line.meetingId,
    seq: line.seq,
    // The rule score counts where it alone would raise the level, or where no model has judged.
    risk: risk === null ? score : Math.max(risk, ruleLevel(score) === 'unknown' ? 0 : score),
    modelRisk,
    level,
    // The n-grams always name a nearest kind, so they are asked only when the level is raised.
    kind: kindOf(all, line.seq, raised(level) ? ngrams.kinds : undefined),
    stage: stageOf(all, line.seq),
    cues: [...judged.hits],
    model: judged.model,
    ms: judged.ms,
    reasons,
  };
  return { state: { ...state, hits, ...smoothed, level, below, lines, readable }, verdict };
}

/** Calm lines until the level falls to `own`; null: it never falls by itself. */
function heldFor(level: Level, own: Level, below: number): number | null {
  if (rank(level) <= rank(own)) return 0;
  if (level === 'danger') return null;
  return raised(level) ? calmLines - below : 0;
}

/** The state after the user answered that somebody told them to close an alert, or to keep silent. */
export function coach(state: MeetingState): MeetingState {
  return { ...state, coached: true, level: 'danger', below: 0 };
}

/** The state after the user called an alert a false alarm: its cues are forgotten, and the next lines decide the level anew. */
export function release(state: MeetingState): MeetingState {
  return state.coached ? state : { ...state, hits: new Map(), level: 'unknown', below: 0 };
}

function read({ readable }: MeetingState, line: MeetingState['readable'] = { read: 1, all: 1 }): MeetingState['readable'] {
  return { read: readableMemory * readable.read + line.read, all: readableMemory * readable.all + line.all };
}

function isReadable({ read, all }: MeetingState['readable']): boolean {
  return read >= readableShare * all;
}

/** Exponential smoothing of the model's log-odds. Lines that were judged together count as so many steps. */
function smooth(state: MeetingState, modelRisk: number | null): Pick<MeetingState, 'model' | 'linesSinceModel'> {
  const linesSinceModel = state.linesSinceModel + 1;
  if (modelRisk === null) return { model: state.model, linesSinceModel };
  const newest = logOdds(Math.min(1 - surest, Math.max(surest, modelRisk)));
  const kept = memory ** linesSinceModel;
  return { model: state.model === null ? newest : kept * state.model + (1 - kept) * newest, linesSinceModel: 0 };
}

/** The risk from the log-odds of model and n-grams, raised by the rule score. Cues raise it and never lower it. */
function fuse(model: number, ngrams: number, score: number): number {
  return sigmoid(share.model * model + share.ngrams * ngrams - share.rules * Math.log(1 - Math.min(score, surestScore)));
}

/** What the model must say after the first line, beside n-grams of 0 log-odds and without cues, for the verdict to hold this risk. */
export function modelRiskFor(risk: number): number {
  return sigmoid(logOdds(risk) / share.model);
}

/** The level that enough witnesses agree on: one alone cannot make it red. */
function agreed(level: Level, witnesses: number): Level {
  return level === 'danger' && witnesses < 2 ? 'watch' : level;
}

/** Without cues the level is unknown: only a model can call a meeting safe. */
function ruleLevel(score: number): Level {
  if (score >= ruleThresholds.danger) return 'danger';
  return score >= ruleThresholds.watch ? 'watch' : 'unknown';
}

function fusedLevel(risk: number | null, thresholds: Thresholds): Level {
  if (risk === null) return 'unknown';
  if (risk >= thresholds.danger) return 'danger';
  return risk >= thresholds.watch ? 'watch' : 'safe';
}

/** The level after one more line: it rises at once, amber falls after `calmLines`, red never falls. Too few lines are unknown, not safe. */
function settle(state: MeetingState, own: Level, lines: number): { level: Level; below: number } {
  if (raised(own) && rank(own) >= rank(state.level)) return { level: own, below: 0 };
  if (state.level === 'danger') return { level: 'danger', below: state.below + 1 };
  if (state.level === 'watch') {
    const below = state.below + 1;
    return below < calmLines ? { level: 'watch', below } : { level: own, below: 0 };
  }
  return { level: own === 'safe' && lines < enoughToTell ? 'unknown' : own, below: 0 };
}
