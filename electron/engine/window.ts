/**
 * Chooses the lines that leave a full window. Pure.
 *
 * Attention over a long cache makes late lines slow, so the window is much smaller than the model's context. It is always a
 * continuous part of the talk, as in training: a digest of suspicious lines would make an hour of honest trade look like a fraud.
 */

export interface WindowLine {
  tokens: number;
}

/** Share of the budget that an erasure frees down to. Each erasure shifts the cache, so few large ones are cheaper. */
const erasedTo = 0.75;

/**
 * Chooses lines to erase so that `room` more tokens fit into `budget`.
 * @param lines oldest first.
 * @param room tokens of the new lines.
 * @param budget tokens that all lines together may take.
 * @returns how many of the oldest lines to erase.
 */
export function linesToErase(lines: readonly WindowLine[], room: number, budget: number): number {
  let used = lines.reduce((sum, line) => sum + line.tokens, 0) + room;
  if (used <= budget) return 0;
  const target = Math.max(room, Math.floor(budget * erasedTo));
  let erased = 0;
  for (; erased < lines.length && used > target; erased++) used -= lines[erased]?.tokens ?? 0;
  return erased;
}
