/**
 * Finds where the newest reading of the strip lies on the characters that are known. The strip is a window that moves
 * along the talk: the beginning of a reading repeats known characters, its end is new, and the last words may have been
 * corrected.
 *
 * The method is an alignment by dynamic programming, as in Smith and Waterman (1981,
 * https://doi.org/10.1016/0022-2836(81)90087-5): equal characters score, different characters and gaps cost. The reading
 * must begin with its own first character, but may begin at any known character; both may end anywhere. Pure.
 */
import { fold, sameName } from './chars.ts';
import type { ReadingChar } from './rows.ts';

/** A known character, as far as it is compared. */
export interface AlignedChar {
  ch: string;
  startsLine: boolean;
  /** It began a row in the last reading. */
  startsRow: boolean;
  speaker: string | null;
}

export interface Alignable {
  /** The known characters. */
  chars: readonly AlignedChar[];
  /** The number of final characters; they stand first. */
  finalCount: number;
  /** The index of the first one that the last reading with any text covered. */
  visibleFrom: number;
  /** The characters of the newest reading. It stays the newest while the strip is empty. */
  reading: readonly ReadingChar[];
}

export interface Overlap {
  /** The reading covers the known characters from `from` up to, but not including, `to`. Those from `to` on are no longer on the strip. */
  from: number;
  to: number;
  /** The number of characters of the reading in the overlap; those behind them are new. */
  length: number;
  /** For each character of the reading in the overlap: the index of its known character, or -1 if it has none. */
  places: readonly number[];
  /** Pairs of equal characters, and how many of them belong to words, not to names. */
  matched: number;
  matchedWords: number;
}

/** Score of a pair of equal characters. A pair inside a name scores less: names repeat, so they say little about the place. */
const match = 1;
const nameMatch = 0.25;
const mismatch = -0.7;
const gap = -0.7;
/**
 * Final characters were stable for a while, so a difference there costs this many times as much, unless the reading has little
 * confidence in the character: then it may have misread it.
 */
const finalFactor = 3;
export const confident = 0.85;
/** A pair where one character begins a line and the other does not, and a pair of beginnings with different speakers. */
const oneStartsLine = -0.7;
const otherSpeaker = -3;
/**
 * Costs of where the overlap begins. In the middle of a row: a strip begins with a whole row. Above the last reading: the
 * user has scrolled back, or the match is a coincidence.
 */
const startWithinRow = 3;
const startAboveStrip = 4;
/** Characters by which a correction further up may have moved the beginning of a row. */
const maxRowShift = 2;
/** Known characters behind the overlap were removed by a correction. Each costs a little; the total is limited. */
const removed = 0.25;
const maxRemoved = 4;

const Step = { Begin: 0, Pair: 1, ReadingOnly: 2, KnownOnly: 3 } as const;

/** The overlap with the best score; null if no overlap scores above 0. */
export function findOverlap(captions: Alignable): Overlap | null {
  const { chars: known, finalCount, reading } = captions;
  const gapAt = (j: number) => (j < finalCount ? finalFactor : 1) * gap;
  const [rows, columns] = [reading.length + 1, known.length + 1];
  // score[i * columns + j]: the best alignment of the first i characters of the reading that ends before known character j.
  const score = new Float64Array(rows * columns);
  const steps = new Uint8Array(rows * columns);
  const [foldedKnown, foldedReading] = [known.map(({ ch }) => fold(ch)), reading.map(({ ch }) => fold(ch))];
  let best = { score: 0, i: 0, j: 0 };
  for (let j = 0; j < columns; j++) score[j] = -startCost(captions, j);
  for (let i = 1; i < rows; i++) {
    const char = reading[i - 1] as ReadingChar;
    score[i * columns] = (score[(i - 1) * columns] as number) + gapAt(0);
    steps[i * columns] = Step.ReadingOnly;
    for (let j = 1; j < columns; j++) {
      const at = i * columns + j;
      const factor = j <= finalCount && char.confidence >= confident ? finalFactor : 1;
      const pairScore = foldedReading[i - 1] !== foldedKnown[j - 1] ? factor * mismatch : char.inName ? nameMatch : match;
      const pair = (score[at - columns - 1] as number) + pairScore + lineScore(char, known[j - 1] as AlignedChar);
      const readingOnly = (score[at - columns] as number) + gapAt(j);
      const knownOnly = (score[at - 1] as number) + gapAt(j - 1);
      const top = Math.max(pair, readingOnly, knownOnly);
      score[at] = top;
      steps[at] = top === pair ? Step.Pair : top === readingOnly ? Step.ReadingOnly : Step.KnownOnly;
      const total = top - Math.min(maxRemoved, removed * (known.length - j));
      if (top === pair && total > best.score) best = { score: total, i, j };
    }
  }
  return best.score > 0 ? trace(captions, steps, best) : null;
}

