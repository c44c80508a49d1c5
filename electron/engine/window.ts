/**
 * Chooses the lines that leave a full window. Pure.
 *
 * Attention over a long cache makes late lines slow, so the window is much smaller than the model's context. Old lines without
 * a cue leave first.
 */

export interface WindowLine {
  tokens: number;
  keep: boolean;
}

/** Share of the budget that an erasure frees down to. Each erasure shifts the cache, so few large ones are cheaper. */
const erasedTo = 0.75;

/**
 * Chooses lines to erase so that `room` more tokens fit into `budget`.
 * @param lines oldest first.
 * @param room tokens of the new lines.
 * @param budget tokens that all lines together may take.
 * @returns indices to erase, ascending. Lines with `keep` are erased last, and only as many as `room` needs.
 */
export function linesToErase(lines: readonly WindowLine[], room: number, budget: number): number[] {
  let used = lines.reduce((sum, line) => sum + line.tokens, 0) + room;
  if (used <= budget) return [];
  const target = Math.max(room, Math.floor(budget * erasedTo));
  const erased: number[] = [];
  for (const keep of [false, true]) {
    for (let i = 0; i < lines.length && used > target; i++) {
      const line = lines[i];
      if (!line || line.keep !== keep) continue;
      if (keep && used <= budget) return erased.sort((a, b) => a - b);
      erased.push(i);
      used -= line.tokens;
    }
  }
  return erased.sort((a, b) => a - b);
}
