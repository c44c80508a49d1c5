import { expect, test } from 'vitest';
import { bounded, boxOf, differs, type Grey } from '../../../renderer/capture/grey.ts';
import { drawn, moved, resized } from '../../../renderer/main/captions/strip.ts';

const grey = (change: (pixels: Uint8Array, width: number) => void = () => {}): Grey => {
  const pixels = new Uint8Array(320 * 80).fill(30);
  // A word that stands there: the contrast of the strip.
  for (let y = 10; y < 30; y++) pixels.fill(230, y * 320 + 20, y * 320 + 23);
  change(pixels, 320);
  return { width: 320, height: 80, pixels };
};
const stroke = (at: number) => (pixels: Uint8Array, width: number) => {
  for (let y = 40; y < 46; y++) pixels.fill(230, y * width + at, y * width + at + 2);
};

test('a comma that came is a change; the first picture and another size are', () => {
  expect(differs(grey(), grey(stroke(200)))).toBe(true);
  expect(differs(grey(stroke(200)), grey())).toBe(true);
  expect(differs(null, grey())).toBe(true);
  expect(differs({ ...grey(), width: 160, height: 160 }, grey())).toBe(true);
});

test('noise, and a picture that shines through the bar, are no change', () => {
  let seed = 1;
  const noisy = () =>
    grey((pixels) => {
      pixels.forEach((value, i) => {
        seed = (seed * 16_807) % 2_147_483_647;
        pixels[i] = Math.min(255, value + (seed % 40));
      });
    });
  expect(differs(noisy(), noisy())).toBe(false);
  expect(
    differs(
      grey(),
      grey((pixels, width) => pixels.fill(75, 50 * width)),
    ),
  ).toBe(false);
});

test('a strip in pixels lies on even places inside the frame; one too small is none', () => {
  expect(boxOf({ x: 0.1, y: 0.7, width: 0.8, height: 0.2 }, 1_279, 719)).toEqual({ x: 128, y: 504, width: 1_024, height: 144 });
  const last = boxOf({ x: 0.5, y: 0.9, width: 0.5, height: 0.1 }, 3_841, 2_161);
  expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(3_841);
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(2_161);
  expect(boxOf({ x: 0.1, y: 0.7, width: 0.8, height: 0.02 }, 640, 360)).toBeNull();
});

test('a strip of a 4K screen is halved, and a stroke of it is still there; an 8K one twice', () => {
  const large = { width: 3_840, height: 600, pixels: new Uint8Array(3_840 * 600).fill(20) };
  for (let y = 100; y < 140; y++) large.pixels.fill(240, y * 3_840 + 1_000, y * 3_840 + 1_006);
  const small = bounded(large);
  expect([small.width, small.height]).toEqual([1_920, 300]);
  expect([...small.pixels.subarray(60 * 1_920 + 498, 60 * 1_920 + 505)]).toEqual([20, 20, 240, 240, 240, 20, 20]);
  expect(bounded({ width: 7_680, height: 1_200, pixels: new Uint8Array(7_680 * 1_200) })).toMatchObject({ width: 1_920, height: 300 });
  expect(bounded(small)).toBe(small);
});

test('the frame stays in the picture, however it is dragged', () => {
  const strip = { x: 0.1, y: 0.7, width: 0.8, height: 0.2 };
  expect(moved(strip, 5, -5)).toMatchObject({ y: 0, width: 0.8, height: 0.2 });
  expect(moved(strip, 5, 0).x).toBeCloseTo(0.2);
  expect(resized(strip, 5, 5)).toMatchObject({ x: 0.1, y: 0.7 });
  expect(resized(strip, -5, -5)).toMatchObject({ width: 0.02, height: 0.02 });
  for (const one of [drawn(0.9, 0.9, 0.2, 0.5), drawn(-3, -3, 9, 9), drawn(1, 1, 1, 1), drawn(0.5, 0.5, 0.5, 0.5)]) {
    expect(one.x).toBeGreaterThanOrEqual(0);
    expect(one.x + one.width).toBeLessThanOrEqual(1 + 1e-9);
    expect(one.y + one.height).toBeLessThanOrEqual(1 + 1e-9);
    expect(Math.min(one.width, one.height)).toBeGreaterThanOrEqual(0.02 - 1e-9);
  }
});
