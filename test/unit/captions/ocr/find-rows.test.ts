import { expect, test } from 'vitest';
import { findRows } from '../../../../electron/captions/ocr/find-rows.ts';
import type { Grey } from '../../../../electron/captions/ocr/picture.ts';

/** A strip on which each `#` is a block of `unit` pixels in the other brightness. */
function strip(drawing: readonly string[], { paper = false } = {}): Grey {
  const [unit, ground, stroke] = paper ? [3, 240, 10] : [3, 20, 240];
  const width = Math.max(...drawing.map((row) => row.length)) * unit;
  const height = drawing.length * unit;
  const pixels = new Uint8Array(width * height).fill(ground);
  drawing.forEach((row, y) => {
    Array.from(row).forEach((mark, x) => {
      if (mark !== '#') return;
      for (let v = 0; v < unit; v++) pixels.fill(stroke, (y * unit + v) * width + x * unit, (y * unit + v) * width + (x + 1) * unit);
    });
  });
  return { width, height, pixels };
}
const space = ' '.repeat(60);
const row = [
  '     #  #   ### #  #   ### #  #                             ',
  '     ####   # # ####   # # ####                             ',
  '     #  #   ### #  #   ### #  #                             ',
  '     #  #   # # #  #   # # #  #                             ',
];

test.each([false, true])('two rows, each as tight as its strokes (dark on light: %s)', (paper) => {
  const two = strip([space, ...row, space, space, ...row.map((one) => one.slice(9).padEnd(60)), space], { paper });
  const [first, second, ...more] = findRows(two, 0);
  expect(more).toEqual([]);
  expect(first).toMatchObject({ left: 15, right: 93, top: 3, bottom: 15 });
  expect(second).toMatchObject({ left: 9, top: 21, bottom: 33 });
});

test('the strokes of one character are one row once the height of rows is known', () => {
  const three = strip([space, '   ####   ', space, '   ####   ', space, '   ####   ', space, space]);
  expect(findRows(three, 15)).toHaveLength(1);
});

test('the border of a window, a bar and an even ground are no text', () => {
  const border = ['#'.repeat(60), ...Array.from({ length: 20 }, () => `#${' '.repeat(58)}#`), '#'.repeat(60)];
  expect(findRows(strip(border), 0)).toEqual([]);
  expect(findRows(strip([space, '#'.repeat(60), space, space]), 0)).toEqual([]);
  expect(findRows(strip([space, space, space, space]), 0)).toEqual([]);
});

test('what shines faintly through the bar is no text', () => {
  const faint = strip([space, ...row, space, space]);
  const shining = { ...faint, pixels: faint.pixels.map((value, i) => (i % faint.width > 150 && i % 12 < 3 ? 90 : value)) };
  expect(findRows(shining, 0)).toMatchObject([{ left: 15, right: 93 }]);
});
