/** One reading of the caption strip → the characters in it, with who says them and where a new line begins. Pure. */
import { boundName, splitName } from '../../transcript/speaker-name.ts';
import { isLatin, sameName } from './chars.ts';

/** A recognised character and how sure the recogniser is of it, 0 to 1. */
export interface SureChar {
  ch: string;
  sure: number;
}

/** A row of text on the strip, in pixels of the strip. */
export interface CaptionRow {
  chars: readonly SureChar[];
  left: number;
  right: number;
  height: number;
}

/** What stood on the strip at one time (ms), rows from the top. `width` is the strip's, in pixels. */
export interface Reading {
  at: number;
  width: number;
  rows: readonly CaptionRow[];
}

/** How a program names the speaker: `张三：您好` in the row, on a row of its own above, or not at all. */
export type SpeakerStyle = 'inline' | 'above' | 'none';

/** A character of the newest reading. `start` begins a new line; `row` begins a row; null: nothing on the strip tells. */
export interface FreshCell extends SureChar {
  start: boolean | null;
  row: boolean;
  /** It belongs to the speaker's name, not to what is said; null: a name was not found, but it may be misread. */
  label: boolean | null;
  /** Who speaks, at the beginning of a line; undefined where the strip does not show it. */
  speaker: string | null | undefined;
}

/** What is known of the strip from earlier readings. */
export interface StripMemory {
  /** The widest row so far, in pixels: a shorter row followed by another has ended by itself. */
  widest: number;
  /** Names read so far and how often. */
  names: Readonly<Record<string, number>>;
  /** The last reading's rows that were no names. */
  said: readonly string[];
}

export const blankStrip: StripMemory = { widest: 0, names: {}, said: [] };

/** Recognition of a picture or a pattern is less sure than this on the average. */
const leastSure = 0.6;
/** Rows of the narrowest programs still use this part of a strip that fits them. */
const fullPart = 0.6;
const longestName = 20;
const smaller = 0.88;

export function readRows(reading: Reading, memory: StripMemory, style: SpeakerStyle): { cells: FreshCell[]; memory: StripMemory } {
  const rows = reading.rows.map(trimmed).filter((row) => isText(row.chars));
  const widest = Math.max(memory.widest, ...rows.map((row) => row.right - row.left));
  const names = { ...memory.names };
  const said: string[] = [];
  const cells: FreshCell[] = [];
  let afterName = false;
  rows.forEach((row, i) => {
    const previous = rows[i - 1];
    const label = labelOf(rows, i, style, { ...memory, names }, afterName);
    if (label) names[label.name] = (names[label.name] ?? 0) + 1;
    const ended = previous ? !isFull(previous, row, Math.max(widest, fullPart * reading.width)) : null;
    const start = label ? true : afterName ? false : ended;
    const before = cells.at(-1);
    // A word break at the end of a row has no space on the screen.
    if (before && !before.label && start === false && isLatin(before.ch) && isLatin(row.chars[0]?.ch)) {
      cells.push({ ch: ' ', sure: 1, start: false, row: false, label: null, speaker: undefined });
    }
    const speaker = label ? known(label.name, names) : start ? null : undefined;
    row.chars.forEach(({ ch, sure }, k) => {
      const first = k === 0;
      const inLabel = label !== null && k < label.chars ? true : style === 'above' ? false : null;
      cells.push({ ch, sure, start: first ? start : false, row: first, label: inLabel, speaker: first ? speaker : undefined });
    });
    afterName = label?.chars === row.chars.length && style === 'above';
    if (!afterName) said.push(textOf(row.chars));
  });
  return { cells, memory: { widest, names, said } };
}

/** A speaker's name on the strip: the first characters of its row, or all of them. */
interface Label {
  name: string;
  chars: number;
}

function labelOf(rows: readonly CaptionRow[], at: number, style: SpeakerStyle, memory: StripMemory, afterName: boolean): Label | null {
  const row = rows[at] as CaptionRow;
  const text = textOf(row.chars);
  if (style === 'above') {
    const next = rows[at + 1];
    if (afterName || !next || !looksLikeName(text)) return null;
    const known = memory.names[text] !== undefined;
    const saidBefore = memory.names[textOf(next.chars)] !== undefined || memory.said.some((one) => text.startsWith(one));
    const isName = sizesDiffer(rows) ? row.height < smaller * next.height : known || !saidBefore;
    return isName ? { name: text, chars: row.chars.length } : null;
  }
  if (style === 'none') return null;
  const split = splitName(text);
  const name = split && boundName(split.name);
  if (!split || !name || name.length > longestName) return null;
  const chars = row.chars.length - Array.from(split.said).length;
  return { name, chars };
}

/** Where names are set smaller than what is said, the size tells them. */
function sizesDiffer(rows: readonly CaptionRow[]): boolean {
  const heights = rows.map((row) => row.height);
  return Math.min(...heights) < smaller * Math.max(...heights);
}

function looksLikeName(text: string): boolean {
  return text.length <= longestName && /\p{L}/u.test(text) && !/[，。！？；,!?;：:]/.test(text);
}

/** A name misread by one character is the name that was read much more often. */
function known(name: string, names: StripMemory['names']): string {
  const count = names[name] ?? 0;
  const [best] = Object.entries(names)
    .filter(([other, times]) => times > 3 * count && sameName(other, name))
    .sort((a, b) => b[1] - a[1]);
  return best?.[0] ?? name;
}

/** Whether a row goes on in the next: the next row's first word would not have fitted behind it. */
function isFull(row: CaptionRow, next: CaptionRow, widest: number): boolean {
  let word = 1;
  if (isLatin(next.chars[0]?.ch)) while (isLatin(next.chars[word]?.ch)) word++;
  const perChar = (next.right - next.left) / Math.max(next.chars.length, 1);
  // Chinese sets no mark at the beginning of a row: the character before it comes along.
  const spare = isLatin(next.chars[0]?.ch) ? word * perChar + 0.5 * row.height : 1.6 * row.height;
  return row.right - row.left + spare >= widest;
}

function trimmed(row: CaptionRow): CaptionRow {
  const from = row.chars.findIndex((one) => !/\s/.test(one.ch));
  if (from < 0) return { ...row, chars: [] };
  const to = row.chars.findLastIndex((one) => !/\s/.test(one.ch)) + 1;
  return { ...row, chars: row.chars.slice(from, to) };
}

export function textOf(chars: readonly SureChar[]): string {
  return chars.map((one) => one.ch).join('');
}

/** Patterns are read as letters too, but not surely. */
export function isText(chars: readonly SureChar[]): boolean {
  return chars.length > 0 && chars.reduce((sum, one) => sum + one.sure, 0) >= leastSure * chars.length;
}
