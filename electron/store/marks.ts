import type { Side } from '../contract/constants.ts';
import type { Db } from './db.ts';

/** Marks a speaker of a meeting; null takes the mark away. */
export function markSpeaker(db: Db, meetingId: number, speaker: string, side: Side | null): void {
  if (side === null) db.prepare('DELETE FROM marks WHERE meeting_id = ? AND speaker = ?').run(meetingId, speaker);
  else db.prepare('INSERT OR REPLACE INTO marks (meeting_id, speaker, side) VALUES (?, ?, ?)').run(meetingId, speaker, side);
}
