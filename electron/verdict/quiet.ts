/** Quiet times: the user postponed an alert, or trusts a meeting. Each has an end. Pure; time is a parameter. */
import type { Quiet } from '../contract/domain.ts';
import { rank } from '../contract/levels.ts';

const minute = 60_000;
/** The length of a quiet time in ms. */
const lasts = { watch: 10 * minute, danger: 3 * minute, allow: 60 * minute } as const;
/** How often red can be postponed in one meeting. */
const dangerSnoozes = 2;

export interface QuietState {
  quiet: Quiet | null;
  /** How often red was postponed in this meeting. */
  dangerSnoozed: number;
}
export const neverQuiet: QuietState = { quiet: null, dangerSnoozed: 0 };

/** For how long (ms) an alert of this level can be postponed now; 0: not at all. */
export function snoozable(state: QuietState, level: Quiet['level']): number {
  return level === 'danger' && state.dangerSnoozed >= dangerSnoozes ? 0 : lasts[level];
}

/** Postpones alerts up to `level`. The state is unchanged if no postponement is left. */
export function snooze(state: QuietState, level: Quiet['level'], now: number): QuietState {
  const ms = snoozable(state, level);
  if (ms === 0) return state;
  return {
    quiet: { kind: 'snooze', level, until: now + ms },
    dangerSnoozed: state.dangerSnoozed + (level === 'danger' ? 1 : 0),
  };
}

/** Holds amber alerts back for a while, because the user trusts the meeting. Red alerts all the same. */
export function allow(state: QuietState, now: number): QuietState {
  return { ...state, quiet: { kind: 'allow', level: 'watch', until: now + lasts.allow } };
}

/** The facts about an alert that decide whether a quiet time holds it back. */
export interface Candidate {
  level: Quiet['level'];
  /** It is the first alert of this episode in its stage. */
  newStage: boolean;
  /** The line isolates the user: keep it secret, be alone, stay on the line, close the alert. */
  isolates: boolean;
}

/** Whether a running quiet time holds an alert back. Isolation ends every quiet time, because callers make victims postpone alerts. */
export function holdsBack(quiet: Quiet, candidate: Candidate): boolean {
  if (rank(candidate.level) > rank(quiet.level) || candidate.isolates) return false;
  return quiet.kind === 'allow' || !candidate.newStage;
}
