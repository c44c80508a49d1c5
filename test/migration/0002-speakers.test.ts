import path from 'node:path';
import { expect, test } from 'vitest';
import { listLines } from '../../electron/store/lines.ts';
import { markSpeaker } from '../../electron/store/marks.ts';
import { getMeeting } from '../../electron/store/meetings.ts';
import { migrations } from '../../electron/store/migrations/index.ts';
import { closeStore, openStore } from '../../electron/store/open.ts';
import { tempFolder } from '../support/folders.ts';

test('0002: the meetings of before have nobody marked and lines without a time, and can be marked', () => {
  const file = path.join(tempFolder(), 'huidun.db');
  const old = openStore(file, migrations.slice(0, 1));
  old.exec("INSERT INTO meetings (id, title, source, started_at) VALUES (1, '旧', 'live', 1)");
  old.exec("INSERT INTO lines (meeting_id, seq, speaker, text, at) VALUES (1, 0, '张警官', '您好', 2)");
  closeStore(old);

  const db = openStore(file);
  expect(getMeeting(db, 1)).toMatchObject({ title: '旧', marks: [] });
  expect(listLines(db, 1)).toEqual([{ meetingId: 1, seq: 0, speaker: '张警官', text: '您好', at: 2 }]);
  markSpeaker(db, 1, '张警官', 'other');
  expect(getMeeting(db, 1).marks).toEqual([{ speaker: '张警官', side: 'other' }]);
  closeStore(db);
});
