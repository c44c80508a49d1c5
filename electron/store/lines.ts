import { type Line, lineSchema, type Turn } from '../contract/domain.ts';
import type { Db } from './db.ts';
import { readRow } from './row.ts';

function fromRow(row: unknown): Line {
  const { offset, ...rest } = row as Line & { offset: number | null };
  return readRow(lineSchema, offset === null ? rest : { ...rest, offset });
}

/** Stores turns as the next lines of a meeting, all or none. They are on disk when this returns. */
export function addLines(db: Db, meetingId: number, turns: readonly Turn[], at: number): Line[] {
  return db.transact(() => {
    const next = db.prepare('SELECT coalesce(max(seq) + 1, 0) FROM lines WHERE meeting_id = ?').pluck().get(meetingId) as number;
    const insert = db.prepare('INSERT INTO lines (meeting_id, seq, speaker, text, at, offset_ms) VALUES (?, ?, ?, ?, ?, ?)');
    return turns.map((turn, i) => {
      const line: Line = { ...turn, meetingId, seq: next + i, at };
      insert.run(meetingId, line.seq, line.speaker, line.text, at, line.offset ?? null);
      return line;
    });
  });
}

/** Replaces the text of a line that has grown. */
export function growLine(db: Db, line: Line): void {
  db.prepare('UPDATE lines SET text = ? WHERE meeting_id = ? AND seq = ?').run(line.text, line.meetingId, line.seq);
}

/** All lines of a meeting, oldest first. */
export function listLines(db: Db, meetingId: number): Line[] {
  return db
    .prepare('SELECT meeting_id AS meetingId, seq, speaker, text, at, offset_ms AS offset FROM lines WHERE meeting_id = ? ORDER BY seq')
    .all(meetingId)
    .map(fromRow);
}
