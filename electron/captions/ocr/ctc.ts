/**
 * Decodes the output of the recognition network. It was trained with CTC (connectionist temporal classification, Graves
 * et al. 2006, https://doi.org/10.1145/1143844.1143891): for each step from left to right it gives a probability to each
 * character of the alphabet and to a blank. Equal characters in successive steps are one character; a blank separates
 * two equal characters. Pure.
 */
import type { RecognisedChar } from '../row.ts';

/**
 * Takes the most probable character of each step.
 * @param table the probabilities, step by step; in each step the blank first, then the alphabet in its order.
 * @param alphabet without the blank.
 * @returns the characters, each with the highest probability of its steps.
 */
export function decode(table: Float32Array, alphabet: readonly string[]): RecognisedChar[] {
  const width = alphabet.length + 1;
  const chars: RecognisedChar[] = [];
  let before = 0;
  for (let from = 0; from + width <= table.length; from += width) {
    let best = 0;
    for (let k = 1; k < width; k++) if ((table[from + k] as number) > (table[from + best] as number)) best = k;
    const confidence = table[from + best] as number;
    const last = chars.at(-1);
    if (best !== 0 && best !== before) chars.push({ ch: alphabet[best - 1] as string, confidence });
    else if (best !== 0 && last && confidence > last.confidence) last.confidence = confidence;
    before = best;
  }
  return chars;
}
