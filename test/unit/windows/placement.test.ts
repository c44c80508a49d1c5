import { expect, test } from 'vitest';
import type { OverlayPlace } from '../../../electron/contract/desktop.ts';
import { type DisplayArea, keepInside, placeOverlay, type Rectangle, rememberPlace } from '../../../electron/windows/placement.ts';

const area = (id: string, x: number, y: number, width: number, height: number): DisplayArea => ({ id, workArea: { x, y, width, height } });
const laptop = area('laptop', 0, 0, 1366, 728);
/** 4K at 150 %, left of the laptop and higher. */
const large = area('large', -2560, -400, 2560, 1400);
const netbook = area('netbook', 0, 0, 1024, 568);
const pill = { width: 130, height: 38 };
const card = { width: 375, height: 450 };

const corner: OverlayPlace = { display: 'laptop', x: 1, y: 0 };
const middle: OverlayPlace = { display: 'laptop', x: 0.5, y: 0.5 };
const lowerLeft: OverlayPlace = { display: 'large', x: 0, y: 1 };

test.each<[string, { width: number; height: number }, OverlayPlace[], DisplayArea[], Rectangle]>([
  ['never moved: the upper right corner of the primary display', pill, [], [laptop, large], { x: 1220, y: 16, ...pill }],
  ['a card keeps the corner of its pill', card, [corner], [laptop], { x: 975, y: 16, ...card }],
  ['in the middle it grows to all sides', card, [middle], [laptop], { x: 496, y: 139, ...card }],
  ['on the second display, at negative coordinates', pill, [lowerLeft], [laptop, large], { x: -2544, y: 946, ...pill }],
  ['the second display is unplugged in red: the place on the other one', card, [lowerLeft, corner], [laptop], { x: 975, y: 16, ...card }],
  ['unplugged, and never moved on the other one', card, [lowerLeft], [laptop], { x: 975, y: 16, ...card }],
  ['plugged in again: the newest place counts again', pill, [lowerLeft, corner], [laptop, large], { x: -2544, y: 946, ...pill }],
  ['a display of 1024×600', card, [corner, lowerLeft], [netbook], { x: 633, y: 16, ...card }],
  ['taller than the display: as large as fits', { width: 480, height: 900 }, [], [netbook], { x: 528, y: 16, width: 480, height: 536 }],
  ['a display at another scale reports another area', pill, [middle], [area('laptop', 0, 0, 911, 485)], { x: 391, y: 224, ...pill }],
])('%s', (_name, size, places, displays, expected) => {
  expect(placeOverlay(size, places, displays)).toEqual(expected);
});

test('wherever it is dropped, it is inside a display afterwards, at the place where it was dropped', () => {
  const displays = [laptop, large];
  for (let x = -2700; x < 1500; x += 170) {
    for (let y = -500; y < 1100; y += 130) {
      const dropped = keepInside({ x, y, ...pill }, displays);
      const placed = placeOverlay(pill, rememberPlace(dropped, [], displays), displays);
      expect(placed).toEqual(dropped);
      expect(
        displays.some(
          ({ workArea: a }) =>
            placed.x >= a.x && placed.y >= a.y && placed.x + placed.width <= a.x + a.width && placed.y + placed.height <= a.y + a.height,
        ),
      ).toBe(true);
    }
  }
});

test('each display keeps its own place; no more than eight are kept', () => {
  const first = rememberPlace({ x: 100, y: 100, ...pill }, [], [laptop, large]);
  const second = rememberPlace({ x: -2000, y: 0, ...pill }, first, [laptop, large]);
  expect(second.map(({ display }) => display)).toEqual(['large', 'laptop']);
  const again = rememberPlace({ x: 300, y: 100, ...pill }, second, [laptop, large]);
  expect(again.map(({ display }) => display)).toEqual(['laptop', 'large']);
  const many = Array.from({ length: 12 }, (_, i) => area(`d${i}`, i * 2_000, 0, 1_900, 1_000));
  const kept = many.reduce<readonly OverlayPlace[]>((places, { workArea }) => rememberPlace({ ...workArea, ...pill }, places, many), []);
  expect(kept).toHaveLength(8);
});
