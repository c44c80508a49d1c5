/**
 * Which lines leave a full context. Pure.
 *
 * Attention over a long cache is what makes late lines slow, so the window is bounded well below what the
 * model could hold. Old harmless lines go first; lines that carried risk, and the newest ones, stay.
 */

export interface WindowLine {
  tokens: number;
  keep: boolean;
}

/**
 * Chooses lines to erase so that `room` tokens fit into `budget`.
 * @param lines oldest first.
 * @param room tokens that must fit in addition.
 * @param budget tokens that all lines together may take.
 * @returns indices to erase, ascending. Frees down to three quarters of the budget at once, because each
 *   erasure shifts the cache; erases kept lines only when nothing else is left, oldest first.
 */
export function linesToErase(lines: readonly WindowLine[], room: number, budget: number): number[] {
  let used = lines.reduce((sum, line) => sum + line.tokens, 0) + room;
  if (used <= budget) return [];
  const target = Math.max(room, Math.floor(budget * 0.75));
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
