/** When a verdict becomes an alert. Pure; time is a value. */
import type { Alert, CueHit, Line, Quote, Verdict } from '../contract/domain.ts';
import { rank } from './course.ts';

/** After this long (ms) the same level may alert again. */
const cooldown = 5 * 60_000;

export interface AlertState {
  last: Pick<Alert, 'level' | 'at'> | null;
}
export const newAlertState: AlertState = { last: null };

export type AlertDraft = Omit<Alert, 'id'>;

/**
 * One alert for one episode: a new one only when the level rises above the last alert's, or when it is
 * still up after the cooldown and something new was found.
 * @param lines everything said so far, oldest first.
 * @param hits all cue hits so far; they choose the quoted lines.
 */
export function nextAlert(
  state: AlertState,
  verdict: Verdict,
  lines: readonly Line[],
  hits: readonly CueHit[],
  now: number,
): { state: AlertState; alert: AlertDraft | null } {
  if (verdict.level !== 'watch' && verdict.level !== 'danger') return { state: newAlertState, alert: null };
  const { last } = state;
  const rises = !last || rank(verdict.level) > rank(last.level);
  const again = last !== null && now - last.at >= cooldown && verdict.cues.length > 0;
  if (!rises && !again) return { state, alert: null };
  const alert: AlertDraft = {
    meetingId: verdict.meetingId,
    seq: verdict.seq,
    level: verdict.level,
    kind: verdict.kind ?? 'other',
    stage: verdict.stage,
    quotes: evidence(lines, hits, verdict.seq),
    at: now,
    answer: null,
  };
  return { state: { last: { level: alert.level, at: now } }, alert };
}

/** The up to three lines that weigh most, in the order they were said; without cues, the newest line. */
function evidence(lines: readonly Line[], hits: readonly CueHit[], seq: number): Quote[] {
  const strongest = [...hits].sort((a, b) => b.weight - a.weight).map((hit) => hit.seq);
  const chosen = new Set(strongest.slice(0, 6));
  const seqs = [...chosen].slice(0, 3).sort((a, b) => a - b);
  if (seqs.length === 0) seqs.push(seq);
  return seqs.flatMap((wanted) => {
    const line = lines.find((l) => l.seq === wanted);
    return line ? [{ seq: line.seq, speaker: line.speaker, text: line.text }] : [];
  });
}
