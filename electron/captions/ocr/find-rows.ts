/**
 * Finds the rows of text on a caption strip. Text consists of thin strokes that are much lighter or much darker than what
 * is behind them. So the strokes ("ink") are marked first; pixel rows with ink form bands, bands that lie close together
 * form a row of text, and each row is narrowed to its first and last word. Pure.
 */
import { type Grey, type PixelRect, range } from './picture.ts';

/** A strip with less difference between its dark and bright values holds no text. */
const minContrast = 36;
/**
 * Share of that difference by which a stroke stands out from the ground. What shines faintly through a caption bar stays
 * below it.
 */
const strokeContrast = 0.6;
/** Rows of text cover less than this share of the strip's height; a pattern covers more. */
const maxCoveredShare = 0.65;
/** A lower row holds no text, in pixels. */
const minRowHeight = 8;
/** A row lower than this share of the highest one is a speck. */
const minRelativeHeight = 0.4;
/** A stroke is at most so thick: pixels, or the strip's shorter side divided by the second number. */
const maxThickness = 12;
const thicknessDivisor = 12;
/** A longer run of ink is a border or a bar, not a stroke, in pixels. */
const maxVerticalRun = 40;
const maxHorizontalRun = 160;
/** A pixel row with fewer inked pixels is empty. */
const minInkedPixels = 3;
/** Two bands closer than this belong to one row: pixels, and a share of the row's height. */
const maxGap = 2;
const maxGapShare = 0.4;
/** Joining bands must not make a row higher than this many times the usual height. */
const maxJoinedHeight = 1.2;
/** Words are separated by a gap of at least this many times the row's height. */
const wordGap = 1.5;
/** A word has at least this much ink, as a share of a square of the row's height; less is a speck. */
const minWordInk = 0.05;

/**
 * @param usualHeight the height of rows on this strip in pixels, 0 if unknown. With it the separate strokes of one
 * character (三) are joined into one row.
 * @returns the rows from the top, each as tight as its text.
 */
export function findRows(strip: Grey, usualHeight: number): PixelRect[] {
  const { low, high } = range(strip);
  const contrast = high - low;
  if (contrast < minContrast) return [];
  const lightStrokes = { light: true, limit: low + strokeContrast * contrast };
  const darkStrokes = { light: false, limit: high - strokeContrast * contrast };
  const onDark = isDarkGround(strip, (low + high) / 2);
  const likely = rowsOf(strip, onDark ? lightStrokes : darkStrokes, usualHeight);
  if (likely.length > 0 && totalHeight(likely) < maxCoveredShare * strip.height) return likely;
  // Over a picture the ground is neither dark nor light, so try the other kind of stroke. Text covers less height than a pattern.
  const other = rowsOf(strip, onDark ? darkStrokes : lightStrokes, usualHeight);
  return other.length > 0 && (likely.length === 0 || totalHeight(other) < totalHeight(likely)) ? other : likely;
}

/** Strokes at least (light) or at most (dark) as bright as the limit. */
interface Strokes {
  light: boolean;
  limit: number;
}

function rowsOf(strip: Grey, strokes: Strokes, usualHeight: number): PixelRect[] {
  const ink = findInk(strip, strokes);
  const bands = joinBands(bandsOf(ink, strip), usualHeight).filter((band) => heightOf(band) >= minRowHeight);
  const highest = Math.max(0, ...bands.map(heightOf));
  return bands.filter((band) => heightOf(band) >= minRelativeHeight * highest).flatMap((band) => narrow(band, ink, strip.width));
}

function totalHeight(rows: readonly PixelRect[]): number {
  return rows.reduce((sum, row) => sum + heightOf(row), 0);
}

function isDarkGround({ pixels }: Grey, middle: number): boolean {
  let dark = 0;
  for (const value of pixels) if (value < middle) dark++;
  return dark >= pixels.length / 2;
}

/**
 * The mask of ink: 1 for a pixel that is bright (or dark) enough and lies in a run of such pixels, in its row or its
 * column, that is no longer than a stroke is thick. Long runs of ink are erased again: they are borders.
 */
