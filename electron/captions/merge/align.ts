/**
 * Where the newest reading of a strip lies on what was read before. The strip is a window that slides along the talk:
 * its beginning repeats what is known, its end is new, and its last words may have been rewritten.
 * An alignment with free ends (Smith and Waterman 1981; here the reading must begin at its own beginning). Pure.
 */

import { fold, sameName } from './chars.ts';
import type { FreshCell } from './rows.ts';

/** A character that is known already, as far as it is compared. */
export interface KnownCell {
  ch: string;
  start: boolean;
  row: boolean;
  speaker: string | null;
}

export interface Overlap {
  /** The known characters that the reading covers: from, up to `to`. What stands behind `to` is gone from the strip. */
  from: number;
  to: number;
  /** As many characters of the reading lie there; the rest is new. */
  used: number;
  /** For each of these the known character's place, or -1 for one that was put in between. */
  place: readonly number[];
  matched: number;
  /** How many of the matched characters are words, not names. */
  words: number;
}

const match = 1;
/** Names stand before every line: they hardly tell which one it is. */
const nameMatch = 0.25;
const change = -0.7;
const gap = -0.7;
/** What is final was settled: only a misreading can make it look different now, and few of those are this sure. */
const settled = 3;
export const sureEnough = 0.85;
/** Two lines with different speakers are two lines, however alike. */
const otherSpeaker = -3;
/** One begins a line where the other goes on. */
const otherBeginning = -0.7;
/** Beginning within a row is odd; above the last reading, odder: the user scrolled back, or it is a coincidence. */
const withinRow = 3;
const scrolledAway = 4;
/** A correction further up moves where a row begins by so many characters. */
const movedAtMost = 2;
/** Words at the end that a rewriting took away cost a little. */
const takenAway = 0.25;
const takenAwayAtMost = 4;

const From = { Begin: 0, Pair: 1, FreshOnly: 2, KnownOnly: 3 } as const;

/**
 * The best overlap, or null if the reading begins anew.
 * @param visible index from which the known characters stood on the strip at the last reading.
 * @param final so many of them are final.
 */
export function findOverlap(known: readonly KnownCell[], visible: number, final: number, fresh: readonly FreshCell[]): Overlap | null {
  const gapAt = (j: number) => (j < final ? settled : 1) * gap;
  const [rows, columns] = [fresh.length + 1, known.length + 1];
  const score = new Float64Array(rows * columns);
  const from = new Uint8Array(rows * columns);
  // Once for each character, not for each pair.
  const [knownAs, freshAs] = [known.map((cell) => fold(cell.ch)), fresh.map((cell) => fold(cell.ch))];
  let best = { score: 0, i: 0, j: 0 };
  for (let j = 0; j < columns; j++) score[j] = -beginCost(known, visible, j);
  for (let i = 1; i < rows; i++) {
    const cell = fresh[i - 1] as FreshCell;
    score[i * columns] = (score[(i - 1) * columns] as number) + gapAt(0);
    from[i * columns] = From.FreshOnly;
    for (let j = 1; j < columns; j++) {
      const at = i * columns + j;
      const weight = j <= final && cell.sure >= sureEnough ? settled : 1;
      const alike = freshAs[i - 1] !== knownAs[j - 1] ? weight * change : cell.label ? nameMatch : match;
      const paired = (score[at - columns - 1] as number) + alike + lineScore(cell, known[j - 1] as KnownCell);
      const freshOnly = (score[at - columns] as number) + gapAt(j);
      const knownOnly = (score[at - 1] as number) + gapAt(j - 1);
      const top = Math.max(paired, freshOnly, knownOnly);
      score[at] = top;
      from[at] = top === paired ? From.Pair : top === freshOnly ? From.FreshOnly : From.KnownOnly;
      const whole = top - Math.min(takenAwayAtMost, takenAway * (known.length - j));
      if (top === paired && whole > best.score) best = { score: whole, i, j };
    }
  }
  if (best.score <= 0) return null;
  return traced(from, columns, fresh, known, best);
}

function beginCost(known: readonly KnownCell[], visible: number, at: number): number {
  const moved = rowMoved(known, visible, at);
  const inRow = at === known.length ? 0 : moved === null ? withinRow : -gap * moved;
  return at < visible ? scrolledAway + inRow : inRow;
}

/** By how many characters a row's beginning would have moved to be here; null: too many. */
function rowMoved(known: readonly KnownCell[], visible: number, at: number): number | null {
  const begins = (place: number) => place === visible || known[place]?.row === true;
  for (let by = 0; by <= movedAtMost; by++) if (begins(at - by) || begins(at + by)) return by;
  return null;
}

function lineScore(fresh: FreshCell, known: KnownCell): number {
  if (fresh.start === null || (!fresh.start && !known.start)) return 0;
  if (fresh.start !== known.start) return otherBeginning;
  const other = fresh.speaker && known.speaker && !sameName(fresh.speaker, known.speaker);
  return other ? otherSpeaker : 0;
}

function traced(
  from: Uint8Array,
  columns: number,
  fresh: readonly FreshCell[],
  known: readonly KnownCell[],
  end: { i: number; j: number },
): Overlap {
  const place: number[] = [];
  let { i, j } = end;
  let matched = 0;
  let words = 0;
  while (i > 0) {
    const step = from[i * columns + j];
    if (step === From.KnownOnly) {
      j--;
      continue;
    }
    i--;
    if (step === From.Pair) {
      j--;
      const cell = fresh[i] as FreshCell;
      if (fold(cell.ch) === fold((known[j] as KnownCell).ch)) {
        matched++;
        if (!cell.label) words++;
      }
    }
    place[i] = step === From.Pair ? j : -1;
  }
  return { from: j, to: end.j, used: end.i, place, matched, words };
}

/** Whether an overlap is more than a coincidence. */
export function isSame(overlap: Overlap, known: readonly KnownCell[], visible: number, fresh: readonly FreshCell[]): boolean {
  const { from, to, used, matched } = overlap;
  const compared = Math.max(used, to - from);
  const atRow = from >= visible && rowMoved(known, visible, from) !== null;
  if (!atRow) return matched >= 10 && matched >= 0.8 * compared;
  const whole = to === known.length || used === fresh.length;
  if (matched >= 0.8 * compared && (whole || matched >= 6)) return true;
  // Much of it was rewritten: what stayed must outweigh that.
  return matched >= 0.6 * compared && (whole || matched >= 0.4 * (known.length - from));
}

/** Whether the overlap ends where a row ends, or a misread character before it. */
export function endsRow({ to }: Overlap, known: readonly KnownCell[]): boolean {
  return [to, to + 1, to + 2].some((at) => at >= known.length || known[at]?.row === true);
}
