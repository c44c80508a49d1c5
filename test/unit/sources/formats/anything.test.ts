/** Whatever a file holds: it is read within the bounds or refused with a code, never worse. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '../../../../electron/contract/constants.ts';
import { AppError } from '../../../../electron/contract/result.ts';
import { parseFile, parsePasted } from '../../../../electron/sources/formats/index.ts';

const pieces = [
  '张三',
  '李四',
  '说话人 1',
  '发言人2',
  '[王五]',
  '<v 赵六>',
  '：',
  ': ',
  ' ',
  '   ',
  '\n',
  '\n\n',
  '\r\n',
  '00:01',
  '00:00:05',
  '(00:00:05)',
  '[00:01:02]',
  '00:00:01,000 --> 00:00:02,000',
  '0:0:5.100 --> 0:0:8.250',
  '2024-05-01 10:11:12',
  '2026年6月15日 下午 11:32|1小时',
  '文字记录:',
  '关键词:',
  '腾讯会议',
  '钉钉闪记',
  'WEBVTT',
  'NOTE',
  'started transcription',
  '您好',
  '请把验证码念给我。',
  '10:30',
  '{',
  '}',
  '[',
  ']',
  '"text"',
  '"turns"',
  ',',
  '<i>',
  '</v>',
  '&amp;',
  '\u200b',
  '\ufeff',
  '😀',
  '|',
  '1',
  '-->',
  'From  A to Everyone:',
];
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));
const name = fc.constantFrom('a.txt', 'a.srt', 'a.vtt', 'a.json', 'a.jsonl', 'a.md', 'a', '..\\..\\a.txt');

test('read or refused', () => {
  fc.assert(
    fc.property(name, text, (file, content) => {
      try {
        for (const { turns } of parseFile(file, content).conversations) {
          expect(turns.length).toBeGreaterThan(0);
          for (const turn of turns) {
            expect(turn.text.trim()).not.toBe('');
            expect(turn.text.length).toBeLessThanOrEqual(limits.lineChars);
            expect(turn.speaker === null || (turn.speaker !== '' && turn.speaker.length <= limits.speakerChars)).toBe(true);
            expect(turn.offset === undefined || (Number.isInteger(turn.offset) && turn.offset >= 0)).toBe(true);
          }
        }
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('of what is pasted, every sentence arrives, whatever layout it is taken for', () => {
  const line = fc.tuple(
    fc.constantFrom('', '张三：', '张三 00:01', '张三 00:00:05', '[张三] 10:01:02', '张三(00:00:05):', '文字记录:'),
    fc.nat(99),
  );
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
      const sentences = lines.map(([, number], i) => `第${i}句说了${number}件事。`);
      const pasted = lines.map(([head], i) => `${head}${/[:\d]$/.test(head) ? '\n' : ''}${sentences[i]}`).join('\n');
      const said = parsePasted(pasted)
        .map((turn) => turn.text)
        .join('\n');
      for (const sentence of sentences) expect(said).toContain(sentence);
    }),
    { numRuns: 1_000 },
  );
});
