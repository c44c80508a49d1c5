import { type Line, lineSchema, type Turn } from '../contract/domain.ts';
import type { Db } from './open.ts';

/** Stores turns as the next lines of a meeting, all or none. They are on disk when this returns. */
export function addLines(db: Db, meetingId: number, turns: readonly Turn[], at: number): Line[] {
  const add = db.transaction(() => {
    const next = db.prepare('SELECT coalesce(max(seq) + 1, 0) FROM lines WHERE meeting_id = ?').pluck().get(meetingId) as number;
    const insert = db.prepare('INSERT INTO lines (meeting_id, seq, speaker, text, at) VALUES (?, ?, ?, ?, ?)');
    return turns.map((turn, i) => {
      const line: Line = { ...turn, meetingId, seq: next + i, at };
      insert.run(meetingId, line.seq, line.speaker, line.text, at);
      return line;
    });
  });
  return add.immediate();
}

/** All lines of a meeting, oldest first. */
export function listLines(db: Db, meetingId: number): Line[] {
  return db
    .prepare('SELECT meeting_id AS meetingId, seq, speaker, text, at FROM lines WHERE meeting_id = ? ORDER BY seq')
    .all(meetingId)
    .map((row) => lineSchema.parse(row));
}
