import { type Alert, type AlertAnswer, alertSchema } from '../contract/domain.ts';
import { AppError } from '../contract/result.ts';
import type { AlertDraft } from '../verdict/alert.ts';
import type { Db } from './open.ts';

type Row = Omit<Alert, 'quotes'> & { quotes: string };
const columns = 'id, meeting_id AS meetingId, seq, level, kind, stage, quotes, at, answer';

function fromRow(row: Row): Alert {
  return alertSchema.parse({ ...row, quotes: JSON.parse(row.quotes) });
}

export function addAlert(db: Db, draft: AlertDraft): Alert {
  const { lastInsertRowid } = db
    .prepare(`INSERT INTO alerts (meeting_id, seq, level, kind, stage, quotes, at, answer)
      VALUES (@meetingId, @seq, @level, @kind, @stage, @quotes, @at, @answer)`)
    .run({ ...draft, quotes: JSON.stringify(draft.quotes) });
  return { ...draft, id: Number(lastInsertRowid) };
}

/** @throws AppError `not-found`. */
export function answerAlert(db: Db, id: number, answer: AlertAnswer): Alert {
  db.prepare('UPDATE alerts SET answer = ? WHERE id = ?').run(answer, id);
  const row = db.prepare(`SELECT ${columns} FROM alerts WHERE id = ?`).get(id) as Row | undefined;
  if (!row) throw new AppError('not-found', `alert ${id}`);
  return fromRow(row);
}

/** All alerts of a meeting, oldest first. */
export function listAlerts(db: Db, meetingId: number): Alert[] {
  return (db.prepare(`SELECT ${columns} FROM alerts WHERE meeting_id = ? ORDER BY id`).all(meetingId) as Row[]).map(fromRow);
}
