import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesToErase } from '../../../electron/engine/window.ts';

const lines = (...spec: (readonly [number, boolean])[]) => spec.map(([tokens, keep]) => ({ tokens, keep }));

test('nothing leaves while there is room', () => {
  expect(linesToErase(lines([10, false], [10, false]), 10, 30)).toEqual([]);
});

test('old harmless lines leave first, lines that carried risk stay', () => {
  expect(linesToErase(lines([10, true], [10, false], [10, true], [10, false], [10, false]), 10, 50)).toEqual([1, 3, 4]);
});

test('kept lines leave only when nothing else is left', () => {
  expect(linesToErase(lines([40, true], [40, true]), 30, 100)).toEqual([0]);
});

test('afterwards the new tokens always fit', () => {
  const line = fc.record({ tokens: fc.integer({ min: 1, max: 60 }), keep: fc.boolean() });
  fc.assert(
    fc.property(fc.array(line), fc.integer({ min: 0, max: 200 }), (all, room) => {
      const erased = new Set(linesToErase(all, room, 200));
      const left = all.reduce((sum, { tokens }, i) => sum + (erased.has(i) ? 0 : tokens), 0);
      expect(left + room).toBeLessThanOrEqual(200);
    }),
  );
});
