import { expect, onTestFinished, test } from 'vitest';
import { Pipeline } from '../../../electron/guard/pipeline.ts';
import { Feed } from '../../../electron/sources/feed.ts';
import { listMeetings } from '../../../electron/store/meetings.ts';
import { closeStore, openStore } from '../../../electron/store/open.ts';
import { readRecord } from '../../../electron/store/record.ts';
import { codeOf, codeOfAsync } from '../../support/failure.ts';

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

test('pasting begins a meeting; pasting the grown text again adds what is new', async () => {
  const { db, feed } = freshFeed();
  expect(await feed.paste('客服：您好，我是快递客服\n我：什么事')).toBe(2);
  expect(await feed.paste('客服：您好，我是快递客服\n我：什么事\n客服：您的快递丢了')).toBe(1);
  const [meeting] = listMeetings(db, 10);
  expect(readRecord(db, meeting?.id ?? 0).lines.map((line) => line.text)).toEqual(['您好，我是快递客服', '什么事', '您的快递丢了']);
});

test('a last line that has grown since goes on; it is not added twice', async () => {
  const { db, feed } = freshFeed();
  expect(await feed.paste('客服：您好，我是快递客服\n客服：您的快')).toBe(2);
  expect(await feed.paste('客服：您好，我是快递客服\n客服：您的快递丢了\n我：啊')).toBe(1);
  const [meeting] = listMeetings(db, 10);
  expect(readRecord(db, meeting?.id ?? 0).lines.map((line) => line.text)).toEqual(['您好，我是快递客服', '您的快递丢了', '啊']);
});

test('what a meeting program shows, a name and a time above the words, is pasted as such', async () => {
  const { db, feed } = freshFeed();
  await feed.paste('张警官 00:00:05\n您好，我是公安局的。\n李雷 00:01:10\n什么事？');
  const [meeting] = listMeetings(db, 1);
  expect(readRecord(db, meeting?.id ?? 0).lines.map((line) => [line.speaker, line.text, line.offset])).toEqual([
    ['张警官', '您好，我是公安局的。', 5_000],
    ['李雷', '什么事？', 70_000],
  ]);
});

test('a long text pasted twice in a hurry is added once', async () => {
  const { feed } = freshFeed();
  const text = Array.from({ length: 1_000 }, (_, i) => `我：第${i}件事，一点一点地慢慢商量`).join('\n');
  expect(await Promise.all([feed.paste(text), feed.paste(text)])).toEqual([1_000, 0]);
});

test('what cannot be taken begins no meeting and stores nothing', async () => {
  const { db, feed, pipeline } = freshFeed();
  expect(await codeOfAsync(feed.paste(' \n'))).toBe('empty-text');
  expect(await codeOfAsync(feed.paste('长'.repeat(700_000)))).toBe('paste-too-large');
  expect(await codeOfAsync(feed.paste(`好\n${'长'.repeat(4_001)}`))).toBe('line-too-long');
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

test('10,000 lines pasted at once: all there, in steps between which the app goes on', async () => {
  const { feed, pipeline } = freshFeed();
  let heard = 0;
  let between = 0;
  pipeline.on('line', () => heard++);
  const tick = () => {
    if (heard > 0 && heard < 10_000) between++;
    if (heard < 10_000) setImmediate(tick);
  };
  setImmediate(tick);
  expect(await feed.paste(Array.from({ length: 10_000 }, (_, i) => `甲：第${i}句`).join('\n'))).toBe(10_000);
  expect(pipeline.said).toHaveLength(10_000);
  expect(between).toBeGreaterThan(20);
  await pipeline.halt();
});

test('a meeting that ends while lines come in: what was stored stays, and it is no failure', async () => {
  const { db, feed, pipeline } = freshFeed();
  pipeline.on('line', (line) => line.seq === 399 && void pipeline.halt());
  expect(await feed.paste(Array.from({ length: 3_000 }, (_, i) => `甲：第${i}句，我们继续说今天的安排`).join('\n'))).toBe(400);
  expect(listMeetings(db, 1)).toMatchObject([{ lines: 400 }]);
});
