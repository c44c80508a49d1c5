import { type Meeting, meetingSchema, type SourceKind } from '../contract/domain.ts';
import { AppError } from '../contract/result.ts';
import type { Db } from './db.ts';
import { readJson, readRow } from './row.ts';

// The counts come from the other tables, so that no second copy of the truth can go stale.
const columns = `
  m.id, m.title, m.source, m.started_at AS startedAt, m.ended_at AS endedAt,
  (SELECT count(*) FROM lines l WHERE l.meeting_id = m.id) AS lines,
  (SELECT count(*) FROM alerts a WHERE a.meeting_id = m.id) AS alerts,
  coalesce((SELECT max(risk) FROM verdicts v WHERE v.meeting_id = m.id), 0) AS maxRisk,
  CASE (SELECT max(CASE level WHEN 'danger' THEN 3 WHEN 'watch' THEN 2 WHEN 'safe' THEN 1 ELSE 0 END) FROM (
          SELECT level FROM verdicts WHERE meeting_id = m.id UNION ALL SELECT level FROM alerts WHERE meeting_id = m.id))
    WHEN 3 THEN 'danger' WHEN 2 THEN 'watch' WHEN 1 THEN 'safe' ELSE 'unknown' END AS maxLevel,
  (SELECT json_group_array(json_object('speaker', speaker, 'side', side)) FROM marks WHERE meeting_id = m.id) AS marks`;

function fromRow(row: unknown): Meeting {
  const { marks, ...rest } = row as Omit<Meeting, 'marks'> & { marks: string };
  return readRow(meetingSchema, { ...rest, marks: readJson(marks) });
}

export function startMeeting(db: Db, title: string, source: SourceKind, at: number): Meeting {
  const { lastInsertRowid } = db.prepare('INSERT INTO meetings (title, source, started_at) VALUES (?, ?, ?)').run(title, source, at);
  return getMeeting(db, Number(lastInsertRowid));
}

export function endMeeting(db: Db, id: number, at: number): void {
  db.prepare('UPDATE meetings SET ended_at = ? WHERE id = ?').run(at, id);
}

/** Opens an ended or interrupted meeting again. */
export function reopenMeeting(db: Db, id: number): Meeting {
  db.prepare('UPDATE meetings SET ended_at = NULL WHERE id = ?').run(id);
  return getMeeting(db, id);
}

/** @throws AppError `not-found`. */
export function getMeeting(db: Db, id: number): Meeting {
  const row = db.prepare(`SELECT ${columns} FROM meetings m WHERE m.id = ?`).get(id);
  if (!row) throw new AppError('not-found', `meeting ${id}`);
  return fromRow(row);
}

/** Newest first; `before` is the id to go on from. */
export function listMeetings(db: Db, limit: number, before?: number): Meeting[] {
  return db
    .prepare(`SELECT ${columns} FROM meetings m WHERE m.id < ? ORDER BY m.id DESC LIMIT ?`)
    .all(before ?? Number.MAX_SAFE_INTEGER, limit)
    .map(fromRow);
}

/** The newest meeting that was never ended: the app went down in the middle of it. */
export function interruptedMeeting(db: Db): Meeting | null {
  const row = db.prepare(`SELECT ${columns} FROM meetings m WHERE m.ended_at IS NULL ORDER BY m.id DESC LIMIT 1`).get();
  return row ? fromRow(row) : null;
}

/** Removes a meeting with its lines, verdicts and alerts. @throws AppError `not-found`. */
export function removeMeeting(db: Db, id: number): void {
  const { changes } = db.prepare('DELETE FROM meetings WHERE id = ?').run(id);
  if (changes === 0) throw new AppError('not-found', `meeting ${id}`);
}
