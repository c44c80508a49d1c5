import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { Verdict } from '../../../electron/contract/domain.ts';
import { addAlert, answerAlert } from '../../../electron/store/alerts.ts';
import { addLines } from '../../../electron/store/lines.ts';
import { markSpeaker } from '../../../electron/store/marks.ts';
import { endMeeting, getMeeting, interruptedMeeting, listMeetings, removeMeeting, startMeeting } from '../../../electron/store/meetings.ts';
import { closeStore, openStore, storeError } from '../../../electron/store/open.ts';
import { readRecord } from '../../../electron/store/record.ts';
import { changeSettings, readSettings } from '../../../electron/store/settings.ts';
import { addVerdicts } from '../../../electron/store/verdicts.ts';
import { codeOf } from '../../support/failure.ts';
import { tempFolder } from '../../support/folders.ts';

function freshStore() {
  const file = path.join(tempFolder(), 'user data 中文', 'huidun.db');
  const db = openStore(file);
  onTestFinished(() => closeStore(db));
  return { db, file };
}

const verdict = (meetingId: number, seq: number, risk: number): Verdict => ({
  meetingId,
  seq,
  risk,
  modelRisk: risk,
  level: risk > 0.8 ? 'danger' : 'safe',
  kind: 'police',
  stage: 'isolate',
  cues: [{ cue: 'secrecy', seq, stage: 'isolate', kind: null, weight: 0.4, quote: '别告诉家人' }],
  model: 'm',
  ms: 12.5,
});

test('a meeting comes back as it was stored, also through another connection', () => {
  const { db, file } = freshStore();
  const { id } = startMeeting(db, '笔录', 'live', 1_000);
  addLines(
    db,
    id,
    [
      { speaker: '张警官', text: '你好' },
      { speaker: null, text: '😀在' },
    ],
    2_000,
  );
  addVerdicts(db, [verdict(id, 0, 0.2), verdict(id, 1, 0.95)]);
  const draft = {
    meetingId: id,
    seq: 1,
    level: 'danger' as const,
    kind: 'police' as const,
    stage: null,
    quotes: [],
    at: 3_000,
    answer: null,
  };
  const alert = addAlert(db, draft);
  const other = new Database(file, { readonly: true });
  onTestFinished(() => void other.close());
  for (const one of [db, other]) {
    const record = readRecord(one, id);
    expect(record.lines.map((line) => [line.seq, line.speaker, line.text])).toEqual([
      [0, '张警官', '你好'],
      [1, null, '😀在'],
    ]);
    expect(record.verdicts).toEqual([verdict(id, 0, 0.2), verdict(id, 1, 0.95)]);
    expect(record.alerts).toEqual([alert]);
    expect(record.meeting).toMatchObject({ title: '笔录', lines: 2, alerts: 1, maxRisk: 0.95, maxLevel: 'danger', endedAt: null });
  }
});

test('lines of one call are stored all or none', () => {
  const { db } = freshStore();
  const { id } = startMeeting(db, '', 'live', 1);
  const broken = { speaker: null, text: null as unknown as string };
  expect(() => addLines(db, id, [{ speaker: null, text: '一' }, broken], 1)).toThrow();
  expect(readRecord(db, id).lines).toEqual([]);
});

test('marks belong to a meeting, one a speaker, and go with it; a name may be anything', () => {
  const { db } = freshStore();
  const [a, b] = [startMeeting(db, 'a', 'live', 1).id, startMeeting(db, 'b', 'live', 2).id];
  for (const name of ['__proto__', "');--", '我']) markSpeaker(db, a, name, 'self');
  markSpeaker(db, a, '我', 'other');
  markSpeaker(db, a, "');--", null);
  expect(getMeeting(db, a).marks).toEqual([
    { speaker: '__proto__', side: 'self' },
    { speaker: '我', side: 'other' },
  ]);
  expect(getMeeting(db, b).marks).toEqual([]);
  removeMeeting(db, a);
  expect(db.prepare('SELECT count(*) FROM marks').pluck().get()).toBe(0);
});

test('a time of the recording is kept with its line', () => {
  const { db } = freshStore();
  const { id } = startMeeting(db, '', 'import', 1);
  addLines(
    db,
    id,
    [
      { speaker: null, text: '一', offset: 61_500 },
      { speaker: null, text: '二' },
    ],
    5,
  );
  expect(readRecord(db, id).lines.map((line) => line.offset)).toEqual([61_500, undefined]);
});

