import { expect, onTestFinished, test } from 'vitest';
import type { ImportProgress } from '../../../electron/contract/domain.ts';
import { Pipeline } from '../../../electron/guard/pipeline.ts';
import { FileImport } from '../../../electron/sources/import.ts';
import { readTranscript } from '../../../electron/sources/read.ts';
import { listMeetings } from '../../../electron/store/meetings.ts';
import { closeStore, openStore } from '../../../electron/store/open.ts';
import { readRecord } from '../../../electron/store/record.ts';
import { codeOfAsync } from '../../support/failure.ts';

function freshImport() {
  const db = openStore(':memory:');
  const pipeline = new Pipeline(db);
  const progress: (ImportProgress | null)[] = [];
  let heard = (_: ImportProgress | null) => {};
  const files = new FileImport(
    pipeline,
    (name, file) => readTranscript(name, file),
    (now) => {
      progress.push(now);
      heard(now);
    },
  );
  onTestFinished(async () => {
    await files.cancel();
    await pipeline.dispose();
    closeStore(db);
  });
  const onProgress = (listener: typeof heard) => {
    heard = listener;
  };
  return { db, pipeline, files, progress, onProgress };
}
const bytes = (text: string) => new TextEncoder().encode(text);
const lines = (count: number) => bytes(Array.from({ length: count }, (_, i) => `甲：第${i}句`).join('\n'));

test('a file is shown before anything of it is taken', async () => {
  const { db, files } = freshImport();
  const text = '腾讯会议\n2024-05-01 10:00\n\n张三(00:00:05): 您好\n李四(00:01:10): 好\n张三(00:02:05): 请讲';
  const preview = await files.open('C:\\下载\\转写.txt', bytes(text));
  expect(preview).toEqual({
    id: 1,
    name: '转写.txt',
    bytes: bytes(text).length,
    format: 'tencent',
    encoding: 'utf-8',
    conversations: 1,
    lines: 3,
    speakers: [
      { speaker: '张三', lines: 2 },
      { speaker: '李四', lines: 1 },
    ],
    speakerCount: 2,
    first: [
      { speaker: '张三', text: '您好', offset: 5_000 },
      { speaker: '李四', text: '好', offset: 70_000 },
      { speaker: '张三', text: '请讲', offset: 125_000 },
    ],
    startedAt: new Date(2024, 4, 1, 10, 0).getTime(),
    lastsMs: 120_000,
  });
  expect(listMeetings(db, 10)).toEqual([]);
});

test('taken in, it is a meeting at the time of its recording, with the times of its lines', async () => {
  const { db, files, pipeline } = freshImport();
  const { id, startedAt } = await files.open('转写.txt', bytes('腾讯会议\n2024-05-01 10:00\n\n张三(00:00:05): 您好\n李四(00:01:10): 好'));
  expect(await files.take(id)).toEqual({ added: 2, stopped: false });
  const [meeting] = listMeetings(db, 10);
  expect(meeting).toMatchObject({ title: '转写.txt', source: 'import', startedAt, endedAt: (startedAt ?? 0) + 65_000, lines: 2 });
  const record = readRecord(db, meeting?.id ?? 0);
  expect(record.lines.map((line) => line.offset)).toEqual([5_000, 70_000]);
  expect(record.verdicts).toHaveLength(2);
  expect(pipeline.guarding).toBe(false);
  expect(await codeOfAsync(files.take(id))).toBe('not-found');
});

test('each conversation of a file becomes a meeting; during a meeting only what is new of a file is added to it', async () => {
  const { db, files, pipeline } = freshImport();
  const two = await files.open('x.jsonl', bytes('{"id":"a","turns":[{"text":"一"}]}\n{"id":"b","turns":[{"text":"二"},{"text":"三"}]}'));
  expect(two).toMatchObject({ conversations: 2, lines: 3 });
  expect(await files.take(two.id)).toEqual({ added: 3, stopped: false });
  expect(listMeetings(db, 10).map((meeting) => [meeting.title, meeting.lines, meeting.endedAt !== null])).toEqual([
    ['b', 2, true],
    ['a', 1, true],
  ]);
  pipeline.start('现在', 'live');
  const first = await files.open('x.txt', bytes('甲：第一句话说的是这个\n甲：第二句话说的是'));
  expect((await files.take(first.id)).added).toBe(2);
  const grown = await files.open('x.txt', bytes('甲：第一句话说的是这个\n甲：第二句话说的是那个\n乙：好'));
  expect((await files.take(grown.id)).added).toBe(1);
  expect(pipeline.said.map((line) => line.text)).toEqual(['第一句话说的是这个', '第二句话说的是那个', '好']);
});

test('a file that cannot be read stores nothing, and leaves none to be taken', async () => {
  const { db, files } = freshImport();
  await files.open('good.txt', bytes('好'));
  expect(await codeOfAsync(files.open('a.jsonl', bytes('{"id":1,"turns":[{"text":"好"}]}\nnot json')))).toBe('not-text');
  expect(await codeOfAsync(files.take(1))).toBe('not-found');
  expect(listMeetings(db, 10)).toEqual([]);
});

test('many lines come in steps, tell how far they are, and let everything else go on', async () => {
  const { files, progress } = freshImport();
  const { id } = await files.open('x.txt', lines(1_000));
  let turns = 0;
  const between = () => {
    turns++;
    if (progress.at(-1) !== null) setImmediate(between);
  };
  setImmediate(between);
  expect((await files.take(id)).added).toBe(1_000);
  expect(progress.map((now) => now?.done ?? null)).toEqual([200, 400, 600, 800, 1_000, null]);
  expect(progress[0]).toEqual({ name: 'x.txt', done: 200, total: 1_000 });
  expect(turns).toBeGreaterThanOrEqual(5);
});

test('stopped in the middle: what was stored stays, the meeting is over, nothing goes on in the background', async () => {
  const { db, files, pipeline, onProgress } = freshImport();
  const { id } = await files.open('x.txt', lines(1_000));
  onProgress((now) => {
    if (now?.done === 400) void files.cancel();
  });
  expect(await files.take(id)).toEqual({ added: 400, stopped: true });
  expect(pipeline.guarding).toBe(false);
  expect(listMeetings(db, 10)).toMatchObject([{ lines: 400 }]);
  expect(listMeetings(db, 1)[0]?.endedAt).not.toBeNull();
});
