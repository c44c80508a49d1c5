/**
 * Compares a copied caption text with the transcript. People copy a caption window again and again while its last line
 * still grows: only the new part must enter the meeting. Pure.
 */
import type { Turn } from '../contract/domain.ts';

export interface CopyComparison {
  /** The new text of the newest known line, if the copy holds a longer version of it. */
  grown: string | null;
  /** The turns of the copy that the transcript does not hold yet. */
  added: Turn[];
}

/**
 * Characters. A line shorter than this is too common (好的) to show by itself that two texts overlap: it was more likely
 * spoken twice than copied twice.
 */
const distinctiveLength = 8;
/** Punctuation that caption programs put at the end of a line and remove when the line continues. */
const closing = /[\s，。、；：！？…,.;:!?-]+$/u;
/** Two lines with at least this share of equal characters at their ends are one line before and after a correction. */
const correctedShare = 0.6;

/**
 * Finds what a copied text adds. Known lines are never changed, except that the newest may grow, and a grown line keeps
 * every word of the old one. If the caption program corrected the newest line, the corrected line counts as a new one.
 * @param known the transcript so far, oldest first.
 */
export function compareCopy(known: readonly Turn[], copied: readonly Turn[]): CopyComparison {
  const whole = align(known, copied);
  if (whole) return whole;
  // The selection may begin in the middle of a line: try without its first, incomplete line.
  const [cut, ...rest] = copied;
  const withoutFirst = cut && rest.length > 0 ? align(known, rest, (before) => before?.text.endsWith(cut.text) === true) : null;
  return withoutFirst ?? { grown: null, added: contains(known, copied) ? [] : [...copied] };
}

/** Whether `text` is `known` with more text behind it. Closing punctuation of `known` may be missing in `text`. */
export function continuesLine(known: string, text: string): boolean {
  const stem = stemOf(known);
  return text.length > stem.length && text !== known && text.startsWith(stem) && stem.length > 1;
}

/** A line without its closing punctuation: the part that stays the same when the line grows. */
export function stemOf(text: string): string {
  return text.replace(closing, '');
}

/**
 * Lays the beginning of `copied` over the end of `known`, with the longest overlap that fits: all lines but the newest
 * must be equal; the newest may be equal, grown or corrected. Null if no overlap fits.
 * @param accepts checks the known line before the overlap.
 */
function align(known: readonly Turn[], copied: readonly Turn[], accepts?: (before: Turn | undefined) => boolean): CopyComparison | null {
  const newest = known.at(-1);
  if (!newest || copied.length === 0) return null;
  const earlier = known.slice(0, -1);
  for (const length of overlapLengths(earlier, copied)) {
    const now = copied[length];
    if (!now || accepts?.(known[known.length - length - 2]) === false) continue;
    const added = copied.slice(length + 1);
    // A short line alone does not prove an overlap, unless it is the whole transcript.
    const certain = length > 0 || known.length === 1 || newest.text.length >= distinctiveLength;
    if (certain && isSameLine(newest, now, added.length === 0)) return { grown: null, added };
    if (now.speaker === newest.speaker && continuesLine(newest.text, now.text)) return { grown: now.text, added };
    const overlapChars = copied.slice(0, length).reduce((chars, turn) => chars + turn.text.length, 0);
    if (overlapChars >= 2 * distinctiveLength || (length > 0 && isCorrection(newest.text, now.text)))
      return { grown: null, added: [now, ...added] };
  }
  return null;
}

/** Whether the whole copy occurs in the transcript already. A copy of one short line never counts as such. */
function contains(known: readonly Turn[], copied: readonly Turn[]): boolean {
  const chars = copied.reduce((sum, turn) => sum + turn.text.length, 0);
  if (chars < distinctiveLength) return false;
  const { step } = matcher(copied);
  let matched = 0;
  for (const turn of known) {
    matched = step(matched, turn);
    if (matched === copied.length) return true;
  }
  return false;
}

/** The lengths (in turns, longest first, last 0) of all beginnings of `copied` with which `known` ends. */
function overlapLengths(known: readonly Turn[], copied: readonly Turn[]): number[] {
  const { step, fallback } = matcher(copied);
  const found: number[] = [];
  for (let length = known.slice(-copied.length).reduce(step, 0); length > 0; length = fallback[length - 1] ?? 0) found.push(length);
  return [...found, 0];
}

/**
 * The string search of Knuth, Morris and Pratt (1977, https://doi.org/10.1137/0206024), with turns in place of characters.
 * `step` returns how many turns of `copied` match after one more turn was read. `fallback[n - 1]` is the length of the
 * longest shorter beginning that still matches when a match of `n` turns fails.
 */
function matcher(copied: readonly Turn[]): { step: (matched: number, turn: Turn) => number; fallback: readonly number[] } {
  const fallback: number[] = [0];
  const step = (matched: number, turn: Turn): number => {
    let length = matched;
    while (length > 0 && (length === copied.length || !isEqual(copied[length], turn))) length = fallback[length - 1] ?? 0;
    return isEqual(copied[length], turn) ? length + 1 : 0;
  };
  for (let i = 1; i < copied.length; i++) fallback.push(step(fallback[i - 1] ?? 0, copied[i] as Turn));
  return { step, fallback };
}

function isEqual(a: Turn | undefined, b: Turn): boolean {
  return a !== undefined && a.text === b.text && a.speaker === b.speaker;
}

/** Equal up to closing punctuation. @param mayBeCut the copy may have ended in the middle of the line. */
function isSameLine(known: Turn, now: Turn, mayBeCut: boolean): boolean {
  if (known.speaker !== now.speaker) return false;
  const [a, b] = [stemOf(known.text), stemOf(now.text)];
  return a === b || (mayBeCut && b.length > 1 && a.startsWith(b));
}

/** Whether the equal characters at both ends make up enough of the shorter text. */
function isCorrection(known: string, now: string): boolean {
  const most = Math.min(known.length, now.length);
  let start = 0;
  while (start < most && known[start] === now[start]) start++;
  let end = 0;
  while (end < most - start && known[known.length - 1 - end] === now[now.length - 1 - end]) end++;
  return start + end >= correctedShare * most;
}
