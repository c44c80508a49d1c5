/** Moving and resizing the frame around the captions: it stays in the picture and large enough to hold a line. Pure. */
import type { Strip } from '../../../electron/contract/capture.ts';

const least = 0.02;

export function moved(strip: Strip, dx: number, dy: number): Strip {
  return { ...strip, x: within(strip.x + dx, 0, 1 - strip.width), y: within(strip.y + dy, 0, 1 - strip.height) };
}

/** By its lower right corner. */
export function resized(strip: Strip, dx: number, dy: number): Strip {
  return {
    ...strip,
    width: within(strip.width + dx, least, 1 - strip.x),
    height: within(strip.height + dy, least, 1 - strip.y),
  };
}

/** From one corner to the opposite one, in whichever order. */
export function drawn(x0: number, y0: number, x1: number, y1: number): Strip {
  const [left, right] = [Math.min(x0, x1), Math.max(x0, x1)].map((x) => within(x, 0, 1)) as [number, number];
  const [top, bottom] = [Math.min(y0, y1), Math.max(y0, y1)].map((y) => within(y, 0, 1)) as [number, number];
  const x = Math.min(left, 1 - least);
  const y = Math.min(top, 1 - least);
  return { x, y, width: within(right - left, least, 1 - x), height: within(bottom - top, least, 1 - y) };
}

function within(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
