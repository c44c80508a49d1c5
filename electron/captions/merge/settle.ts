/** When a line of captions is final: it was quiet for a while, it scrolled away, or it is so long that its beginning can go. Pure. */
import type { Turn } from '../../contract/domain.ts';
import { endsSentence, isMark, saysSomething, tidy } from './chars.ts';
import type { CaptionState, Cell, Step } from './state.ts';

/**
 * A line is final when it looks the same so long (ms) after it was first seen so: at the end of a sentence or before
 * another line, and in the middle of one. Programs correct their last word about half a second after it.
 */
const quietEnd = 800;
const quietMiddle = 1_200;
/** A line this long need not wait for its end: whole sentences at its beginning are final as they are. */
const longLine = 60;
/** Without any sentence mark, so much later. */
const endlessLine = 160;
const shortestSentence = 12;
/** Words still growing behind a cut. */
const behindCut = 4;

export function settle(state: CaptionState, at: number): Step {
  const lines: Turn[] = [];
  let { final } = state;
  for (;;) {
    const end = finalEnd(state, final, at);
    if (end === final) break;
    lines.push(...turnOf(state.cells.slice(final, end)));
    final = end;
  }
  return { state: forget({ ...state, final }), lines };
}

/** What is open now, as lines: for the eye of the user, not for the judge. */
export function openTurns(state: CaptionState): Turn[] {
  const turns: Turn[] = [];
  for (let from = state.final; from < state.cells.length; ) {
    const to = lineEnd(state.cells, from);
    turns.push(...turnOf(state.cells.slice(from, to)));
    from = to;
  }
  return turns;
}

function finalEnd(state: CaptionState, from: number, at: number): number {
  const { cells, visible } = state;
  if (from === cells.length) return from;
  const to = lineEnd(cells, from);
  if (to <= visible || at - changedAt(cells, from, to) >= quietFor(cells, to)) return to;
  return to - from >= longLine ? cutEnd(cells, from, to, at) : from;
}

function lineEnd(cells: readonly Cell[], from: number): number {
  const next = cells.findIndex((cell, i) => i > from && cell.start);
  return next < 0 ? cells.length : next;
}

function quietFor(cells: readonly Cell[], to: number): number {
  return to < cells.length || endsSentence(cells[to - 1]?.ch) ? quietEnd : quietMiddle;
}

function changedAt(cells: readonly Cell[], from: number, to: number): number {
  return cells.slice(from, to).reduce((latest, cell) => Math.max(latest, cell.at), 0);
}

/** Where a long line's settled beginning ends: behind a sentence, in an endless one behind a comma or anywhere. */
function cutEnd(cells: readonly Cell[], from: number, to: number, at: number): number {
  const moving = cells.findIndex((cell, i) => i >= from && i < to && at - cell.at < quietMiddle);
  const limit = Math.min(moving < 0 ? to : moving, to - behindCut);
  const cut = (ends: (cell: Cell) => boolean) => {
    for (let i = limit - 1; i >= from + shortestSentence; i--) if (ends(cells[i] as Cell)) return i + 1;
    return from;
  };
  const sentence = cut((cell) => endsSentence(cell.ch));
  if (sentence > from || to - from < endlessLine) return sentence;
  const clause = cut((cell) => isMark(cell.ch));
  return clause > from ? clause : cut(() => true);
}

/** A line as it is handed out; none if it holds no word. A line that goes on after a pause does not begin with its comma. */
function turnOf(cells: readonly Cell[]): Turn[] {
  const words = cells.filter((cell) => cell.label <= 0);
  const text = tidy(words.map((cell) => cell.ch).join('')).replace(/^[，。、,.；;：:\s]+/, '');
  return saysSomething(text) ? [{ speaker: cells[0]?.speaker ?? null, text }] : [];
}

/** Text so far above the strip can come back when the user scrolls. */
const remembered = 120;

/** Forgets what is final and too far up to come back. */
function forget(state: CaptionState): CaptionState {
  const cut = Math.max(0, Math.min(state.final, state.visible) - remembered);
  if (cut === 0) return state;
  return { ...state, cells: state.cells.slice(cut), final: state.final - cut, visible: state.visible - cut };
}
