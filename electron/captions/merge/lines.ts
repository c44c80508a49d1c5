/**
 * Readings of a caption strip → stable lines. Captions grow, scroll and rewrite themselves, and recognition jitters:
 * each reading is laid over what is known (overlap.ts), the newest words win until a line is final (settle.ts), and a
 * line that was handed out never changes. Pure: time is a value.
 */
import { endsRow, findOverlap, isSame, type Overlap, sureEnough } from './align.ts';
import { fold, isMark } from './chars.ts';
import { type FreshCell, type Reading, readRows, type SpeakerStyle, type StripMemory } from './rows.ts';
import { openTurns, settle } from './settle.ts';
import { type CaptionState, type Cell, noCaptions, type Step } from './state.ts';

/** A reading this much less sure than the one before is rather a misreading than a correction. */
const lessSure = 0.15;
/** After so long an empty strip (ms), a few familiar words are said again, not shown again. */
const longBlank = 3_000;
const fewWords = 8;
/** A word that is only just begun may be rewritten whole: so many characters, within so many ms. */
const wordChars = 4;
const wordMs = 1_500;
/** A few characters of a final line may be corrected late or misread now; more (or this part), and it is another line. */
const lateChars = 3;
const latePart = 0.15;
/** A corrected end of a final line may be so much longer; with more, the line goes on. */
const lateMore = 2;

/** Readings that may speak for or against a character being part of a name. */
const mostVotes = 3;

/** Takes in what the strip shows now. */
export function readCaptions(state: CaptionState, reading: Reading, style: SpeakerStyle): Step {
  const { cells: last, memory: strip } = readRows(reading, state.strip, style);
  const known = { ...state, strip, last };
  if (last.length === 0) return settle({ ...known, blankSince: state.blankSince ?? reading.at }, reading.at);
  const merged = merge(known, reading.at, false);
  return settle({ ...merged, blankSince: null }, reading.at);
}

/** Time went by and the strip stayed as it was. */
export function passTime(state: CaptionState, at: number): Step {
  const doubtful = state.last.length > 0 && state.cells.some((cell) => cell.missed);
  return settle(doubtful ? merge(state, at, true) : state, at);
}

/** Capture ended: what is open becomes final. */
export function finishCaptions(state: CaptionState): Step {
  return { state: noCaptions, lines: openTurns(state) };
}

/** @param again the reading is the last one once more: it confirms, and proves nothing new. */
function merge(state: CaptionState, at: number, again: boolean): CaptionState {
  const overlap = findOverlap(state.cells, state.visible, state.final, state.last);
  if (!overlap || !isSame(overlap, state.cells, state.visible, state.last) || isSaidAgain(state, overlap, at)) {
    return again ? state : beginAnew(state, at);
  }
  return layOver(state, overlap, at, again);
}

/** The strip was empty in between: a line that was there comes back whole, a new one grows from its beginning. */
function isSaidAgain(state: CaptionState, overlap: Overlap, at: number): boolean {
  if (state.blankSince === null) return false;
  if (at - state.blankSince >= longBlank && overlap.words < fewWords) return true;
  return !endsRow(overlap, state.cells);
}

function beginAnew(state: CaptionState, at: number): CaptionState {
  const keep = isFirstWordRewritten(state, at) ? state.visible : state.cells.length;
  const [first, ...rest] = state.last as [FreshCell, ...FreshCell[]];
  const added = [newCell({ ...first, start: true, speaker: first.speaker ?? null }, at), ...rest.map((cell) => newCell(cell, at))];
  return { ...state, cells: inherit([...withoutRows(state.cells.slice(0, keep)), ...added]), visible: keep };
}

/** 你 → 您好: a word of which no character stayed, alone on the strip. */
function isFirstWordRewritten({ cells, final, visible, last, blankSince }: CaptionState, at: number): boolean {
  const shown = cells.slice(visible);
  const words = shown.filter((cell) => cell.label <= 0);
  const rows = (all: readonly { row: boolean }[]) => all.filter((cell) => cell.row).length;
  return (
    final <= visible &&
    blankSince === null &&
    words.length <= wordChars &&
    words.every((cell) => at - cell.at < wordMs) &&
    rows(shown) === rows(last) &&
    (shown[0]?.speaker ?? null) === (last[0]?.speaker ?? null)
  );
}

function layOver(state: CaptionState, overlap: Overlap, at: number, again: boolean): CaptionState {
  const { cells, final, last } = state;
  const other = otherLine(state, overlap);
  if (other !== null) return again ? state : instead(state, other, at);
  const corrected = correctsEnd(state, overlap);
  const out: Cell[] = withoutRows(cells.slice(0, overlap.from));
  let next = overlap.from;
  for (let i = 0; i < overlap.used; i++) {
    const fresh = last[i] as FreshCell;
    const place = overlap.place[i] as number;
    if (place >= 0) {
      overlook(place);
      out.push(paired(cells[place] as Cell, fresh, place < final, at, again, state.strip.names));
      next = place + 1;
    } else if (out.length > final || (out.length === final && !corrected)) out.push(newCell(fresh, at));
  }
  const added = last.slice(overlap.used);
  if (added.length === 0) overlook(cells.length);
  else out.push(...withoutRows(cells.slice(next, final)), ...goesOn(state, overlap, added, at));
  return { ...state, cells: inherit(out), visible: overlap.from };

  /** Known characters that the reading does not have: one reading may have overlooked them, two have not. */
  function overlook(to: number): void {
    for (; next < to; next++) {
      const cell = cells[next] as Cell;
      if (next < final) out.push({ ...cell, row: false });
      else if (!cell.missed && !again) out.push({ ...cell, row: false, missed: true });
      else if (out.length > final) out[out.length - 1] = { ...(out.at(-1) as Cell), at };
    }
  }
}

