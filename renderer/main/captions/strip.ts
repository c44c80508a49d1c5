/** Moves and resizes the frame around the captions. It stays inside the picture and large enough for one line. Pure. */
import type { Strip } from '../../../electron/contract/capture.ts';

/** The smallest width and height, as a share of the picture. */
const smallest = 0.02;

export function moved(strip: Strip, dx: number, dy: number): Strip {
  return { ...strip, x: within(strip.x + dx, 0, 1 - strip.width), y: within(strip.y + dy, 0, 1 - strip.height) };
}

/** The lower right corner moves. */
export function resized(strip: Strip, dx: number, dy: number): Strip {
  return {
    ...strip,
    width: within(strip.width + dx, smallest, 1 - strip.x),
    height: within(strip.height + dy, smallest, 1 - strip.y),
  };
}

/** From one corner to the opposite one, in any order. */
export function drawn(x0: number, y0: number, x1: number, y1: number): Strip {
  const [left, right] = [Math.min(x0, x1), Math.max(x0, x1)].map((x) => within(x, 0, 1)) as [number, number];
  const [top, bottom] = [Math.min(y0, y1), Math.max(y0, y1)].map((y) => within(y, 0, 1)) as [number, number];
  const x = Math.min(left, 1 - smallest);
  const y = Math.min(top, 1 - smallest);
  return { x, y, width: within(right - left, smallest, 1 - x), height: within(bottom - top, smallest, 1 - y) };
}

function within(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
