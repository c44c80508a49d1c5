import type { MeetingRecord } from '../contract/domain.ts';
import { listAlerts } from './alerts.ts';
import type { Db } from './db.ts';
import { listLines } from './lines.ts';
import { getMeeting } from './meetings.ts';
import { listVerdicts } from './verdicts.ts';

/** Everything that is kept of one meeting. @throws AppError `not-found`. */
export function readRecord(db: Db, meetingId: number): MeetingRecord {
  return {
    meeting: getMeeting(db, meetingId),
    lines: listLines(db, meetingId),
    verdicts: listVerdicts(db, meetingId),
    alerts: listAlerts(db, meetingId),
  };
}
