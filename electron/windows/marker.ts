/** Decides from a picture of the screen whether other people see the overlay. Pure. */
import type { CaptureSight } from '../contract/desktop.ts';
import { markerCells, markerOf } from '../contract/marker.ts';

/** A picture as Electron's `NativeImage.toBitmap` returns it: 4 bytes a pixel, blue, green, red, alpha. */
export interface Bitmap {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** The marker's first cell: its upper left corner and its width, in pixels of the picture. Cells are squares. */
export interface MarkerPlace {
  x: number;
  y: number;
  cell: number;
}

/** How far the marker may lie from where it should be, in cells: displays round their scale. */
const slackCells = 2;
/** The least difference of brightness (0 to 255) between white and black cells. */
const minContrast = 80;
/** A protected window on an old Windows is a black box (https://www.electronjs.org/docs/latest/api/browser-window#winsetcontentprotectionenable). */
const black = 6;

/**
 * `visible`: the picture holds the marker, or a black box in its place. `unknown`: the place is not in the picture, or the
 * picture is of one colour, as of a system that refuses.
 *
 * @param code that the overlay draws now
 */
export function sightOf(picture: Bitmap, place: MarkerPlace, code: number): CaptureSight {
  const wanted = markerOf(code);
  const { x, y, cell } = place;
  if (x < 0 || y < 0 || x + markerCells * cell > picture.width || y + cell > picture.height) return 'unknown';
  if (isPlain(picture)) return 'unknown';
  const slack = Math.ceil(slackCells * cell);
  for (let dy = -slack; dy <= slack; dy++) {
    for (let dx = -slack; dx <= slack; dx++) {
      if (shows(picture, { x: x + dx, y: y + dy, cell }, wanted)) return 'visible';
    }
  }
  return isBlackBox(picture, place) ? 'visible' : 'hidden';
}

function shows(picture: Bitmap, place: MarkerPlace, wanted: readonly boolean[]): boolean {
  const cells = wanted.map((_, i) => brightness(picture, place.x + (i + 0.5) * place.cell, place.y + 0.5 * place.cell));
  const middle = (Math.max(...cells) + Math.min(...cells)) / 2;
  if (Math.max(...cells) - Math.min(...cells) < minContrast) return false;
  return cells.every((value, i) => value > middle === wanted[i]);
}

/** The place of the marker is wholly black, and the picture around it is not. */
function isBlackBox(picture: Bitmap, { x, y, cell }: MarkerPlace): boolean {
  const cells = Array.from({ length: markerCells }, (_, i) => brightness(picture, x + (i + 0.5) * cell, y + 0.5 * cell));
  const around = [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((a) =>
    [0.1, 0.3, 0.5, 0.7, 0.9].map((b) => brightness(picture, a * picture.width, b * picture.height)),
  );
  return cells.every((value) => value <= black) && around.filter((value) => value > black).length > around.length / 2;
}

function isPlain({ pixels }: Bitmap): boolean {
  const step = 4 * Math.max(1, Math.floor(pixels.length / 4 / 4_096));
  for (let i = 0; i + 3 < pixels.length; i += step) {
    if (pixels[i] !== pixels[0] || pixels[i + 1] !== pixels[1] || pixels[i + 2] !== pixels[2]) return false;
  }
  return true;
}

function brightness({ width, height, pixels }: Bitmap, x: number, y: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  if (column < 0 || row < 0 || column >= width || row >= height) return 0;
  const at = 4 * (row * width + column);
  return ((pixels[at] ?? 0) * 29 + (pixels[at + 1] ?? 0) * 150 + (pixels[at + 2] ?? 0) * 77) / 256;
}
