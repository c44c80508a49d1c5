import { expect, onTestFinished, test } from 'vitest';
import { Pipeline } from '../../../electron/pipeline.ts';
import { Feed } from '../../../electron/sources/feed.ts';
import { listMeetings } from '../../../electron/store/meetings.ts';
import { closeStore, openStore } from '../../../electron/store/open.ts';
import { readRecord } from '../../../electron/store/record.ts';
import { codeOf } from '../../support/failure.ts';

function freshFeed() {
  const db = openStore(':memory:');
  const pipeline = new Pipeline(db);
  const feed = new Feed(pipeline);
  onTestFinished(async () => {
    await feed.stopSample();
    await pipeline.dispose();
    closeStore(db);
  });
  return { db, pipeline, feed };
}

test('pasting begins a meeting; pasting the grown text again adds what is new', () => {
  const { db, feed } = freshFeed();
  expect(feed.paste('客服：您好，我是快递客服\n我：什么事')).toBe(2);
  expect(feed.paste('客服：您好，我是快递客服\n我：什么事\n客服：您的快递丢了')).toBe(1);
  const [meeting] = listMeetings(db, 10);
  expect(readRecord(db, meeting?.id ?? 0).lines.map((line) => line.text)).toEqual(['您好，我是快递客服', '什么事', '您的快递丢了']);
});

test('a last line that has grown since goes on; it is not added twice', () => {
  const { db, feed } = freshFeed();
  expect(feed.paste('客服：您好，我是快递客服\n客服：您的快')).toBe(2);
  expect(feed.paste('客服：您好，我是快递客服\n客服：您的快递丢了\n我：啊')).toBe(1);
  const [meeting] = listMeetings(db, 10);
  expect(readRecord(db, meeting?.id ?? 0).lines.map((line) => line.text)).toEqual(['您好，我是快递客服', '您的快递丢了', '啊']);
});

test('what a meeting program shows, a name and a time above the words, is pasted as such', () => {
  const { db, feed } = freshFeed();
  feed.paste('张警官 00:00:05\n您好，我是公安局的。\n李雷 00:01:10\n什么事？');
  const [meeting] = listMeetings(db, 1);
  expect(readRecord(db, meeting?.id ?? 0).lines.map((line) => [line.speaker, line.text, line.offset])).toEqual([
    ['张警官', '您好，我是公安局的。', 5_000],
    ['李雷', '什么事？', 70_000],
  ]);
});

test('what cannot be taken begins no meeting and stores nothing', () => {
  const { db, feed, pipeline } = freshFeed();
  expect(codeOf(() => feed.paste(' \n'))).toBe('empty-text');
  expect(codeOf(() => feed.paste('长'.repeat(700_000)))).toBe('paste-too-large');
  expect(codeOf(() => feed.paste(`好\n${'长'.repeat(4_001)}`))).toBe('line-too-long');
  expect(pipeline.guarding).toBe(false);
  expect(listMeetings(db, 10)).toEqual([]);
});

test('a sample plays until it is stopped', async () => {
  const { feed, pipeline } = freshFeed();
  const meeting = feed.playSample('police-screen-share', '示例');
  expect(pipeline.state.meeting?.id).toBe(meeting.id);
  await feed.stopSample();
  expect(pipeline.said.length).toBeGreaterThanOrEqual(1);
  expect(codeOf(() => feed.playSample('nothing', ''))).toBe('not-found');
});
