/** Grey pictures: the capturing window sends them, and recognition works on them. Pure. */

/** Brightness of each pixel, 0 to 255, row by row from the top. */
export interface Grey {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** A rectangle in pixels of a picture; `right` and `bottom` are the first column and row outside. */
export interface PixelRect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * Cuts out a rectangle and scales it to `height` pixels, keeping its proportions. Each new pixel is the mean of evenly
 * spaced samples, about one for each old pixel that it covers; a sample between pixels is interpolated bilinearly.
 * Outside the picture its border pixels are repeated.
 */
export function scaledPart(picture: Grey, rect: PixelRect, height: number): Grey {
  const scale = (rect.bottom - rect.top) / height;
  const width = Math.max(1, Math.round((rect.right - rect.left) / scale));
  const pixels = new Uint8Array(width * height);
  const samples = Math.max(1, Math.round(scale));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let v = 0; v < samples; v++) {
        for (let u = 0; u < samples; u++) {
          sum += sampleAt(picture, rect.left + (x + (u + 0.5) / samples) * scale - 0.5, rect.top + (y + (v + 0.5) / samples) * scale - 0.5);
        }
      }
      pixels[y * width + x] = Math.round(sum / (samples * samples));
    }
  }
  return { width, height, pixels };
}

/** Bilinear interpolation between the four pixels around a point. */
function sampleAt({ width, height, pixels }: Grey, x: number, y: number): number {
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

/** The darkest and the brightest value, without a few outliers at both ends (1 %, at most 40 pixels). */
export function range({ pixels }: Grey): { low: number; high: number } {
  const counts = histogramOf(pixels);
  const outliers = Math.min(40, pixels.length / 100);
  let low = 0;
  for (let sum = counts[0] as number; sum < outliers && low < 255; sum += counts[low] as number) low++;
  let high = 255;
  for (let sum = counts[255] as number; sum < outliers && high > low; sum += counts[high] as number) high--;
  return { low, high };
}

/** The range of brightness values in one ground. A caption bar is not even, because the picture behind it shines through a little. */
const groundShades = 48;
/** A ground covers at least this share of the strip. */
const minGroundShare = 0.5;

/** Whether the text stands on a dark ground; null if no ground covers enough of the strip, as over a picture. */
export function isOnDark(picture: Grey): boolean | null {
  const counts = histogramOf(picture.pixels);
  // The window of `groundShades` values that holds the most pixels is the ground.
  let [sum, most, at] = [0, 0, 0];
  for (let value = 0; value < 256; value++) {
    sum += (counts[value] as number) - (counts[value - groundShades] ?? 0);
    if (sum > most) [most, at] = [sum, value];
  }
  if (most < minGroundShare * picture.pixels.length) return null;
  const { low, high } = range(picture);
  return at - groundShades / 2 < (low + high) / 2;
}

function histogramOf(pixels: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (const value of pixels) counts[value] = (counts[value] as number) + 1;
  return counts;
}
