/** Alerts that the user put off, or does not want in a meeting they trust. Always with an end. Pure; time is a value. */
import type { Quiet } from '../contract/domain.ts';
import { rank } from '../contract/levels.ts';

const minute = 60_000;
/** How long one lasts. */
const lasts = { watch: 10 * minute, danger: 3 * minute, allow: 60 * minute } as const;
/** Red can be put off so often in a meeting, and no more. */
const dangerSnoozes = 2;

export interface QuietState {
  quiet: Quiet | null;
  /** How often red was put off in this meeting. */
  dangerSnoozed: number;
}
export const neverQuiet: QuietState = { quiet: null, dangerSnoozed: 0 };

/** How long (ms) an alert of this level could be put off now; 0: not at all. */
export function snoozable(state: QuietState, level: Quiet['level']): number {
  return level === 'danger' && state.dangerSnoozed >= dangerSnoozes ? 0 : lasts[level];
}

/** Puts alerts up to `level` off; unchanged when that is used up. */
export function snooze(state: QuietState, level: Quiet['level'], now: number): QuietState {
  const ms = snoozable(state, level);
  if (ms === 0) return state;
  return {
    quiet: { kind: 'snooze', level, until: now + ms },
    dangerSnoozed: state.dangerSnoozed + (level === 'danger' ? 1 : 0),
  };
}

/** Trusts the meeting for a while: no amber. Red comes all the same. */
export function allow(state: QuietState, now: number): QuietState {
  return { ...state, quiet: { kind: 'allow', level: 'watch', until: now + lasts.allow } };
}

/** What a quiet time has to know of an alert that wants to be shown. */
export interface Wanting {
  level: Quiet['level'];
  /** It reached a stage that no alert of this episode had. */
  newStage: boolean;
  /** The line isolates: keep it secret, be alone, stay on the line, close the warning. */
  isolates: boolean;
}

/** Whether a quiet time that has not ended holds an alert back. Isolation breaks every one: that is how people are made to put warnings off. */
export function holdsBack(quiet: Quiet, wanting: Wanting): boolean {
  if (rank(wanting.level) > rank(quiet.level) || wanting.isolates) return false;
  return quiet.kind === 'allow' || !wanting.newStage;
}
