import { expect, test } from 'vitest';
import { isOnDark } from '../../../../electron/captions/ocr/picture.ts';

/** A strip whose ground is `shade(x)`, with strokes of a brightness on it. */
function strip(shade: (x: number) => number, stroke: number) {
  const [width, height] = [400, 60];
  const pixels = new Uint8Array(width * height);
  for (let at = 0; at < pixels.length; at++) pixels[at] = at % 10 < 2 ? stroke : shade(at % width);
  return { width, height, pixels };
}

test('light text on a dark bar, also where a little shines through; dark text on paper; neither on a picture', () => {
  expect(isOnDark(strip(() => 30, 240))).toBe(true);
  expect(isOnDark(strip((x) => 20 + (x % 40), 240))).toBe(true);
  expect(isOnDark(strip(() => 245, 30))).toBe(false);
  expect(isOnDark(strip((x) => (x * 7) % 256, 250))).toBeNull();
});
