/** Simulates a caption strip: which rows it shows at each time of a typing plan, and which errors recognition makes. */

import { finishCaptions, passTime, readCaptions } from '../../electron/captions/merge/lines.ts';
import type { SpeakerStyle } from '../../electron/captions/merge/rows.ts';
import { openTurns } from '../../electron/captions/merge/settle.ts';
import { type MergeResult, noCaptions } from '../../electron/captions/merge/state.ts';
import type { CaptionRow } from '../../electron/captions/row.ts';
import type { Turn } from '../../electron/contract/domain.ts';
import { seeded, shownAt, type Typed } from './caption-typing.ts';

export interface StripOptions {
  style: SpeakerStyle;
  /** Width of a row in full-width characters; rows on the strip. */
  columns: number;
  rows: number;
  /** The strip becomes empty so long (ms) after the last change; null: never. */
  hides: number | null;
  /** Share of characters that are misread. The same picture is always misread in the same way. */
  misread: number;
  /** Times (ms, from and to) when another window covers the strip. */
  covered: readonly (readonly [number, number])[];
  seed: number;
}

export const usualStrip: StripOptions = { style: 'inline', columns: 30, rows: 2, hides: null, misread: 0, covered: [], seed: 1 };

const charWidth = 28;

/** The texts of the rows at a time (ms), from the top. */
export function stripAt(turns: readonly Turn[], typed: readonly Typed[], at: number, options: StripOptions): string[] {
  if (options.covered.some(([from, to]) => at >= from && at < to)) return [];
  const last = typed.findLast((one) => one.at <= at);
  if (!last || (options.hides !== null && at - last.at > options.hides)) return [];
  return shownAt(typed, at)
    .slice(-options.rows - 1)
    .flatMap(({ line, text }) => {
      const speaker = turns[line]?.speaker ?? null;
      if (options.style === 'above') return [`${nameMark}${speaker ?? '参会者'}`, ...wrap(text, options.columns)];
      return wrap(options.style === 'inline' && speaker ? `${speaker}：${text}` : text, options.columns);
    })
    .slice(-options.rows);
}

/** Marks a row that holds only a name, which is set smaller. */
const nameMark = '\u0001';

/** Breaks rows between Chinese characters and between words, but not before punctuation. */
export function wrap(text: string, columns: number): string[] {
  const rows: string[] = [''];
  let width = 0;
  for (const word of text.match(/[A-Za-z0-9.:_-]+|\s|[^A-Za-z0-9\s][，。！？、；：]*/gu) ?? []) {
    const wide = widthOf(word);
    if (width + wide > columns && width > 0) {
      rows.push('');
      width = 0;
      if (word === ' ') continue;
    }
    rows[rows.length - 1] += word;
    width += wide;
  }
  return rows.map((row) => row.trimEnd());
}

function widthOf(text: string): number {
  return Array.from(text).reduce((sum, ch) => sum + (/[\x20-\x7e]/.test(ch) ? 0.55 : 1), 0);
}

const alike = '已己日曰末未土士千干人入大太天夫目自田由';

function readRow(shown: string, options: StripOptions): CaptionRow {
  const isName = shown.startsWith(nameMark);
  const text = isName ? shown.slice(1) : shown;
  let hash = options.seed;
  for (const ch of text) hash = Math.imul(hash ^ (ch.codePointAt(0) ?? 0), 0x01000193);
  const random = seeded(hash);
  const chars = Array.from(text).flatMap((ch) => {
    if (random() >= options.misread) return [{ ch, confidence: 0.9 + random() * 0.1 }];
    const kind = random();
    if (kind < 0.15) return [];
    const wrong = { ch: alike[Math.floor(random() * alike.length)] as string, confidence: 0.4 + random() * 0.55 };
    return kind < 0.25 ? [wrong, { ch, confidence: 0.9 }] : [wrong];
  });
  return { chars, left: 20, right: 20 + widthOf(text) * charWidth, height: isName ? 0.75 * charWidth : charWidth };
}

export interface Played {
  lines: Turn[];
  /** When each line became final, ms. */
  at: number[];
}

/** Plays a plan to its end, with about two readings of the strip a second. */
export function playStrip(turns: readonly Turn[], typed: readonly Typed[], given: Partial<StripOptions> = {}): Played {
  const options: StripOptions = { ...usualStrip, ...given };
  const random = seeded(options.seed);
  const played: Played = { lines: [], at: [] };
  const end = (typed.at(-1)?.at ?? 0) + 5_000;
  let state = noCaptions;
  let before = '';
  for (let now = 0; now < end; now += 440 + random() * 120) {
    const rows = stripAt(turns, typed, now, options);
    const text = rows.join('\n');
    const reading = { at: now, width: (options.columns + 2) * charWidth, rows: rows.map((row) => readRow(row, options)) };
    take(text === before ? passTime(state, now) : readCaptions(state, reading, options.style), now);
    before = text;
  }
  take(finishCaptions(state), end);
  return played;

  function take(step: MergeResult, at: number): void {
    state = step.state;
    for (const line of step.lines) {
      played.lines.push(line);
      played.at.push(at);
    }
  }
}

/** The width of the rows of `show`, in characters. */
export const columns = 20;

export function row(text: string, confidence = 0.98): CaptionRow {
  const chars = Array.from(text, (ch) => ({ ch, confidence }));
  return { chars, left: 0, right: chars.length * charWidth, height: charWidth };
}

/** Reads the given strips, half a second apart; null: the strip did not change. */
export function show(strips: readonly (readonly (string | CaptionRow)[] | null)[], style: SpeakerStyle = 'inline') {
  let state = noCaptions;
  const lines: Turn[] = [];
  strips.forEach((strip, i) => {
    const at = i * 500;
    const rows = strip?.map((one) => (typeof one === 'string' ? row(one) : one));
    const step = rows ? readCaptions(state, { at, width: columns * charWidth, rows }, style) : passTime(state, at);
    state = step.state;
    lines.push(...step.lines);
  });
  const open = openTurns(state);
  return { lines, open, all: [...lines, ...finishCaptions(state).lines] };
}

/** Unchanged strips for long enough that a line becomes final. */
export const wait = [null, null, null, null];
