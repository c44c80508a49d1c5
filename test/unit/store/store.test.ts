import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { Line, Verdict } from '../../../electron/contract/domain.ts';
import { addAlert, answerAlert, feedbackSince, setFeedback } from '../../../electron/store/alerts.ts';
import { readApiAccess, saveApiAccess } from '../../../electron/store/api-access.ts';
import { translated } from '../../../electron/store/db.ts';
import { addLines } from '../../../electron/store/lines.ts';
import { markSpeaker } from '../../../electron/store/marks.ts';
import { endMeeting, getMeeting, interruptedMeeting, listMeetings, removeMeeting, startMeeting } from '../../../electron/store/meetings.ts';
import { closeStore, openStore } from '../../../electron/store/open.ts';
import { readRecord } from '../../../electron/store/record.ts';
import { changeSettings, readSettings } from '../../../electron/store/settings.ts';
import { addVerdicts } from '../../../electron/store/verdicts.ts';
import type { AlertDraft } from '../../../electron/verdict/alert.ts';
import { advance, newMeetingState } from '../../../electron/verdict/fuse.ts';
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
  reasons: null,
});
const draft = (meetingId: number, change: Partial<AlertDraft> = {}): AlertDraft => ({
  meetingId,
  seq: 0,
  level: 'watch',
  kind: 'other',
  stage: null,
  quotes: [],
  at: 1,
  episode: null,
  cause: 'first',
  cues: ['secrecy'],
  reason: null,
  answer: null,
  feedback: null,
  ...change,
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
  const alert = addAlert(db, draft(id, { seq: 1, level: 'danger', kind: 'police', at: 3_000 }));
  const other = translated(new Database(file, { readonly: true }));
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
  const alert = addAlert(db, draft(id));
  expect(answerAlert(db, alert.id, 'coached').answer).toBe('coached');
  expect(readRecord(db, id).alerts[0]?.answer).toBe('coached');
  expect(codeOf(() => answerAlert(db, 99, 'dismissed'))).toBe('not-found');
});

test('an alert that goes on belongs to the episode of the first; the history knows the worst of both lists', () => {
  const { db } = freshStore();
  const { id } = startMeeting(db, '', 'live', 1);
  const first = addAlert(db, draft(id));
  const second = addAlert(db, draft(id, { episode: first.episode, level: 'danger', cause: 'coached' }));
  expect([first.episode, second.episode]).toEqual([first.id, first.id]);
  expect(getMeeting(db, id).maxLevel).toBe('danger');
});

test('feedback is kept beside the answer, can be taken back, and counts from the day it was reset', () => {
  const { db } = freshStore();
  const { id } = startMeeting(db, '', 'live', 1);
  const [old, recent] = [addAlert(db, draft(id, { at: 10 })), addAlert(db, draft(id, { at: 20 }))];
  answerAlert(db, recent.id, 'dismissed');
  setFeedback(db, old.id, 'false-alarm');
  expect(setFeedback(db, recent.id, 'true-alarm')).toMatchObject({ answer: 'dismissed', feedback: 'true-alarm' });
  expect(feedbackSince(db, 0).map((alert) => alert.feedback)).toEqual(['false-alarm', 'true-alarm']);
  expect(feedbackSince(db, 15).map((alert) => alert.id)).toEqual([recent.id]);
  setFeedback(db, recent.id, null);
  expect(feedbackSince(db, 15)).toEqual([]);
});

test('the reasons of a verdict come back as they were', () => {
  const { db } = freshStore();
  const { id } = startMeeting(db, '', 'live', 1);
  const [line] = addLines(db, id, [{ speaker: null, text: '别告诉家人' }], 1);
  const judged = {
    line: line as Line,
    side: null,
    hits: [],
    modelRisk: 0.4,
    ngrams: { talk: 0, moment: 0, kinds: new Map() },
    thresholds: { watch: 0.5, danger: 0.8 },
    model: 'm',
    ms: 1,
  };
  const { verdict } = advance(newMeetingState, { ...judged, excused: [{ cue: 'secrecy', why: 'told' }] });
  addVerdicts(db, [verdict]);
  expect(readRecord(db, id).verdicts).toEqual([verdict]);
});