function findInk({ width, height, pixels }: Grey, { light, limit }: Strokes): Uint8Array {
  const candidates = new Uint8Array(pixels.length);
  for (let at = 0; at < pixels.length; at++) {
    const value = pixels[at] as number;
    if (light ? value >= limit : value <= limit) candidates[at] = 1;
  }
  const thickest = Math.max(maxThickness, Math.min(height, width) / thicknessDivisor);
  const rows = Array.from({ length: height }, (_, y) => ({ from: y * width, step: 1, count: width }));
  const columns = Array.from({ length: width }, (_, x) => ({ from: x, step: width, count: height }));
  const ink = new Uint8Array(pixels.length);
  for (const line of [...rows, ...columns]) markThinRuns(candidates, ink, line, thickest);
  for (const line of columns) eraseLongRuns(ink, line, Math.max(maxVerticalRun, height / 2));
  for (const line of rows) eraseLongRuns(ink, line, Math.max(maxHorizontalRun, height));
  return ink;
}

/** A row or a column of pixels: `count` places in a mask, `step` apart. */
interface PixelLine {
  from: number;
  step: number;
  count: number;
}

/** Calls back for every run of ones along a line, with its first place and its length. */
function forEachRun(mask: Uint8Array, { from, step, count }: PixelLine, callback: (first: number, length: number) => void): void {
  let length = 0;
  for (let k = 0, at = from; k <= count; k++, at += step) {
    if (k < count && mask[at] === 1) length++;
    else if (length > 0) {
      callback(at - length * step, length);
      length = 0;
    }
  }
}

function markThinRuns(candidates: Uint8Array, ink: Uint8Array, line: PixelLine, thickest: number): void {
  const { from, step, count } = line;
  forEachRun(candidates, line, (first, length) => {
    // A run at the edge of the strip may continue outside, so its length is unknown.
    const atEdge = first === from || first + length * step === from + count * step;
    if (length > thickest || atEdge) return;
    for (let k = 0; k < length; k++) ink[first + k * step] = 1;
  });
}

function eraseLongRuns(ink: Uint8Array, line: PixelLine, longest: number): void {
  forEachRun(ink, line, (first, length) => {
    if (length > longest) for (let k = 0; k < length; k++) ink[first + k * line.step] = 0;
  });
}

interface Band {
  top: number;
  bottom: number;
}

function heightOf({ top, bottom }: Band): number {
  return bottom - top;
}

/** Successive pixel rows with ink. */
function bandsOf(ink: Uint8Array, { width, height }: Grey): Band[] {
  const inked = new Uint8Array(height);
  for (let y = 0; y < height; y++) {
    let count = 0;
    for (let at = y * width; at < (y + 1) * width && count < minInkedPixels; at++) count += ink[at] as number;
    inked[y] = count >= minInkedPixels ? 1 : 0;
  }
  const bands: Band[] = [];
  forEachRun(inked, { from: 0, step: 1, count: height }, (top, length) => bands.push({ top, bottom: top + length }));
  return bands;
}

/** Joins bands that lie so close that they are parts of one row of text. */
function joinBands(bands: readonly Band[], usualHeight: number): Band[] {
  const rowHeight = Math.max(usualHeight, 0, ...bands.map(heightOf));
  const joined: Band[] = [];
  for (const band of bands) {
    const above = joined.at(-1);
    const close =
      above &&
      band.top - above.bottom <= Math.max(maxGap, maxGapShare * rowHeight) &&
      band.bottom - above.top <= maxJoinedHeight * rowHeight;
    if (close) above.bottom = band.bottom;
    else joined.push({ ...band });
  }
  return joined;
}

/** The rectangle from the first word of a row to the last; empty if the row holds only specks. */
function narrow(band: Band, ink: Uint8Array, width: number): PixelRect[] {
  const { top, bottom } = band;
  const height = heightOf(band);
  const inkOfColumn = new Uint32Array(width);
  for (let y = top; y < bottom; y++)
    for (let x = 0; x < width; x++) inkOfColumn[x] = (inkOfColumn[x] as number) + (ink[y * width + x] as number);
  const words: { left: number; right: number; ink: number }[] = [];
  inkOfColumn.forEach((count, x) => {
    if (count === 0) return;
    const last = words.at(-1);
    if (last && x - last.right < wordGap * height) Object.assign(last, { right: x + 1, ink: last.ink + count });
    else words.push({ left: x, right: x + 1, ink: count });
  });
  const kept = words.filter((word) => word.ink >= minWordInk * height * height);
  const [first, last] = [kept[0], kept.at(-1)];
  return first && last ? [{ left: first.left, top, right: last.right, bottom }] : [];
}