test('a line judged again has its newest verdict', () => {
  const { db } = freshStore();
  const { id } = startMeeting(db, '', 'live', 1);
  addLines(db, id, [{ speaker: null, text: '一' }], 1);
  addVerdicts(db, [verdict(id, 0, 0.1)]);
  addVerdicts(db, [verdict(id, 0, 0.9)]);
  expect(readRecord(db, id).verdicts.map((one) => one.risk)).toEqual([0.9]);
});

test('the history lists newest first, page by page; what is removed is gone with everything in it', () => {
  const { db } = freshStore();
  const ids = [1, 2, 3].map((at) => startMeeting(db, `会议${at}`, 'live', at).id);
  addLines(db, ids[2] as number, [{ speaker: null, text: '一' }], 1);
  addVerdicts(db, [verdict(ids[2] as number, 0, 0.1)]);
  const first = listMeetings(db, 2);
  expect(first.map((meeting) => meeting.title)).toEqual(['会议3', '会议2']);
  expect(listMeetings(db, 2, first[1]?.id).map((meeting) => meeting.title)).toEqual(['会议1']);
  removeMeeting(db, ids[2] as number);
  expect(db.prepare('SELECT (SELECT count(*) FROM lines) + (SELECT count(*) FROM verdicts)').pluck().get()).toBe(0);
  expect(codeOf(() => getMeeting(db, ids[2] as number))).toBe('not-found');
});

test('a meeting that was never ended is the interrupted one', () => {
  const { db } = freshStore();
  const { id } = startMeeting(db, '断电', 'live', 1);
  expect(interruptedMeeting(db)?.id).toBe(id);
  endMeeting(db, id, 2);
  expect(interruptedMeeting(db)).toBeNull();
});

test('an answer to an alert is kept; an alert that is not there is named so', () => {
  const { db } = freshStore();
  const { id } = startMeeting(db, '', 'live', 1);
  const alert = addAlert(db, { meetingId: id, seq: 0, level: 'watch', kind: 'other', stage: null, quotes: [], at: 1, answer: null });
  expect(answerAlert(db, alert.id, 'coached').answer).toBe('coached');
  expect(readRecord(db, id).alerts[0]?.answer).toBe('coached');
  expect(codeOf(() => answerAlert(db, 99, 'dismissed'))).toBe('not-found');
});

test('settings survive, and a stored value that no longer fits counts as not stored', () => {
  const { db } = freshStore();
  expect(readSettings(db)).toMatchObject({ language: 'zh-CN', theme: 'system', modelPath: null });
  changeSettings(db, { language: 'en-US', largeType: true });
  db.prepare("UPDATE settings SET value = '\"klingon\"' WHERE key = 'language'").run();
  expect(readSettings(db)).toMatchObject({ language: 'zh-CN', largeType: true });
});

test('a file of a newer app, and one that is no database, are refused and left as they were', () => {
  const folder = tempFolder();
  const newer = path.join(folder, 'newer.db');
  const db = new Database(newer);
  db.pragma('user_version = 999');
  db.close();
  const before = readFileSync(newer);
  expect(codeOf(() => openStore(newer))).toBe('store-newer');
  expect(readFileSync(newer)).toEqual(before);
  const broken = path.join(folder, 'broken.db');
  writeFileSync(broken, 'this is a letter, not a database '.repeat(100));
  expect(codeOf(() => openStore(broken))).toBe('store-corrupt');
  expect(readFileSync(broken, 'utf8')).toContain('this is a letter');
});

test('a full disk and a place where nothing can be stored have their codes', () => {
  const { db } = freshStore();
  db.pragma('max_page_count = 12');
  const { id } = startMeeting(db, '', 'live', 1);
  expect(
    codeOf(() => {
      try {
        for (let i = 0; i < 100; i++) addLines(db, id, [{ speaker: null, text: '长'.repeat(4_000) }], 1);
      } catch (error) {
        throw storeError(error);
      }
    }),
  ).toBe('store-full');
  const letter = path.join(tempFolder(), 'letter.txt');
  writeFileSync(letter, '信');
  expect(codeOf(() => openStore(path.join(letter, 'huidun.db')))).toBe('store-readonly');
  expect(readFileSync(letter, 'utf8')).toBe('信');
});
