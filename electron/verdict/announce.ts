/** Which alerts are announced by sound and notification: one calm announcement for each danger. Pure; time is a parameter. */
import type { Alert } from '../contract/domain.ts';
import { rank } from '../contract/levels.ts';

/** ms. Within this time only a higher level is announced, whatever happens. */
const gapMs = 10_000;
/** ms after which a new alert of the same danger is announced again. */
const againMs = 60_000;

/** The last announcement. `at`: ms of a clock that never jumps. */
export interface Announced {
  id: number;
  episode: number;
  level: Alert['level'];
  at: number;
}

/** @returns the announcement of this alert, or null. An alert that changes (an answer, a reason) has its old id. */
export function announce(
  last: Announced | null,
  { id, episode, level, cause, answer }: Pick<Alert, 'id' | 'episode' | 'level' | 'cause' | 'answer'>,
  now: number,
): Announced | null {
  // The user has just answered: they are looking at it.
  if (answer !== null || cause === 'coached') return null;
  const next = { id, episode, level, at: now };
  if (!last) return next;
  // Alerts that could not be stored have the id 0.
  if (id !== 0 && id <= last.id) return null;
  if (rank(level) > rank(last.level)) return next;
  const waited = now - last.at;
  return waited >= (episode === last.episode ? againMs : gapMs) ? next : null;
}
