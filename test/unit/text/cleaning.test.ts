import { expect, test } from 'vitest';
import { joinSpelledOut, joinTakenApart, withoutFilling } from '../../../electron/text/fillers.ts';
import { displayText, withoutInvisible } from '../../../electron/text/invisible.ts';

test.each([
  ['zero-width space', '\u200b'],
  ['byte-order mark', '\ufeff'],
  ['soft hyphen', '\u00ad'],
  ['bidirectional override', '\u202e'],
  ['Arabic letter mark', '\u061c'],
  ['Hangul filler', '\u3164'],
  ['tag characters that spell an instruction', '\u{e0073}\u{e0061}\u{e0066}\u{e0065}'],
  ['supplementary variation selector', '\u{e0100}'],
])('%s: gone for every judge and on every screen', (_, hidden) => {
  const text = `验${hidden}证${hidden}码`;
  expect(withoutInvisible(text)).toBe('验证码');
  expect(displayText(text)).toBe('验证码');
});

test('marks over characters and controls are gone for a judge; white space stays', () => {
  expect(withoutInvisible('转\u0336账\u20dd\u0007 给\t他\n')).toBe('转账 给\t他\n');
});

test('on the screen accents and emoji keep their form', () => {
  expect(displayText('Zoe\u0301 ❤\ufe0f')).toBe('Zoe\u0301 ❤\ufe0f');
});

test('a mark between nearly all characters of a line is removed; punctuation stays', () => {
  expect(withoutFilling('把/手/机/银/行/打/开/给/我')).toBe('把手机银行打开给我');
  expect(withoutFilling('嗯，嗯，好，对，是。')).toBe('嗯，嗯，好，对，是。');
  expect(withoutFilling('1a1b1c1d1e1f1')).toBe('1a1b1c1d1e1f1');
});

test('a spelled-out word within a line is joined; a list with commas is joined only where any mark counts', () => {
  expect(joinSpelledOut('请把 验·证·码·念 给我')).toBe('请把 验证码念 给我');
  expect(joinSpelledOut('一、二、三、四')).toBe('一、二、三、四');
  expect(joinTakenApart('请把，门、关。上')).toBe('请把门关上');
});