/** What the reading has behind the overlap: it replaces what was open there. Only the end of a final line stays as it was. */
function goesOn({ cells, final }: CaptionState, { to }: Overlap, added: readonly FreshCell[], at: number): Cell[] {
  const line = added.findIndex((cell) => cell.start === true);
  const same = line < 0 ? added.length : line;
  const replaced = Math.max(0, Math.min(final - to, same));
  // A mark makes way when a line goes on; a word that makes way was corrected.
  const rewritten = cells.slice(to, to + replaced).some((cell) => !isMark(cell.ch));
  const corrects = rewritten && same - replaced <= lateMore ? same : replaced;
  const tail = cells.slice(Math.max(final, to));
  const misread = (i: number) => (tail.length <= lateChars ? tail[i] : undefined);
  return added.slice(corrects).map((cell, i) => surer(misread(i), cell, at));
}

/** Whether what the reading puts in before the first open line stands in place of the final line's end, and corrects it. */
function correctsEnd({ cells, final, last }: CaptionState, { place }: Overlap): boolean {
  const next = place.indexOf(final);
  if (final === 0 || next < 0 || !cells[final]?.start) return false;
  const before = place.findLastIndex((at, i) => at >= 0 && i < next);
  const end = (cells[final - 1] as Cell).ch;
  const stands = place[before] === final - 1 && (isMark(end) || fold((last[before] as FreshCell).ch) === fold(end));
  return !stands && next - before - 1 <= lateMore;
}

/** Where in the reading another line stands in place of a final one that begins like it; null: nowhere. */
function otherLine({ cells, final, last }: CaptionState, { from, to, used, place }: Overlap): number | null {
  const differs = (fresh: FreshCell, at: number) => at < 0 || (fresh.sure >= sureEnough && fold(fresh.ch) !== fold((cells[at] as Cell).ch));
  const covered = place.findLastIndex((at) => at >= 0 && at < final) + 1;
  const wrong = last.slice(0, covered).flatMap((fresh, i) => (differs(fresh, place[i] as number) ? [i] : []));
  const pairs = place.slice(0, covered).filter((at) => at >= 0).length;
  const skipped = Math.min(final, to) - from - pairs;
  const gone = used < last.length ? Math.max(0, final - to) : 0;
  if (wrong.length + skipped + gone <= Math.max(lateChars, latePart * (final - from))) return null;
  const [first = used] = wrong;
  return last.findLastIndex((cell, i) => cell.row && i <= first);
}

/** The known lines stay as they are, and what stands on the strip from a row on is new. */
function instead(state: CaptionState, row: number, at: number): CaptionState {
  const added = state.last.slice(row).map((cell, i) => newCell(i === 0 ? { ...cell, start: true } : cell, at));
  return { ...state, cells: inherit([...withoutRows(state.cells), ...added]), visible: state.cells.length };
}

function paired(cell: Cell, fresh: FreshCell, final: boolean, at: number, again: boolean, names: StripMemory['names']): Cell {
  const row = fresh.row;
  if (final) return { ...cell, row };
  const start = fresh.start ?? cell.start;
  const speaker = likelier(cell.speaker, fresh.speaker, names);
  const vote = again || fresh.label === null ? 0 : fresh.label ? 2 : -2;
  const label = Math.max(-mostVotes, Math.min(mostVotes, cell.label + vote));
  const seen = { ...cell, row, start, speaker, label, missed: false };
  if (fold(fresh.ch) === fold(cell.ch)) {
    return fresh.sure > cell.sure ? { ...seen, ch: fresh.ch, sure: fresh.sure, rival: null } : { ...seen, rival: null };
  }
  const corrected = fresh.sure >= cell.sure - lessSure || (cell.rival === fresh.ch && !again);
  return corrected ? { ...seen, ch: fresh.ch, sure: fresh.sure, at, rival: null } : { ...seen, rival: fresh.ch };
}

/** The last characters of a growing line, read again: an unsure reading does not replace a sure one. */
function surer(known: Cell | undefined, fresh: FreshCell, at: number): Cell {
  const cell = newCell(fresh, at);
  return known && fresh.sure < known.sure - lessSure ? { ...cell, ch: known.ch, sure: known.sure, rival: fresh.ch } : cell;
}

function likelier(known: string | null, fresh: string | null | undefined, names: StripMemory['names']): string | null {
  if (!fresh || !known) return fresh ?? known;
  return (names[fresh] ?? 0) >= (names[known] ?? 0) ? fresh : known;
}

function newCell(fresh: FreshCell, at: number): Cell {
  const { ch, sure, row } = fresh;
  const label = fresh.label ? 1 : 0;
  return { ch, sure, row, label, start: fresh.start === true, speaker: fresh.speaker ?? null, at, missed: false, rival: null };
}

function withoutRows(cells: readonly Cell[]): Cell[] {
  return cells.map((cell) => (cell.row ? { ...cell, row: false } : cell));
}

/** Within a line everything has the speaker of its beginning. */
function inherit(cells: readonly Cell[]): Cell[] {
  const out: Cell[] = [];
  for (const cell of cells) {
    const speaker = cell.start ? cell.speaker : (out.at(-1)?.speaker ?? cell.speaker);
    out.push(speaker === cell.speaker ? cell : { ...cell, speaker });
  }
  return out;
}
