/** People copy a caption window again and again, and its last line grows: what of the copied text is new. Pure. */
import type { Turn } from '../contract/domain.ts';

/** What a copied text adds to a meeting. */
export interface Growth {
  /** The newest known line as it reads now, if it has gone on. */
  last: string | null;
  /** What was said after it. */
  added: Turn[];
}

/** One short line that comes again (好的) is more likely said twice than copied twice. */
const tellingLength = 8;
/** Marks that captions put at the end of a line and take away again when it goes on. */
const closing = /[\s，。、；：！？…,.;:!?-]+$/u;
/** A line of which so much stayed is the same line corrected, not another one. */
const keptShare = 0.6;

/**
 * What is new in a copied text. A line that is known is never taken back: the newest may go on (`last`), which keeps
 * every word of it; one that the program has corrected since comes as a line of its own.
 * @param said everything said so far, oldest first.
 */
export function growth(said: readonly Turn[], pasted: readonly Turn[]): Growth {
  const whole = aligned(said, pasted);
  if (whole) return whole;
  // A selection often begins in the middle of a line.
  const [cut, ...rest] = pasted;
  const after = cut && rest.length > 0 ? aligned(said, rest, (before) => before?.text.endsWith(cut.text) === true) : null;
  return after ?? { last: null, added: contains(said, pasted) ? [] : [...pasted] };
}

/** Whether `text` is `known` with more behind it; closing marks may go. */
export function continuesLine(known: string, text: string): boolean {
  const stem = stemOf(known);
  return text.length > stem.length && text !== known && text.startsWith(stem) && stem.length > 1;
}

/** A line without its closing marks: how far it cannot change when it goes on. */
export function stemOf(text: string): string {
  return text.replace(closing, '');
}

/**
 * Lays the beginning of `pasted` over the end of `said`, as far back as it fits: all lines alike, the newest one alike,
 * grown or corrected. Null if it fits nowhere.
 * @param fits what the line before the overlap must be.
 */
function aligned(said: readonly Turn[], pasted: readonly Turn[], fits?: (before: Turn | undefined) => boolean): Growth | null {
  const newest = said.at(-1);
  if (!newest || pasted.length === 0) return null;
  const earlier = said.slice(0, -1);
  for (const length of overlaps(earlier, pasted)) {
    const now = pasted[length];
    if (!now || fits?.(said[said.length - length - 2]) === false) continue;
    const added = pasted.slice(length + 1);
    // Alone, a short line proves nothing, unless it is all there is.
    const certain = length > 0 || said.length === 1 || newest.text.length >= tellingLength;
    if (certain && alike(newest, now, added.length === 0)) return { last: null, added };
    if (now.speaker === newest.speaker && continuesLine(newest.text, now.text)) return { last: now.text, added };
    const known = pasted.slice(0, length).reduce((chars, turn) => chars + turn.text.length, 0);
    if (known >= 2 * tellingLength || (length > 0 && corrected(newest.text, now.text))) return { last: null, added: [now, ...added] };
  }
  return null;
}

/** Whether an older part of the meeting was copied again. One short line is no part. */
function contains(said: readonly Turn[], pasted: readonly Turn[]): boolean {
  const chars = pasted.reduce((sum, turn) => sum + turn.text.length, 0);
  if (chars < tellingLength) return false;
  const { step } = matcher(pasted);
  let matched = 0;
  for (const turn of said) {
    matched = step(matched, turn);
    if (matched === pasted.length) return true;
  }
  return false;
}

/** Lengths of all beginnings of `pasted` that `said` ends in, longest first. */
function overlaps(said: readonly Turn[], pasted: readonly Turn[]): number[] {
  const { step, fallback } = matcher(pasted);
  const found: number[] = [];
  for (let length = said.slice(-pasted.length).reduce(step, 0); length > 0; length = fallback[length - 1] ?? 0) found.push(length);
  return [...found, 0];
}

/** How many turns of `pasted` match after one turn more (Knuth, Morris and Pratt 1977), and where to fall back to. */
function matcher(pasted: readonly Turn[]): { step: (matched: number, turn: Turn) => number; fallback: readonly number[] } {
  const fallback: number[] = [0];
  const step = (matched: number, turn: Turn): number => {
    let length = matched;
    while (length > 0 && (length === pasted.length || !same(pasted[length], turn))) length = fallback[length - 1] ?? 0;
    return same(pasted[length], turn) ? length + 1 : 0;
  };
  for (let i = 1; i < pasted.length; i++) fallback.push(step(fallback[i - 1] ?? 0, pasted[i] as Turn));
  return { step, fallback };
}

function same(a: Turn | undefined, b: Turn): boolean {
  return a !== undefined && a.text === b.text && a.speaker === b.speaker;
}

/** @param cutShort the copy may have ended before the line did. */
function alike(known: Turn, now: Turn, cutShort: boolean): boolean {
  if (known.speaker !== now.speaker) return false;
  const [a, b] = [stemOf(known.text), stemOf(now.text)];
  return a === b || (cutShort && b.length > 1 && a.startsWith(b));
}

function corrected(known: string, now: string): boolean {
  const most = Math.min(known.length, now.length);
  let start = 0;
  while (start < most && known[start] === now[start]) start++;
  let end = 0;
  while (end < most - start && known[known.length - 1 - end] === now[now.length - 1 - end]) end++;
  return start + end >= keptShare * most;
}
