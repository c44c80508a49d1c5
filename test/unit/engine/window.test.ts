import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesToErase } from '../../../electron/engine/window.ts';

const lines = (...tokens: number[]) => tokens.map((count) => ({ tokens: count }));

test('nothing leaves while there is room', () => {
  expect(linesToErase(lines(10, 10), 10, 30)).toBe(0);
});

test('the oldest lines leave first, a few more than needed', () => {
  expect(linesToErase(lines(10, 10, 10, 10, 10), 10, 50)).toBe(3);
});

test('afterwards the new tokens always fit', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 })), fc.integer({ min: 0, max: 200 }), (all, room) => {
      const left = all.slice(linesToErase(lines(...all), room, 200)).reduce((sum, tokens) => sum + tokens, 0);
      expect(left + room).toBeLessThanOrEqual(200);
    }),
  );
});
