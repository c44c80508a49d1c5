/** Order statistics. Pure. */

/** The value that a share `share` of the values lies below, without interpolation. @returns 0 for no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** The upper median of an even number of values. @returns 0 for no values. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
