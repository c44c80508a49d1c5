import { type Alert, type AlertAnswer, alertSchema, type Feedback } from '../contract/domain.ts';
import { AppError } from '../contract/result.ts';
import type { Db } from './db.ts';
import { readJson, readRow } from './row.ts';

type Row = Omit<Alert, 'quotes' | 'cues'> & { quotes: string; cues: string };
const columns = `id, meeting_id AS meetingId, seq, level, kind, stage, quotes, at,
  coalesce(episode, id) AS episode, cause, cues, reason, answer, feedback`;

function fromRow(row: Row): Alert {
  return readRow(alertSchema, { ...row, quotes: readJson(row.quotes), cues: readJson(row.cues) });
}

/** @param draft with `episode` null the alert begins an episode, which takes the alert's id. */
export function addAlert(db: Db, draft: Omit<Alert, 'id' | 'episode'> & { episode: number | null }): Alert {
  const { lastInsertRowid } = db
    .prepare(`INSERT INTO alerts (meeting_id, seq, level, kind, stage, quotes, at, episode, cause, cues, reason, answer, feedback)
      VALUES (@meetingId, @seq, @level, @kind, @stage, @quotes, @at, @episode, @cause, @cues, @reason, @answer, @feedback)`)
    .run({ ...draft, quotes: JSON.stringify(draft.quotes), cues: JSON.stringify(draft.cues) });
  const id = Number(lastInsertRowid);
  return { ...draft, id, episode: draft.episode ?? id };
}

/** @throws AppError `not-found`. */
export function answerAlert(db: Db, id: number, answer: AlertAnswer): Alert {
  db.prepare('UPDATE alerts SET answer = ? WHERE id = ?').run(answer, id);
  return getAlert(db, id);
}

/** @throws AppError `not-found`. */
export function setFeedback(db: Db, id: number, feedback: Feedback | null): Alert {
  db.prepare('UPDATE alerts SET feedback = ? WHERE id = ?').run(feedback, id);
  return getAlert(db, id);
}

/** @throws AppError `not-found`. */
export function setReason(db: Db, id: number, reason: string): Alert {
  db.prepare('UPDATE alerts SET reason = ? WHERE id = ?').run(reason, id);
  return getAlert(db, id);
}

function getAlert(db: Db, id: number): Alert {
  const row = db.prepare(`SELECT ${columns} FROM alerts WHERE id = ?`).get(id) as Row | undefined;
  if (!row) throw new AppError('not-found', `alert ${id}`);
  return fromRow(row);
}

/** All alerts of a meeting, oldest first. */
export function listAlerts(db: Db, meetingId: number): Alert[] {
  return (db.prepare(`SELECT ${columns} FROM alerts WHERE meeting_id = ? ORDER BY id`).all(meetingId) as Row[]).map(fromRow);
}

/** All alerts since then (ms since 1970) of episodes that have feedback, oldest first. */
export function feedbackSince(db: Db, since: number): Alert[] {
  return (
    db
      .prepare(`SELECT ${columns} FROM alerts WHERE at >= @since AND coalesce(episode, id) IN
        (SELECT coalesce(episode, id) FROM alerts WHERE feedback IS NOT NULL AND at >= @since) ORDER BY id`)
      .all({ since }) as Row[]
  ).map(fromRow);
}
