/** People copy a caption window again and again: what of it is new. Pure. */
import type { Turn } from '../contract/domain.ts';

/** One short line that comes again (好的) is more likely said twice than copied twice. */
const tellingLength = 8;

/**
 * The pasted turns without those that the meeting already ends in.
 * @param said everything said so far, oldest first.
 */
export function newTurns(said: readonly Turn[], pasted: readonly Turn[]): Turn[] {
  const overlap = overlapOf(said, pasted);
  const coincidence = overlap === 1 && (pasted[0]?.text.length ?? 0) < tellingLength;
  return pasted.slice(coincidence ? 0 : overlap);
}

/** Length of the longest beginning of `pasted` that `said` ends in (the prefix function of Knuth, Morris and Pratt 1977). */
function overlapOf(said: readonly Turn[], pasted: readonly Turn[]): number {
  const fallback: number[] = [0];
  const step = (matched: number, turn: Turn): number => {
    let length = matched;
    while (length > 0 && (length === pasted.length || !same(pasted[length], turn))) length = fallback[length - 1] ?? 0;
    return same(pasted[length], turn) ? length + 1 : 0;
  };
  for (let i = 1; i < pasted.length; i++) fallback.push(step(fallback[i - 1] ?? 0, pasted[i] as Turn));
  return said.slice(-pasted.length).reduce(step, 0);
}

function same(a: Turn | undefined, b: Turn): boolean {
  return a !== undefined && a.text === b.text && a.speaker === b.speaker;
}
