/** Decides when a line of captions is final: it has not changed for a while, it has scrolled away, or it is very long. Pure. */
import type { Turn } from '../../contract/domain.ts';
import { endsSentence, hasLetterOrDigit, isPunctuation, normaliseCaption } from './chars.ts';
import type { CaptionState, MergedChar, MergeResult } from './state.ts';

/**
 * ms without a change after which a line is final: after a sentence end or before another line, and in the middle of a
 * sentence. Caption programs correct their last word about half a second after they show it.
 */
const quietAfterEndMs = 800;
const quietMidSentenceMs = 1_200;
/** Characters. A longer line does not wait for its end: its complete sentences become final. */
const longLine = 60;
/** Characters. A line of this length without a sentence end is cut after a comma or anywhere. */
const endlessLine = 160;
/** Least number of characters before and behind a cut. Those behind it may still grow. */
const minBeforeCut = 12;
const minAfterCut = 4;

export function settle(state: CaptionState, at: number): MergeResult {
  const lines: Turn[] = [];
  let { finalCount } = state;
  for (;;) {
    const end = finalEnd(state, finalCount, at);
    if (end === finalCount) break;
    lines.push(...toTurns(state.chars.slice(finalCount, end)));
    finalCount = end;
  }
  return { state: forget({ ...state, finalCount }), lines };
}

/** The open lines as they read now, for the preview. */
export function openTurns(state: CaptionState): Turn[] {
  const turns: Turn[] = [];
  for (let from = state.finalCount; from < state.chars.length; ) {
    const to = lineEnd(state.chars, from);
    turns.push(...toTurns(state.chars.slice(from, to)));
    from = to;
  }
  return turns;
}

/** Up to where the line that begins at `from` is final now; `from` if nothing of it is. */
function finalEnd({ chars, visibleFrom }: CaptionState, from: number, at: number): number {
  if (from === chars.length) return from;
  const to = lineEnd(chars, from);
  const scrolledAway = to <= visibleFrom;
  if (scrolledAway || at - lastChange(chars, from, to) >= quietTime(chars, to)) return to;
  return to - from >= longLine ? cutEnd(chars, from, to, at) : from;
}

function lineEnd(chars: readonly MergedChar[], from: number): number {
  const next = chars.findIndex((char, i) => i > from && char.startsLine);
  return next < 0 ? chars.length : next;
}

function quietTime(chars: readonly MergedChar[], to: number): number {
  return to < chars.length || endsSentence(chars[to - 1]?.ch) ? quietAfterEndMs : quietMidSentenceMs;
}

function lastChange(chars: readonly MergedChar[], from: number, to: number): number {
  return chars.slice(from, to).reduce((latest, char) => Math.max(latest, char.changedAt), 0);
}

/** Where to cut a long line: after its last quiet sentence; in an endless line after a comma, else anywhere. `from`: nowhere. */
function cutEnd(chars: readonly MergedChar[], from: number, to: number, at: number): number {
  const changing = chars.findIndex((char, i) => i >= from && i < to && at - char.changedAt < quietMidSentenceMs);
  const limit = Math.min(changing < 0 ? to : changing, to - minAfterCut);
  const cutAfter = (ends: (char: MergedChar) => boolean) => {
    for (let i = limit - 1; i >= from + minBeforeCut; i--) if (ends(chars[i] as MergedChar)) return i + 1;
    return from;
  };
  const sentence = cutAfter((char) => endsSentence(char.ch));
  if (sentence > from || to - from < endlessLine) return sentence;
  const clause = cutAfter((char) => isPunctuation(char.ch));
  return clause > from ? clause : cutAfter(() => true);
}

/** The turn of a line, without the name and without punctuation at its beginning. Empty if the line holds no word. */
function toTurns(chars: readonly MergedChar[]): Turn[] {
  const words = chars.filter((char) => char.nameVotes <= 0);
  const text = normaliseCaption(words.map((char) => char.ch).join('')).replace(/^[，。、,.；;：:\s]+/, '');
  return hasLetterOrDigit(text) ? [{ speaker: chars[0]?.speaker ?? null, text }] : [];
}

/** Characters above the strip that are kept, because the user may scroll back to them. */
const keptAbove = 120;

/** Drops final characters that are too far above the strip to come back. */
function forget(state: CaptionState): CaptionState {
  const dropped = Math.max(0, Math.min(state.finalCount, state.visibleFrom) - keptAbove);
  if (dropped === 0) return state;
  return {
    ...state,
    chars: state.chars.slice(dropped),
    finalCount: state.finalCount - dropped,
    visibleFrom: state.visibleFrom - dropped,
  };
}
