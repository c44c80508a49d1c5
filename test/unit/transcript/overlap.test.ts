import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Turn } from '../../../electron/contract/domain.ts';
import { newTurns } from '../../../electron/transcript/overlap.ts';

const turns = (...texts: string[]) => texts.map((text) => ({ speaker: '甲', text }));

test('pasted again with more at the end: only that is new', () => {
  expect(newTurns(turns('您好，我是客服', '什么事'), turns('您好，我是客服', '什么事', '您的快递丢了'))).toEqual(turns('您的快递丢了'));
});

test('the caption window has scrolled: its lower part is new', () => {
  expect(newTurns(turns('一一一', '二二二', '三三三'), turns('二二二', '三三三', '四四四'))).toEqual(turns('四四四'));
});

test('the same again adds nothing, something else is added whole', () => {
  expect(newTurns(turns('一一一', '二二二'), turns('一一一', '二二二'))).toEqual([]);
  expect(newTurns(turns('一一一', '二二二'), turns('二二二二', '三'))).toEqual(turns('二二二二', '三'));
  expect(newTurns([], turns('一'))).toEqual(turns('一'));
});

test('a short answer said twice is said twice', () => {
  expect(newTurns(turns('您在听吗', '好的'), turns('好的', '那我挂了'))).toEqual(turns('好的', '那我挂了'));
  expect(newTurns(turns('把屏幕共享给我看一下'), turns('把屏幕共享给我看一下', '好'))).toEqual(turns('好'));
});

test('whatever windows of a meeting are pasted one after the other, each line is there once', () => {
  const window = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 2, max: 12 }));
  fc.assert(
    fc.property(fc.array(window, { minLength: 1, maxLength: 12 }), (windows) => {
      let end = 0;
      let said: Turn[] = [];
      for (const [more, reach] of windows) {
        end += more;
        // A window reaches back at least two lines into what is known: less could not be told from a new beginning.
        const from = Math.max(0, end - more - reach);
        said = [...said, ...newTurns(said, turns(...Array.from({ length: end - from }, (_, i) => `第${from + i}句话说的是这个`)))];
      }
      expect(said).toEqual(turns(...Array.from({ length: end }, (_, i) => `第${i}句话说的是这个`)));
    }),
  );
});
