/**
 * How the user's 误报 and 属实 move the thresholds. Pure.
 *
 * Each answer moves them by a small step in log-odds, which means the same for every model, and all answers together stay
 * within bounds. Feedback counts from the next meeting on, so that no caller can talk the user into switching the guard off.
 * An episode with the answer `coached` never counts as a false alarm. The rules' own thresholds do not move.
 */
import type { Alert, Thresholds } from '../contract/domain.ts';
import { logOdds, sigmoid } from '../math/odds.ts';

/** The step of one answer, in log-odds. */
const step: Thresholds = { watch: 0.1, danger: 0.05 };
/** The bounds of all answers together, in log-odds. A positive shift delays alerts. */
export const shiftBounds = { watch: { from: -0.2, to: 0.5 }, danger: { from: -0.1, to: 0.25 } } as const;

export const noShift: Thresholds = { watch: 0, danger: 0 };

export type Answered = Pick<Alert, 'episode' | 'level' | 'answer' | 'feedback'>;

/** The counts of answers, and how far the thresholds move (log-odds). */
export interface Learned {
  falseAlarms: number;
  trueAlarms: number;
  shift: Thresholds;
}

/** @param alerts alerts of episodes with feedback, oldest first. An episode counts once, by its last answer. */
export function summarise(alerts: readonly Answered[]): Learned {
  const summary = { falseAlarms: 0, trueAlarms: 0, shift: { ...noShift } };
  for (const episode of Map.groupBy(alerts, (alert) => alert.episode).values()) {
    const feedback = episode.findLast((alert) => alert.feedback !== null)?.feedback;
    if (!feedback || (feedback === 'false-alarm' && episode.some((alert) => alert.answer === 'coached'))) continue;
    const sign = feedback === 'false-alarm' ? 1 : -1;
    if (sign > 0) summary.falseAlarms++;
    else summary.trueAlarms++;
    summary.shift.watch += sign * step.watch;
    if (episode.some((alert) => alert.level === 'danger')) summary.shift.danger += sign * step.danger;
  }
  return { ...summary, shift: { watch: bounded('watch', summary.shift.watch), danger: bounded('danger', summary.shift.danger) } };
}

/** The thresholds after a shift (log-odds). Amber is never above red. */
export function shifted(thresholds: Thresholds, shift: Thresholds): Thresholds {
  const watch = move(thresholds.watch, shift.watch);
  return { watch, danger: Math.max(watch, move(thresholds.danger, shift.danger)) };
}

function move(threshold: number, shift: number): number {
  if (shift === 0 || threshold <= 0 || threshold >= 1) return threshold;
  return sigmoid(logOdds(threshold) + shift);
}

function bounded(level: keyof Thresholds, shift: number): number {
  const { from, to } = shiftBounds[level];
  return Math.round(Math.min(to, Math.max(from, shift)) * 1000) / 1000;
}
