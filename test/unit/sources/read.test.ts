import { expect, test } from 'vitest';
import { readInThread } from '../../../electron/sources/in-thread.ts';
import { readTranscript } from '../../../electron/sources/read.ts';
import { measureZip } from '../../../electron/sources/zip.ts';
import { codeOfAsync } from '../../support/failure.ts';
import { docxOf, zipOf } from '../../support/zip.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const zeros = (mib: number) => new Uint8Array(mib * 1024 * 1024);

test('.docx: paragraphs and breaks are lines, the layout inside is told, the name of the file is kept', async () => {
  const plain = await readTranscript('记录.docx', docxOf(['王警官：您好', '', '小李：什么事？\n王警官：别挂断 & 听我说']));
  expect(plain).toEqual({
    format: 'word',
    encoding: null,
    conversations: [
      {
        id: '记录.docx',
        turns: [
          { speaker: '王警官', text: '您好' },
          { speaker: '小李', text: '什么事？' },
          { speaker: '王警官', text: '别挂断 & 听我说' },
        ],
      },
    ],
  });
  const teams = await readTranscript('x.docx', docxOf(['Anna started transcription', 'Anna Smith   0:03\nHello.', '张三   0:09\n你好。']));
  expect(teams).toMatchObject({
    format: 'teams',
    conversations: [{ turns: [{ speaker: 'Anna Smith', offset: 3_000 }, { speaker: '张三' }] }],
  });
  expect((await readTranscript('renamed.txt', docxOf(['您好']))).format).toBe('word');
});

test.each([
  ['text with the wrong ending', bytes('您好')],
  ['a broken archive', docxOf(['您好']).subarray(0, 300)],
  ['an archive without a document', zipOf([{ name: 'a.txt', data: 'a' }])],
  ['a document that is no XML', zipOf([{ name: 'word/document.xml', data: '\u0000\u0001 <<<' }])],
])('a .docx that is not one is refused: %s', async (_what, file) => {
  expect(await codeOfAsync(readTranscript('x.docx', file))).toBe('not-docx');
});

test('a zip bomb is refused before it is unpacked, whatever its directory claims', async () => {
  const bomb = (claims?: number) => docxOf(['您好'], [{ name: 'word/media/image1.png', data: zeros(100), ...(claims ? { claims } : {}) }]);
  expect(bomb().length).toBeLessThan(200_000);
  expect(await codeOfAsync(readTranscript('x.docx', bomb()))).toBe('file-too-large');
  expect(await codeOfAsync(readTranscript('x.docx', bomb(10)))).toBe('file-too-large');
  const huge = zipOf([{ name: 'word/document.xml', data: `<a>${' '.repeat(17 * 1024 * 1024)}</a>`, claims: 10 }]);
  expect(await codeOfAsync(readTranscript('x.docx', huge))).toBe('file-too-large');
  const many = zipOf(Array.from({ length: 2_001 }, (_, i) => ({ name: `${i}`, data: '' })));
  expect(await codeOfAsync(measureZip(many, 1_000))).toBe('file-too-large');
});

test('an empty document and an empty file have nothing to read; 50 MB are too much', async () => {
  expect(await codeOfAsync(readTranscript('x.docx', docxOf(['', ' '])))).toBe('empty-text');
  expect(await codeOfAsync(readTranscript('x.txt', new Uint8Array()))).toBe('empty-text');
  expect(await codeOfAsync(readTranscript('x.txt', new Uint8Array(50 * 1024 * 1024).fill(65)))).toBe('file-too-large');
  expect(await codeOfAsync(readTranscript('x.docx', new Uint8Array(50 * 1024 * 1024).fill(65)))).toBe('file-too-large');
});

test('in a thread of its own: the same is read, failures keep their codes, and it can be stopped', async () => {
  const { signal } = new AbortController();
  expect(await readInThread('a.txt', bytes('甲：好'), signal)).toEqual({
    format: 'text',
    encoding: 'utf-8',
    conversations: [{ id: 'a.txt', turns: [{ speaker: '甲', text: '好' }] }],
  });
  expect(await codeOfAsync(readInThread('a.docx', bytes('甲：好'), signal))).toBe('not-docx');
  expect(await codeOfAsync(readInThread('a.txt', bytes('甲：好'), AbortSignal.abort()))).toBe('cancelled');
  const stop = new AbortController();
  const reading = codeOfAsync(readInThread('a.txt', bytes('甲：好\n'.repeat(10_000)), stop.signal));
  stop.abort();
  expect(await reading).toBe('cancelled');
});

test('while a long file is read, the app goes on: timers fire in between', async () => {
  let ticks = 0;
  const timer = setInterval(() => ticks++, 5);
  await readInThread('a.docx', docxOf(Array.from({ length: 10_000 }, (_, i) => `张三：第${i}句话`)), new AbortController().signal);
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(10);
});
