/** Grey pictures of a part of a video frame, and whether two of them differ. */
import type { Strip } from '../../electron/contract/capture.ts';

/** Brightness row by row from the top. */
export interface Grey {
  width: number;
  height: number;
  pixels: Uint8Array<ArrayBuffer>;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Fewer pixels hold no line of text. */
const leastSize = 20;
/** More pixels than this are more than recognition needs: 4K strips are halved. */
const mostPixels = 1_200_000;
/** A stroke that came or went: so many pixels of a tile changed by so much of the strip's contrast. */
const tile = 16;
const changedPixels = 4;
const changedPart = 0.3;
const leastChange = 24;

/** The strip in pixels of a frame, on even places (colour is stored by twos); null if it is too small to hold text. */
export function boxOf(strip: Strip, width: number, height: number): Box | null {
  const even = (value: number) => Math.max(0, 2 * Math.round(value / 2));
  const [x, y] = [even(strip.x * width), even(strip.y * height)];
  const box = { x, y, width: Math.min(even(strip.width * width), width - x), height: Math.min(even(strip.height * height), height - y) };
  return box.width >= leastSize && box.height >= leastSize ? box : null;
}

/** Resolves to the box's brightness, no larger than recognition needs. */
export async function greyOf(frame: VideoFrame, box: Box): Promise<Grey> {
  return bounded(frame.format?.startsWith('I420') || frame.format === 'NV12' ? await planeOf(frame, box) : await paintedOf(frame, box));
}

/** Halved as often as its size asks for. */
export function bounded(grey: Grey): Grey {
  return grey.width * grey.height > mostPixels ? bounded(halved(grey)) : grey;
}

/** Video keeps brightness apart from colour: it is there already. */
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

/** Whether letters may have changed. What shines through a caption bar, and noise, changes less than a stroke does. */
export function differs(before: Grey | null, now: Grey): boolean {
  if (!before || before.width !== now.width || before.height !== now.height) return true;
  const least = Math.max(leastChange, changedPart * contrastOf(now));
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
