/** Where the overlay stands: at its remembered place on a display, wholly inside it. Pure; all numbers are DIP. */
import type { OverlayPlace } from '../contract/desktop.ts';

export interface Size {
  width: number;
  height: number;
}

export interface Rectangle extends Size {
  x: number;
  y: number;
}

/** `workArea`: without task bar and menu bar. */
export interface DisplayArea {
  id: string;
  workArea: Rectangle;
}

/** Between the overlay and the edges of the work area. */
const margin = 16;
/** The upper right corner. */
const corner = { x: 1, y: 0 };
/** How many displays have a remembered place. */
const maxPlaces = 8;

/**
 * @param places the newest first: the first whose display is there counts, else the corner of the first display.
 * @param displays the primary one first; at least one.
 */
export function placeOverlay(size: Size, places: readonly OverlayPlace[], displays: readonly DisplayArea[]): Rectangle {
  const place = places.find(({ display }) => displays.some(({ id }) => id === display));
  const display = displays.find(({ id }) => id === place?.display) ?? (displays[0] as DisplayArea);
  const area = inside(display);
  const { x, y } = place ?? corner;
  const width = Math.min(size.width, area.width);
  const height = Math.min(size.height, area.height);
  return {
    x: area.x + Math.round((area.width - width) * x),
    y: area.y + Math.round((area.height - height) * y),
    width,
    height,
  };
}

/** The places after the user dragged the overlay to `bounds`. */
export function rememberPlace(
  bounds: Rectangle,
  places: readonly OverlayPlace[],
  displays: readonly DisplayArea[],
): readonly OverlayPlace[] {
  const display = nearest(bounds, displays);
  const area = inside(display);
  const place = {
    display: display.id,
    x: part(bounds.x - area.x, area.width - bounds.width, corner.x),
    y: part(bounds.y - area.y, area.height - bounds.height, corner.y),
  };
  return [place, ...places.filter((known) => known.display !== display.id)].slice(0, maxPlaces);
}

/** The position of `bounds`, moved into the nearest display: a dragged overlay never leaves the screen. */
export function keepInside(bounds: Rectangle, displays: readonly DisplayArea[]): Rectangle {
  const area = inside(nearest(bounds, displays));
  const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), Math.max(low, high));
  return {
    ...bounds,
    x: clamp(bounds.x, area.x, area.x + area.width - bounds.width),
    y: clamp(bounds.y, area.y, area.y + area.height - bounds.height),
  };
}

function inside({ workArea: { x, y, width, height } }: DisplayArea): Rectangle {
  return { x: x + margin, y: y + margin, width: width - 2 * margin, height: height - 2 * margin };
}

/** `taken` as a part of the free space, from 0 to 1. */
function part(taken: number, free: number, otherwise: number): number {
  return free > 0 ? Math.min(Math.max(taken / free, 0), 1) : otherwise;
}

/** The display whose work area is nearest to the middle of `bounds`. */
function nearest(bounds: Rectangle, displays: readonly DisplayArea[]): DisplayArea {
  const x = bounds.x + bounds.width / 2;
  const y = bounds.y + bounds.height / 2;
  const outside = (value: number, from: number, length: number) => Math.max(from - value, 0, value - (from + length));
  const distance = ({ workArea: area }: DisplayArea) => Math.hypot(outside(x, area.x, area.width), outside(y, area.y, area.height));
  return displays.reduce((best, display) => (distance(display) < distance(best) ? display : best));
}