/** Reasons as version 0 stored them, before and after the n-gram classifier judged. */
const oldest = {
  ...{ own: 'danger', model: 0.9, rules: 0.2, joined: 0.91, cues: [], excused: [{ cue: 'secrecy', why: 'told' }] },
  ...{ thresholds: { watch: 0.5, danger: 0.8 }, ruleThresholds: { watch: 0.65, danger: 0.85 }, shift: { watch: 0, danger: 0 } },
  ...{ held: null, early: 0, coached: false },
};

test.each([
  ['before the n-gram classifier', oldest, null],
  ['with its risk called wording', { ...oldest, wording: 0.7 }, 0.7],
])('reasons stored %s are upgraded, not dropped', (_, stored, ngrams) => {
  const { db } = freshStore();
  const { id } = startMeeting(db, '', 'live', 1);
  addLines(db, id, [{ speaker: null, text: '一' }], 1);
  addVerdicts(db, [verdict(id, 0, 0.9)]);
  db.prepare('UPDATE verdicts SET reasons = ?').run(JSON.stringify(stored));
  const { reasons } = readRecord(db, id).verdicts[0] as Verdict;
  expect(reasons).toEqual({ ...oldest, version: 1, ngrams });
});

test('damaged reasons leave the verdict; a damaged verdict, alert or line says that the file is damaged', () => {
  const { db } = freshStore();
  const { id } = startMeeting(db, '', 'live', 1);
  addLines(db, id, [{ speaker: null, text: '一' }], 1);
  addVerdicts(db, [verdict(id, 0, 0.9)]);
  for (const damaged of ['{"own":"danger"}', '{"own":']) {
    db.prepare('UPDATE verdicts SET reasons = ?').run(damaged);
    expect(readRecord(db, id).verdicts).toEqual([verdict(id, 0, 0.9)]);
  }
  db.prepare("UPDATE verdicts SET cues = '{'").run();
  expect(codeOf(() => readRecord(db, id))).toBe('store-corrupt');
});

test('a damaged setting counts as not stored, whatever it holds', () => {
  const { db } = freshStore();
  changeSettings(db, { language: 'en-US' });
  db.prepare("UPDATE settings SET value = '{'").run();
  expect(readSettings(db).language).toBe('zh-CN');
});

test('every function of the store fails with a code that the screen knows', () => {
  const { db } = freshStore();
  db.exec('DROP TABLE meetings');
  expect(codeOf(() => listMeetings(db, 10))).toBe('store-failed');
  expect(codeOf(() => db.transact(() => db.exec('no SQL')))).toBe('store-failed');
  db.close();
  expect(codeOf(() => readSettings(db))).toBe('store-failed');
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
      for (let i = 0; i < 100; i++) addLines(db, id, [{ speaker: null, text: '长'.repeat(4_000) }], 1);
    }),
  ).toBe('store-full');
  const letter = path.join(tempFolder(), 'letter.txt');
  writeFileSync(letter, '信');
  expect(codeOf(() => openStore(path.join(letter, 'huidun.db')))).toBe('store-readonly');
  expect(readFileSync(letter, 'utf8')).toBe('信');
});

test('what the local API needs is kept, a damaged value counts as none, and no window sees it among the settings', () => {
  const { db } = freshStore();
  expect(readApiAccess(db)).toEqual({ tokenHash: null, port: null });
  saveApiAccess(db, { tokenHash: 'a'.repeat(64), port: 40_000 });
  expect(readApiAccess(db)).toEqual({ tokenHash: 'a'.repeat(64), port: 40_000 });
  expect(JSON.stringify(readSettings(db))).not.toContain('aaaa');
  db.prepare("UPDATE settings SET value = '{\"tokenHash\":1}' WHERE key LIKE 'localApi%'").run();
  expect(readApiAccess(db)).toEqual({ tokenHash: null, port: null });
});
