import { expect, onTestFinished, test } from 'vitest';
import { Pipeline } from '../../../electron/guard/pipeline.ts';
import { ClipboardWatch } from '../../../electron/sources/clipboard-watch.ts';
import { closeStore, openStore } from '../../../electron/store/open.ts';
import { codeOfAsync } from '../../support/failure.ts';

function freshWatch() {
  const db = openStore(':memory:');
  const pipeline = new Pipeline(db);
  const clipboard = { copied: '', formats: ['text/plain'], reads: 0 };
  const told: boolean[] = [];
  const reader = {
    text: async () => {
      clipboard.reads++;
      return clipboard.copied;
    },
    formats: async () => clipboard.formats,
  };
  const watch = new ClipboardWatch(
    reader,
    pipeline,
    (on) => told.push(on),
    (error) => {
      throw error;
    },
  );
  onTestFinished(async () => {
    watch.stop();
    await pipeline.dispose();
    closeStore(db);
  });
  const copy = (text: string) => {
    clipboard.copied = text;
    return watch.poll();
  };
  return { pipeline, clipboard, watch, told, copy };
}
const captions = '张警官：您好，我是公安局的\n小李：什么事？\n张警官：您涉嫌洗钱';

test('copied captions join the meeting, and again only what is new of them', async () => {
  const { pipeline, watch, copy } = freshWatch();
  pipeline.start('', 'live');
  await watch.start();
  expect(await copy(captions)).toBe(3);
  expect(await copy(captions)).toBe(0);
  expect(await copy(`${captions}，请配合\n小李：好`)).toBe(1);
  expect(pipeline.said.map((line) => line.text)).toEqual(['您好，我是公安局的', '什么事？', '您涉嫌洗钱，请配合', '好']);
});

test('anything else that is copied is not kept, and is no failure', async () => {
  const { pipeline, watch, copy } = freshWatch();
  pipeline.start('', 'live');
  await watch.start();
  await copy(captions);
  for (const text of ['Tr0ub4dor&3', '', '长'.repeat(5_000), '好\n'.repeat(30_000), 'x'.repeat(3_000_000)])
    expect(await copy(text)).toBe(0);
  expect(pipeline.said).toHaveLength(3);
});

test('it needs a meeting, leaves alone what was copied before, and looks no more once it is off', async () => {
  const { pipeline, clipboard, watch, told, copy } = freshWatch();
  expect(await codeOfAsync(watch.start())).toBe('no-meeting');
  pipeline.start('', 'live');
  clipboard.copied = captions;
  await watch.start();
  expect(await watch.poll()).toBe(0);
  watch.stop();
  expect(await copy(`${captions}\n小李：啊`)).toBe(0);
  expect(told).toEqual([true, false]);
  expect(pipeline.said).toEqual([]);
});

test.each([
  'x-kde-passwordManagerHint',
  'electron application/osclipboard;format="org.nspasteboard.ConcealedType"',
  'ExcludeClipboardContentFromMonitorProcessing',
])('what a password manager copied is not even read: %s', async (format) => {
  const { pipeline, clipboard, watch, copy } = freshWatch();
  pipeline.start('', 'live');
  await watch.start();
  const { reads } = clipboard;
  clipboard.formats = ['text/plain', format];
  expect(await copy(captions)).toBe(0);
  expect(clipboard.reads).toBe(reads);
});
