/** The marker that the overlay draws for a moment, so that our own capture of the screen can find it. Plain data. */

/** Cells of the marker, in one row. Each is white or black. */
export const markerCells = 24;

/** The cells of a code, from the left: true is white. */
export function markerOf(code: number): boolean[] {
  return Array.from({ length: markerCells }, (_, i) => ((code >>> i) & 1) === 1);
}
