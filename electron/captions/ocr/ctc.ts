/** The recogniser's answer, a table of probabilities, → characters (CTC: repeats are one, a blank separates). Pure. */

import type { SureChar } from '../merge/rows.ts';

/**
 * @param table for each step from left to right the probability of each letter of the alphabet, the blank first.
 * @param alphabet without the blank.
 */
export function decode(table: Float32Array, alphabet: readonly string[]): SureChar[] {
  const width = alphabet.length + 1;
  const chars: SureChar[] = [];
  let before = 0;
  for (let from = 0; from + width <= table.length; from += width) {
    let best = 0;
    for (let k = 1; k < width; k++) if ((table[from + k] as number) > (table[from + best] as number)) best = k;
    const sure = table[from + best] as number;
    const last = chars.at(-1);
    if (best !== 0 && best !== before) chars.push({ ch: alphabet[best - 1] as string, sure });
    else if (best !== 0 && last && sure > last.sure) last.sure = sure;
    before = best;
  }
  return chars;
}
