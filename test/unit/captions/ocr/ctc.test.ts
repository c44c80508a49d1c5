import { expect, test } from 'vitest';
import { decode } from '../../../../electron/captions/ocr/ctc.ts';

/** Steps of the network's answer: the letter and how sure it is; `_` is the blank. */
function table(steps: string): Float32Array {
  const letters = ['_', '转', '账'];
  return Float32Array.from(
    steps.split(' ').flatMap((step) => {
      const sure = Number(step.slice(1));
      return letters.map((letter) => (letter === step[0] ? sure : (1 - sure) / 2));
    }),
  );
}
const alphabet = ['转', '账'];

test('repeats are one character, as sure as the surest; a blank separates two of a kind', () => {
  const chars = decode(table('_0.9 转0.6 转0.8 _0.9 转0.7 账0.5 _0.9'), alphabet);
  expect(chars.map((one) => one.ch).join('')).toBe('转转账');
  expect(chars.map((one) => Number(one.confidence.toFixed(2)))).toEqual([0.8, 0.7, 0.5]);
});

test('blanks alone are nothing', () => {
  expect(decode(table('_0.9 _0.9'), alphabet)).toEqual([]);
  expect(decode(new Float32Array(), alphabet)).toEqual([]);
});
