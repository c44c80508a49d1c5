import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseLine, parseText } from '../../../../electron/sources/text/parse.ts';
import { codeOf } from '../../../support/failure.ts';

test('a name before a colon is the speaker, in both scripts of the colon', () => {
  expect(parseText('张警官：请把门关上。\nMary: ok\n没有名字的一行')).toEqual([
    { speaker: '张警官', text: '请把门关上。' },
    { speaker: 'Mary', text: 'ok' },
    { speaker: null, text: '没有名字的一行' },
  ]);
});

test('times ahead of a line and behind a name are kept apart, times inside a sentence stay', () => {
  expect(parseLine('[00:01:02] 客服：您好')).toEqual({ speaker: '客服', text: '您好', offset: 62_000 });
  expect(parseLine('客服（1:02:03）：您好')).toEqual({ speaker: '客服', text: '您好', offset: 3_723_000 });
  expect(parseLine('[00:00:01 --> 00:00:05] 客服：您好')).toEqual({ speaker: '客服', text: '您好', offset: 1_000 });
  expect(parseLine('2024-05-01 10:11:12 李女士：在的')).toEqual({ speaker: '李女士', text: '在的' });
  expect(parseLine('我们改到下午3:30开会')).toEqual({ speaker: null, text: '我们改到下午3:30开会' });
  expect(parseLine('请打开 https://example.com/a')).toEqual({ speaker: null, text: '请打开 https://example.com/a' });
});

test('empty and invisible lines are no lines', () => {
  expect(parseText('\n\u200b\n  \n好的\n\ufeff')).toEqual([{ speaker: null, text: '好的' }]);
  expect(codeOf(() => parseText(' \n\u200b\n\u3164'))).toBe('empty-text');
});

test('a line over 4,000 characters is refused by its number, not cut', () => {
  expect(() => parseText(`甲：好\n${'长'.repeat(4_001)}`)).toThrow('line-too-long: 2');
  expect(parseText('长'.repeat(4_000))[0]?.text).toHaveLength(4_000);
});

test('a display name of 300 characters is shortened, what was said is whole', () => {
  const [turn] = parseText(`${'名'.repeat(300)}：请转账`);
  expect(turn?.text).toBe('请转账');
  expect(turn?.speaker?.length).toBeLessThanOrEqual(80);
});

test('whatever is pasted, no visible character of what was said is lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom(...'您好钱转码abc123，。？ '), minLength: 1, maxLength: 60 }), { minLength: 1 }),
      (lines) => {
        const text = lines.join('\n');
        if (text.trim() === '') return;
        const said = parseText(text)
          .map((turn) => turn.text)
          .join('');
        expect(said.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      },
    ),
  );
});
