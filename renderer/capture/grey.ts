/** Grey pictures of a part of a video frame, and whether two of them differ. Pure but for `greyOf`. */
import type { Strip } from '../../electron/contract/capture.ts';

/** A picture. `pixels`: brightness from 0 to 255, row by row from the top. */
export interface Grey {
  width: number;
  height: number;
  pixels: Uint8Array<ArrayBuffer>;
}

/** A part of a frame, in pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The smallest width and height (pixels) that can hold a line of text. */
const minSize = 20;
/** Recognition needs no more pixels. Larger pictures, such as 4K strips, are halved. */
const maxPixels = 1_200_000;
/** Two pictures are compared tile by tile, each this many pixels wide and high. */
const tile = 16;
/** A tile differs when this many of its pixels changed by more than a threshold: a stroke of a letter came or went. */
const changedPixels = 4;
/** The threshold, as a share of the picture's contrast, … */
const changedShare = 0.3;
/** … and at least this much brightness. */
const minChange = 24;

/**
 * The strip in pixels of a frame; null if it is too small to hold text. All numbers are even, because video formats such as
 * I420 and NV12 store one colour for two by two pixels.
 */
export function boxOf(strip: Strip, width: number, height: number): Box | null {
  const even = (value: number) => Math.max(0, 2 * Math.round(value / 2));
  const x = even(strip.x * width);
  const y = even(strip.y * height);
  const box = {
    x,
    y,
    width: Math.min(even(strip.width * width), width - x),
    height: Math.min(even(strip.height * height), height - y),
  };
  return box.width >= minSize && box.height >= minSize ? box : null;
}

/** The brightness inside the box, as a picture no larger than recognition needs. */
export async function greyOf(frame: VideoFrame, box: Box): Promise<Grey> {
  const planar = frame.format?.startsWith('I420') || frame.format === 'NV12';
  return bounded(planar ? await planeOf(frame, box) : await paintedOf(frame, box));
}

/** Halves a picture until it is small enough. */
export function bounded(grey: Grey): Grey {
  return grey.width * grey.height > maxPixels ? bounded(halved(grey)) : grey;
}

/** These video formats store brightness in a plane of its own, so it is only copied. */
async function planeOf(frame: VideoFrame, box: Box): Promise<Grey> {
  const rect = { ...box, width: box.width & ~1, height: box.height & ~1 };
  const bytes = new Uint8Array(frame.allocationSize({ rect }));
  const [plane] = await frame.copyTo(bytes, { rect });
  const { offset = 0, stride = rect.width } = plane ?? {};
  const pixels = new Uint8Array(rect.width * rect.height);
  for (let y = 0; y < rect.height; y++) pixels.set(bytes.subarray(offset + y * stride, offset + y * stride + rect.width), y * rect.width);
  return { width: rect.width, height: rect.height, pixels };
}

async function paintedOf(frame: VideoFrame, { x, y, width, height }: Box): Promise<Grey> {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.drawImage(frame, x, y, width, height, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const pixels = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < pixels.length; i++, at += 4) {
    pixels[i] = ((data[at] as number) * 77 + (data[at + 1] as number) * 150 + (data[at + 2] as number) * 29) >> 8;
  }
  return { width, height, pixels };
}

function halved(grey: Grey): Grey {
  const width = grey.width >> 1;
  const height = grey.height >> 1;
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 2 * y * grey.width + 2 * x;
      const upper = (grey.pixels[at] as number) + (grey.pixels[at + 1] as number);
      const lower = (grey.pixels[at + grey.width] as number) + (grey.pixels[at + grey.width + 1] as number);
      pixels[y * width + x] = (upper + lower) >> 2;
    }
  }
  return { width, height, pixels };
}

/** Whether letters may have changed. Noise, and a picture that shines through a caption bar, change less than a stroke does. */
export function differs(before: Grey | null, now: Grey): boolean {
  if (!before || before.width !== now.width || before.height !== now.height) return true;
  const least = Math.max(minChange, changedShare * contrastOf(now));
  for (let top = 0; top < now.height; top += tile) {
    for (let left = 0; left < now.width; left += tile) {
      let changed = 0;
      for (let y = top; y < Math.min(top + tile, now.height); y++) {
        for (let at = y * now.width + left; at < y * now.width + Math.min(left + tile, now.width); at++) {
          if (Math.abs((now.pixels[at] as number) - (before.pixels[at] as number)) > least && ++changed >= changedPixels) return true;
        }
      }
    }
  }
  return false;
}

function contrastOf({ pixels }: Grey): number {
  let low = 255;
  let high = 0;
  for (const value of pixels) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high - low;
}
