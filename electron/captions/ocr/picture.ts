/** Grey pictures: what captures hand over and recognition works on. Pure. */

/** Brightness 0 to 255, row by row from the top. */
export interface Grey {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** Edges of a part of a picture, in pixels; right and bottom are the first outside. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A part scaled to a height; what lies outside the picture repeats its border. Between pixels it interpolates (area means when shrinking). */
export function scaledPart(picture: Grey, box: Box, height: number): Grey {
  const scale = (box.bottom - box.top) / height;
  const width = Math.max(1, Math.round((box.right - box.left) / scale));
  const pixels = new Uint8Array(width * height);
  const taps = Math.max(1, Math.round(scale));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let v = 0; v < taps; v++) {
        for (let u = 0; u < taps; u++) {
          sum += between(picture, box.left + (x + (u + 0.5) / taps) * scale - 0.5, box.top + (y + (v + 0.5) / taps) * scale - 0.5);
        }
      }
      pixels[y * width + x] = Math.round(sum / (taps * taps));
    }
  }
  return { width, height, pixels };
}

function between({ width, height, pixels }: Grey, x: number, y: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const [fx, fy] = [x - x0, y - y0];
  const left = clamp(x0, width);
  const right = clamp(x0 + 1, width);
  const upper = clamp(y0, height) * width;
  const lower = clamp(y0 + 1, height) * width;
  const top = (pixels[upper + left] as number) * (1 - fx) + (pixels[upper + right] as number) * fx;
  const bottom = (pixels[lower + left] as number) * (1 - fx) + (pixels[lower + right] as number) * fx;
  return top * (1 - fy) + bottom * fy;
}

function clamp(at: number, size: number): number {
  return at < 0 ? 0 : at >= size ? size - 1 : at;
}

/** The darkest and the brightest value that a picture really has: a few stray pixels do not count. */
export function range({ pixels }: Grey): { low: number; high: number } {
  const counts = countsOf(pixels);
  const stray = Math.min(40, pixels.length / 100);
  let low = 0;
  for (let sum = counts[0] as number; sum < stray && low < 255; sum += counts[low] as number) low++;
  let high = 255;
  for (let sum = counts[255] as number; sum < stray && high > low; sum += counts[high] as number) high--;
  return { low, high };
}

/** How far the shades of one ground reach: a bar lets a little of what is behind it shine through. */
const groundShades = 48;
const groundPart = 0.5;

/** Whether the text stands on a dark ground or a bright one; null: on a picture, which is both. */
export function isOnDark(picture: Grey): boolean | null {
  const counts = countsOf(picture.pixels);
  let [sum, most, at] = [0, 0, 0];
  for (let value = 0; value < 256; value++) {
    sum += (counts[value] as number) - (counts[value - groundShades] ?? 0);
    if (sum > most) [most, at] = [sum, value];
  }
  if (most < groundPart * picture.pixels.length) return null;
  const { low, high } = range(picture);
  return at - groundShades / 2 < (low + high) / 2;
}

function countsOf(pixels: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (const value of pixels) counts[value] = (counts[value] as number) + 1;
  return counts;
}
