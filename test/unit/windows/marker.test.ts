import { expect, test } from 'vitest';
import { markerCells, markerOf } from '../../../electron/contract/marker.ts';
import { type Bitmap, sightOf } from '../../../electron/windows/marker.ts';

const code = 0b1011_0010_0110_1001_1100_0101;
const place = { x: 200, y: 60, cell: 3 };

/** A desktop with some structure, as pixels. */
function desktop(width = 400, height = 200): Bitmap {
  const pixels = new Uint8Array(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    const value = 60 + ((i * 7) % 130);
    pixels.set([value, (value * 2) % 200, 255 - value, 255], 4 * i);
  }
  return { width, height, pixels };
}

function fill({ width, pixels }: Bitmap, x: number, y: number, w: number, h: number, value: number): void {
  for (let row = Math.round(y); row < Math.round(y + h); row++) {
    for (let column = Math.round(x); column < Math.round(x + w); column++)
      pixels.fill(value, 4 * (row * width + column), 4 * (row * width + column) + 3);
  }
}

function withMarker(at: { x: number; y: number; cell: number }, drawn = code, white = 255, black = 0): Bitmap {
  const picture = desktop();
  fill(picture, at.x - 20, at.y - 15, markerCells * at.cell + 40, at.cell + 30, 37);
  for (const [i, on] of markerOf(drawn).entries()) fill(picture, at.x + i * at.cell, at.y, at.cell, at.cell, on ? white : black);
  return picture;
}

const blackBox = desktop();
fill(blackBox, 150, 30, 200, 80, 0);
const allBlack: Bitmap = { width: 400, height: 200, pixels: new Uint8Array(4 * 400 * 200) };

test.each<[string, Bitmap, { x: number; y: number; cell: number }, string]>([
  ['the marker is there', withMarker(place), place, 'visible'],
  ['it lies some pixels beside its place', withMarker({ ...place, x: 203, y: 58 }), place, 'visible'],
  ['a display of 125 %', withMarker({ ...place, cell: 3.75 }), { ...place, cell: 3.75 }, 'visible'],
  ['a display of 150 %, rounded', withMarker({ x: 201, y: 61, cell: 4.5 }), { ...place, cell: 4.5 }, 'visible'],
  ['a picture that was made paler', withMarker(place, code, 200, 60), place, 'visible'],
  ['an older marker, of another check', withMarker(place, code ^ 0b1111_0000_1111_0000_1111_0000), place, 'hidden'],
  ['the desktop behind it', desktop(), place, 'hidden'],
  ['a black box in its place: an old Windows', blackBox, place, 'visible'],
  ['a black picture: the system refuses', allBlack, place, 'unknown'],
  ['a place outside the picture', desktop(), { ...place, x: 390 }, 'unknown'],
])('%s', (_name, picture, at, expected) => {
  expect(sightOf(picture, at, code)).toBe(expected);
});

test('no desktop is taken for the marker: random pictures, random codes', () => {
  let state = 7919;
  const next = () => {
    state = (state * 1103515245 + 12345) % 0x80000000;
    return state >> 8;
  };
  for (let i = 0; i < 40; i++) {
    const picture = { width: 100, height: 24, pixels: Uint8Array.from({ length: 4 * 100 * 24 }, next) };
    expect(sightOf(picture, { x: 12, y: 10, cell: 3 }, next() % 2 ** markerCells)).toBe('hidden');
  }
});
