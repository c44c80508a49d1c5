/** Turns one reading of the caption strip into a sequence of characters, with speakers and the beginnings of lines. Pure. */
import { boundName, splitName } from '../../transcript/speaker-name.ts';
import { type CaptionRow, isReadable, type RecognisedChar, textOf } from '../row.ts';
import { isAlphanumeric, sameName } from './chars.ts';

/** What the strip showed at one time. */
export interface Reading {
  /** ms */
  at: number;
  /** The strip's width in pixels. */
  width: number;
  /** From the top. */
  rows: readonly CaptionRow[];
}

/** How a program shows the speaker: `张三：您好` in the row, on a row of its own above the words, or not at all. */
export type SpeakerStyle = 'inline' | 'above' | 'none';

/** A character of the newest reading. Null and undefined mean that the strip does not show it. */
export interface ReadingChar extends RecognisedChar {
  /** It begins a line, that is, a new utterance. */
  startsLine: boolean | null;
  /** It begins a row on the strip. */
  startsRow: boolean;
  /** It belongs to a speaker's name. Null: no name was found here, but a name may have been misread. */
  inName: boolean | null;
  /** Set at the beginning of a line; null: the line has no speaker. */
  speaker: string | null | undefined;
}

/** What earlier readings of the strip have shown. */
export interface StripMemory {
  /** The widest row so far, in pixels. */
  widestRow: number;
  /** How often each name was read. */
  nameCounts: Readonly<Record<string, number>>;
  /** The texts of the last reading's rows, without rows that are only a name. */
  textRows: readonly string[];
}

export const emptyMemory: StripMemory = { widestRow: 0, nameCounts: {}, textRows: [] };

/** The widest row of a strip is assumed to be at least this share of the strip's width. */
const minFullShare = 0.6;
/** Characters. */
const maxNameLength = 20;
/** A row is set smaller than another if its height is less than this share of the other's. */
const smallerHeight = 0.88;
/** A name that was read more than this many times as often is the right reading of a similar name. */
const moreOften = 3;

export function readRows(reading: Reading, memory: StripMemory, style: SpeakerStyle): { chars: ReadingChar[]; memory: StripMemory } {
  const rows = reading.rows.map(trim).filter((row) => isReadable(row.chars));
  const widestRow = Math.max(memory.widestRow, ...rows.map((row) => row.right - row.left));
  const fullWidth = Math.max(widestRow, minFullShare * reading.width);
  const nameCounts = { ...memory.nameCounts };
  const textRows: string[] = [];
  const chars: ReadingChar[] = [];
  let afterName = false;
  rows.forEach((row, i) => {
    const previous = rows[i - 1];
    const label = labelOf(rows, i, style, { memory: { ...memory, nameCounts }, afterName });
    if (label) nameCounts[label.name] = (nameCounts[label.name] ?? 0) + 1;
    const previousEnded = previous ? !continuesInNext(previous, row, fullWidth) : null;
    const startsLine = label ? true : afterName ? false : previousEnded;
    const before = chars.at(-1);
    // Where a row breaks between two words, the screen shows no space.
    if (before && !before.inName && startsLine === false && isAlphanumeric(before.ch) && isAlphanumeric(row.chars[0]?.ch)) {
      chars.push({ ch: ' ', confidence: 1, startsLine: false, startsRow: false, inName: null, speaker: undefined });
    }
    const speaker = label ? likelyName(label.name, nameCounts) : startsLine ? null : undefined;
    row.chars.forEach(({ ch, confidence }, k) => {
      const first = k === 0;
      const inName = label !== null && k < label.length ? true : style === 'above' ? false : null;
      chars.push({
        ch,
        confidence,
        startsLine: first ? startsLine : false,
        startsRow: first,
        inName,
        speaker: first ? speaker : undefined,
      });
    });
    afterName = label?.length === row.chars.length && style === 'above';
    if (!afterName) textRows.push(textOf(row.chars));
  });
  return { chars, memory: { widestRow, nameCounts, textRows } };
}

/** A speaker's name at the beginning of a row; `length` is its number of characters, with the colon. */
interface Label {
  name: string;
  length: number;
}

function labelOf(
  rows: readonly CaptionRow[],
  at: number,
  style: SpeakerStyle,
  { memory, afterName }: { memory: StripMemory; afterName: boolean },
): Label | null {
  const row = rows[at] as CaptionRow;
  const text = textOf(row.chars);
  if (style === 'above') {
    const next = rows[at + 1];
    if (afterName || !next || !looksLikeName(text)) return null;
    // Where names are not set smaller, this row is a name if it was one before. A new text is a name too, unless the next row
    // was a name before, or this row showed words in the last reading.
    const isKnown = memory.nameCounts[text] !== undefined;
    const isTalk = memory.nameCounts[textOf(next.chars)] !== undefined || memory.textRows.some((known) => text.startsWith(known));
    const isName = sizesDiffer(rows) ? row.height < smallerHeight * next.height : isKnown || !isTalk;
    return isName ? { name: text, length: row.chars.length } : null;
  }
  if (style === 'none') return null;
  const split = splitName(text);
  const name = split && boundName(split.name);
  if (!split || !name || name.length > maxNameLength) return null;
  return { name, length: row.chars.length - Array.from(split.said).length };
}

/** Some programs set names smaller than the words. */
function sizesDiffer(rows: readonly CaptionRow[]): boolean {
  const heights = rows.map((row) => row.height);
  return Math.min(...heights) < smallerHeight * Math.max(...heights);
}

function looksLikeName(text: string): boolean {
  return text.length <= maxNameLength && /\p{L}/u.test(text) && !/[，。！？；,!?;：:]/.test(text);
}

/** If a similar name was read much more often, this one was misread. */
function likelyName(name: string, counts: StripMemory['nameCounts']): string {
  const count = counts[name] ?? 0;
  const [best] = Object.entries(counts)
    .filter(([other, times]) => times > moreOften * count && sameName(other, name))
    .sort((a, b) => b[1] - a[1]);
  return best?.[0] ?? name;
}

/**
 * Whether the line goes on from this row to the next, because the next row's first word did not fit behind this row.
 * Widths are estimated in pixels.
 */
function continuesInNext(row: CaptionRow, next: CaptionRow, fullWidth: number): boolean {
  const [first] = next.chars;
  let wordLength = 1;
  if (isAlphanumeric(first?.ch)) while (isAlphanumeric(next.chars[wordLength]?.ch)) wordLength++;
  const charWidth = (next.right - next.left) / Math.max(next.chars.length, 1);
  // Chinese punctuation never begins a row: it takes the character before it along to the next row.
  const needed = isAlphanumeric(first?.ch) ? wordLength * charWidth + 0.5 * row.height : 1.6 * row.height;
  return row.right - row.left + needed >= fullWidth;
}

function trim(row: CaptionRow): CaptionRow {
  const from = row.chars.findIndex(({ ch }) => !/\s/.test(ch));
  if (from < 0) return { ...row, chars: [] };
  const to = row.chars.findLastIndex(({ ch }) => !/\s/.test(ch)) + 1;
  return { ...row, chars: row.chars.slice(from, to) };
}