function startCost(captions: Alignable, at: number): number {
  const shift = rowShift(captions, at);
  const withinRow = at === captions.chars.length ? 0 : shift === null ? startWithinRow : -gap * shift;
  return at < captions.visibleFrom ? startAboveStrip + withinRow : withinRow;
}

/** The distance in characters to the nearest beginning of a row; null if it is more than `maxRowShift`. */
function rowShift({ chars, visibleFrom }: Alignable, at: number): number | null {
  const startsRow = (place: number) => place === visibleFrom || chars[place]?.startsRow === true;
  for (let by = 0; by <= maxRowShift; by++) if (startsRow(at - by) || startsRow(at + by)) return by;
  return null;
}

function lineScore(char: ReadingChar, known: AlignedChar): number {
  if (char.startsLine === null || (!char.startsLine && !known.startsLine)) return 0;
  if (char.startsLine !== known.startsLine) return oneStartsLine;
  const other = char.speaker && known.speaker && !sameName(char.speaker, known.speaker);
  return other ? otherSpeaker : 0;
}

/** Follows the steps back from the end of the best alignment. */
function trace({ chars: known, reading }: Alignable, steps: Uint8Array, end: { i: number; j: number }): Overlap {
  const columns = known.length + 1;
  const places: number[] = [];
  let { i, j } = end;
  let matched = 0;
  let matchedWords = 0;
  while (i > 0) {
    const step = steps[i * columns + j];
    if (step === Step.KnownOnly) {
      j--;
      continue;
    }
    i--;
    if (step === Step.Pair) {
      j--;
      const char = reading[i] as ReadingChar;
      if (fold(char.ch) === fold((known[j] as AlignedChar).ch)) {
        matched++;
        if (!char.inName) matchedWords++;
      }
    }
    places[i] = step === Step.Pair ? j : -1;
  }
  return { from: j, to: end.j, length: end.i, places, matched, matchedWords };
}

/** Whether enough characters match. Otherwise the overlap may be a coincidence. */
export function isReliable({ from, to, length, matched }: Overlap, captions: Alignable): boolean {
  const { chars: known, visibleFrom, reading } = captions;
  const compared = Math.max(length, to - from);
  const startsAtRow = from >= visibleFrom && rowShift(captions, from) !== null;
  if (!startsAtRow) return matched >= 10 && matched >= 0.8 * compared;
  const reachesEnd = to === known.length || length === reading.length;
  if (matched >= 0.8 * compared && (reachesEnd || matched >= 6)) return true;
  // If much was corrected, the characters that stayed must outweigh it.
  return matched >= 0.6 * compared && (reachesEnd || matched >= 0.4 * (known.length - from));
}

/** Whether the overlap ends at the end of a row, or up to two characters before it, which may have been misread. */
export function endsAtRowEnd({ to }: Overlap, known: readonly AlignedChar[]): boolean {
  return [to, to + 1, to + 2].some((at) => at >= known.length || known[at]?.startsRow === true);
}
