import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { migrations } from '../../electron/store/migrations/index.ts';
import { closeStore, openStore } from '../../electron/store/open.ts';
import { readRecord } from '../../electron/store/record.ts';
import { tempFolder } from '../support/folders.ts';

test('0003 keeps what was stored: verdicts without reasons, each alert its own episode, feedback apart from the answer', () => {
  const file = path.join(tempFolder(), 'huidun.db');
  closeStore(openStore(file, migrations.slice(0, 2)));
  const old = new Database(file);
  old.exec(`
    INSERT INTO meetings (id, title, source, started_at) VALUES (1, '旧', 'live', 1);
    INSERT INTO lines (meeting_id, seq, speaker, text, at) VALUES (1, 0, '甲', '你好', 1);
    INSERT INTO verdicts VALUES (1, 0, 0.9, 0.9, 'danger', 'police', 'isolate', '[]', 'm', 1);
    INSERT INTO alerts VALUES
      (1, 1, 0, 'watch', 'police', NULL, '[]', 1, 'coached'), (2, 1, 0, 'danger', 'police', 'isolate', '[]', 2, 'false-alarm'),
      (3, 1, 0, 'danger', 'police', NULL, '[]', 3, NULL);`);
  old.close();
  const db = openStore(file);
  onTestFinished(() => closeStore(db));
  const { verdicts, alerts } = readRecord(db, 1);
  expect(verdicts.map((verdict) => [verdict.level, verdict.reasons])).toEqual([['danger', null]]);
  expect(alerts.map(({ id, episode, answer, feedback }) => ({ id, episode, answer, feedback }))).toEqual([
    { id: 1, episode: 1, answer: 'coached', feedback: null },
    { id: 2, episode: 2, answer: 'dismissed', feedback: 'false-alarm' },
    { id: 3, episode: 3, answer: null, feedback: null },
  ]);
});
