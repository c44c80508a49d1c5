/** The history: stored meetings, listed, opened and removed. */
import { AppError } from '../contract/result.ts';
import type { Pipeline } from '../guard/pipeline.ts';
import type { Handlers } from '../ipc/answer.ts';
import type { Db } from '../store/db.ts';
import { listMeetings, removeMeeting } from '../store/meetings.ts';
import { readRecord } from '../store/record.ts';

export function historyCalls(db: Db, pipeline: Pipeline): Pick<Handlers, Extract<keyof Handlers, `history.${string}`>> {
  return {
    'history.list': ({ limit, before }) => listMeetings(db, limit, before),
    'history.open': ({ id }) => readRecord(db, id),
    'history.remove': ({ id }) => {
      if (pipeline.state.meeting?.id === id) throw new AppError('already-guarding');
      removeMeeting(db, id);
      pipeline.forgotten(id);
    },
  };
}
