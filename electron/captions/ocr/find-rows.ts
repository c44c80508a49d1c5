/**
 * Where rows of text are on a caption strip. Text is thin strokes that stand out, light or dark, from what is behind
 * them: its rows have many of them, and between the rows there are none. Pure.
 */
import { type Box, type Grey, range } from './picture.ts';

/** Less difference between dark and bright than this holds no text. */
const leastContrast = 36;
/** Strokes reach this part of the way from the ground to the brightest (or darkest); what shines through a bar does not. */
const strokePart = 0.6;
/** Rows of text leave more of the strip free than this. */
const fullStrip = 0.65;
/** Rows of text are at least this high, in pixels. */
const leastHeight = 8;
/** A line longer than this is the border of something, in pixels. */
const longestUpright = 40;
const longestLevel = 160;
/** The ink of a row's thinnest word, as a part of a square of its height. */
const leastInk = 0.05;

/**
 * @param usual the height of this strip's rows in pixels, 0 if unknown: the strokes of one character (三) belong together.
 * @returns the rows from the top, each as tight as its text.
 */
export function findRows(strip: Grey, usual: number): Box[] {
  const { low, high } = range(strip);
  if (high - low < leastContrast) return [];
  const light = isDarkGround(strip, (low + high) / 2);
  const likely = rowsOf(strip, usual, light, low, high);
  if (likely.length > 0 && heightOf(likely) < fullStrip * strip.height) return likely;
  // Over a picture the ground does not tell; where there is text, its rows take less room than a pattern.
  const other = rowsOf(strip, usual, !light, low, high);
  return other.length > 0 && (likely.length === 0 || heightOf(other) < heightOf(likely)) ? other : likely;
}

function rowsOf(strip: Grey, usual: number, light: boolean, low: number, high: number): Box[] {
  const ink = findInk(strip, light, low, high);
  const bands = joined(bandsOf(ink, strip), usual).filter((band) => band.bottom - band.top >= leastHeight);
  const tallest = Math.max(0, ...bands.map((band) => band.bottom - band.top));
  return bands.filter((band) => band.bottom - band.top >= 0.4 * tallest).flatMap((band) => narrowed(ink, strip.width, band));
}

function heightOf(boxes: readonly Box[]): number {
  return boxes.reduce((sum, box) => sum + box.bottom - box.top, 0);
}

/** 1 where a pixel belongs to a thin stroke, light or dark. */
function findInk({ width, height, pixels }: Grey, light: boolean, low: number, high: number): Uint8Array {
  const limit = light ? low + strokePart * (high - low) : high - strokePart * (high - low);
  const stands = new Uint8Array(pixels.length);
  for (let at = 0; at < pixels.length; at++) {
    const value = pixels[at] as number;
    if (light ? value >= limit : value <= limit) stands[at] = 1;
  }
  const thickest = Math.max(12, Math.min(height, width) / 12);
  const ink = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y++) markThin(stands, ink, y * width, 1, width, thickest);
  for (let x = 0; x < width; x++) markThin(stands, ink, x, width, height, thickest);
  for (let x = 0; x < width; x++) eraseLong(ink, x, width, height, Math.max(longestUpright, height / 2));
  for (let y = 0; y < height; y++) eraseLong(ink, y * width, 1, width, Math.max(longestLevel, height));
  return ink;
}

function isDarkGround({ pixels }: Grey, middle: number): boolean {
  let dark = 0;
  for (const value of pixels) if (value < middle) dark++;
  return dark >= pixels.length / 2;
}

/** Calls back with every run of ones along a row or a column: its first place and its length. */
function runs(mask: Uint8Array, from: number, step: number, count: number, found: (first: number, length: number) => void): void {
  let length = 0;
  for (let k = 0, at = from; k <= count; k++, at += step) {
    if (k < count && mask[at] === 1) length++;
    else if (length > 0) {
      found(at - length * step, length);
      length = 0;
    }
  }
}

function markThin(stands: Uint8Array, ink: Uint8Array, from: number, step: number, count: number, thickest: number): void {
  runs(stands, from, step, count, (first, length) => {
    // A run at the border goes on outside: nobody knows how long it is.
    if (length > thickest || first === from || first + length * step === from + count * step) return;
    for (let k = 0; k < length; k++) ink[first + k * step] = 1;
  });
}

function eraseLong(ink: Uint8Array, from: number, step: number, count: number, longest: number): void {
  runs(ink, from, step, count, (first, length) => {
    if (length > longest) for (let k = 0; k < length; k++) ink[first + k * step] = 0;
  });
}

interface Band {
  top: number;
  bottom: number;
}

/** Runs of pixel rows that have ink. */
function bandsOf(ink: Uint8Array, { width, height }: Grey): Band[] {
  const inked = new Uint8Array(height);
  for (let y = 0; y < height; y++) {
    let count = 0;
    for (let at = y * width; at < (y + 1) * width && count < 3; at++) count += ink[at] as number;
    inked[y] = count >= 3 ? 1 : 0;
  }
  const bands: Band[] = [];
  runs(inked, 0, 1, height, (top, length) => bands.push({ top, bottom: top + length }));
  return bands;
}

/** Bands that lie so close that they are parts of one row. */
function joined(bands: readonly Band[], usual: number): Band[] {
  const tallest = Math.max(usual, 0, ...bands.map((band) => band.bottom - band.top));
  const out: Band[] = [];
  for (const band of bands) {
    const above = out.at(-1);
    const close = above && band.top - above.bottom <= Math.max(2, 0.4 * tallest) && band.bottom - above.top <= 1.2 * tallest;
    if (close) above.bottom = band.bottom;
    else out.push({ ...band });
  }
  return out;
}

/** From the row's first word to its last; specks far from any word are none. */
function narrowed(ink: Uint8Array, width: number, { top, bottom }: Band): Box[] {
  const height = bottom - top;
  const columns = new Uint32Array(width);
  for (let y = top; y < bottom; y++) for (let x = 0; x < width; x++) columns[x] = (columns[x] as number) + (ink[y * width + x] as number);
  const words: { left: number; right: number; ink: number }[] = [];
  columns.forEach((count, x) => {
    if (count === 0) return;
    const last = words.at(-1);
    if (last && x - last.right < 1.5 * height) Object.assign(last, { right: x + 1, ink: last.ink + count });
    else words.push({ left: x, right: x + 1, ink: count });
  });
  const kept = words.filter((word) => word.ink >= leastInk * height * height);
  const [first, last] = [kept[0], kept.at(-1)];
  return first && last ? [{ left: first.left, top, right: last.right, bottom }] : [];
}
