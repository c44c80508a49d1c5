/** Frauds of the sample library that are warned with the line that asks, not before it: known, and reported as a miss. */
export const warnedWithTheAsk: ReadonlySet<string> = new Set(['boss-urgent-payment']);
