/**
 * Merges readings of a caption strip into stable lines. Captions grow, scroll and correct themselves, and recognition makes
 * different mistakes in each reading. So each reading is aligned with the known characters (align.ts), the newest text wins
 * until a line is final (settle.ts), and a final line never changes. Pure: time is a parameter.
 */
import { confident, endsAtRowEnd, findOverlap, isReliable, type Overlap } from './align.ts';
import { fold, isPunctuation } from './chars.ts';
import { type Reading, type ReadingChar, readRows, type SpeakerStyle, type StripMemory } from './rows.ts';
import { openTurns, settle } from './settle.ts';
import { type CaptionState, type MergedChar, type MergeResult, noCaptions } from './state.ts';

/** A reading with so much less confidence than the known character is a misreading rather than a correction. */
const lessConfident = 0.15;
/** If the strip was empty for this time (ms), fewer known characters than `fewChars` are a repetition, not the old line shown again. */
const longBlankMs = 3_000;
const fewChars = 8;
/** A first word may be replaced as a whole if it has at most this number of characters and changed within this time (ms). */
const firstWordChars = 4;
const firstWordMs = 1_500;
/** A final line may differ in this number of characters, or in this share of them: late corrections and misreadings. With more, it is another line. */
const lateChars = 3;
const lateShare = 0.15;
/** A correction may make the end of a final line longer by at most this number of characters. With more, the line continues. */
const lateExtraChars = 2;
/** The votes of one reading on whether a character is part of a name. The sum is limited, so that newer votes count more. */
const voteWeight = 2;
const maxVotes = 3;

/** When a reading is merged. */
interface Moment {
  /** ms */
  at: number;
  /** The reading was merged before: it confirms what is known, but is no new evidence. */
  repeated: boolean;
}

/** Merges what the strip shows now. */
export function readCaptions(state: CaptionState, reading: Reading, style: SpeakerStyle): MergeResult {
  const { at } = reading;
  const { chars, memory } = readRows(reading, state.strip, style);
  const next = { ...state, strip: memory, reading: chars };
  if (chars.length === 0) return settle({ ...next, blankSince: state.blankSince ?? at }, at);
  return settle({ ...merge(next, { at, repeated: false }), blankSince: null }, at);
}

/** Time has passed, and the strip looks as in the last reading. */
export function passTime(state: CaptionState, at: number): MergeResult {
  const doubtful = state.reading.length > 0 && state.chars.some((char) => char.missed);
  return settle(doubtful ? merge(state, { at, repeated: true }) : state, at);
}

/** The capture has ended: open lines become final. */
export function finishCaptions(state: CaptionState): MergeResult {
  return { state: noCaptions, lines: openTurns(state) };
}

function merge(state: CaptionState, moment: Moment): CaptionState {
  const overlap = findOverlap(state);
  if (!overlap || !isReliable(overlap, state) || isRepetition(state, overlap, moment.at)) {
    return moment.repeated ? state : startNewLine(state, moment.at);
  }
  return mergeOverlap(state, overlap, moment);
}

/**
 * After the strip was empty: whether known words were spoken a second time. An old line that is shown again comes back
 * whole at once; a new one grows from its beginning.
 */
function isRepetition(state: CaptionState, overlap: Overlap, at: number): boolean {
  if (state.blankSince === null) return false;
  if (at - state.blankSince >= longBlankMs && overlap.matchedWords < fewChars) return true;
  return !endsAtRowEnd(overlap, state.chars);
}

function startNewLine(state: CaptionState, at: number): CaptionState {
  const kept = replacesFirstWord(state, at) ? state.visibleFrom : state.chars.length;
  const [first, ...rest] = state.reading as [ReadingChar, ...ReadingChar[]];
  const added = [newChar({ ...first, startsLine: true, speaker: first.speaker ?? null }, at), ...rest.map((char) => newChar(char, at))];
  return { ...state, chars: inheritSpeakers([...withoutRows(state.chars.slice(0, kept)), ...added]), visibleFrom: kept };
}

/** 你 → 您好: the only word on the strip was corrected so that no character stayed. */
function replacesFirstWord({ chars, finalCount, visibleFrom, reading, blankSince }: CaptionState, at: number): boolean {
  const shown = chars.slice(visibleFrom);
  const words = shown.filter((char) => char.nameVotes <= 0);
  const rowCount = (all: readonly { startsRow: boolean }[]) => all.filter((char) => char.startsRow).length;
  return (
    finalCount <= visibleFrom &&
    blankSince === null &&
    words.length <= firstWordChars &&
    words.every((char) => at - char.changedAt < firstWordMs) &&
    rowCount(shown) === rowCount(reading) &&
    (shown[0]?.speaker ?? null) === (reading[0]?.speaker ?? null)
  );
}

function mergeOverlap(state: CaptionState, overlap: Overlap, moment: Moment): CaptionState {
  const { chars: known, finalCount, reading, strip } = state;
  const { at, repeated } = moment;
  const otherLineRow = otherLineStart(state, overlap);
  if (otherLineRow !== null) return repeated ? state : appendRows(state, otherLineRow, at);
  const corrected = correctsFinalEnd(state, overlap);
  const merged: MergedChar[] = withoutRows(known.slice(0, overlap.from));
  let next = overlap.from;
  for (let i = 0; i < overlap.length; i++) {
    const char = reading[i] as ReadingChar;
    const place = overlap.places[i] as number;
    if (place >= 0) {
      skipTo(place);
      const old = known[place] as MergedChar;
      merged.push(place < finalCount ? { ...old, startsRow: char.startsRow } : update(old, char, moment, strip.nameCounts));
      next = place + 1;
    } else if (merged.length > finalCount || (merged.length === finalCount && !corrected)) merged.push(newChar(char, at));
  }
  const added = reading.slice(overlap.length);
  if (added.length === 0) skipTo(known.length);
  else merged.push(...withoutRows(known.slice(next, finalCount)), ...appended(state, overlap, added, at));
  return { ...state, chars: inheritSpeakers(merged), visibleFrom: overlap.from };

  /** Known characters that the reading lacks. One reading may have overlooked them; if the next one lacks them too, they go. */
  function skipTo(place: number): void {
    for (; next < place; next++) {
      const char = known[next] as MergedChar;
      if (next < finalCount) merged.push({ ...char, startsRow: false });
      else if (!char.missed && !repeated) merged.push({ ...char, startsRow: false, missed: true });
      else if (merged.length > finalCount) merged[merged.length - 1] = { ...(merged.at(-1) as MergedChar), changedAt: at };
    }
  }
}

/** The characters of the reading behind the overlap. They replace the open characters there; final ones stay. */
function appended({ chars: known, finalCount }: CaptionState, { to }: Overlap, added: readonly ReadingChar[], at: number): MergedChar[] {
  const nextLine = added.findIndex((char) => char.startsLine === true);
  const sameLine = nextLine < 0 ? added.length : nextLine;
  // The first `replaced` new characters stand in the place of final characters behind the overlap.
  const replaced = Math.max(0, Math.min(finalCount - to, sameLine));
  // If a word gave way, they correct the end of the final line and are left out. If only punctuation gave way, the line continues.
  const replacesWord = known.slice(to, to + replaced).some((char) => !isPunctuation(char.ch));
  const leftOut = replacesWord && sameLine - replaced <= lateExtraChars ? sameLine : replaced;
  const open = known.slice(Math.max(finalCount, to));
  const misread = (i: number) => (open.length <= lateChars ? open[i] : undefined);
  return added.slice(leftOut).map((char, i) => moreConfident(misread(i), char, at));
}

/** Whether the characters that the reading inserts before the first open line are a correction of the final line's end. */
function correctsFinalEnd({ chars: known, finalCount, reading }: CaptionState, { places }: Overlap): boolean {
  const next = places.indexOf(finalCount);
  if (finalCount === 0 || next < 0 || !known[finalCount]?.startsLine) return false;
  const before = places.findLastIndex((place, i) => place >= 0 && i < next);
  const end = (known[finalCount - 1] as MergedChar).ch;
  const endStands = places[before] === finalCount - 1 && (isPunctuation(end) || fold((reading[before] as ReadingChar).ch) === fold(end));
  return !endStands && next - before - 1 <= lateExtraChars;
}

/**
 * The reading may show another line in the place of a final line with the same beginning. @returns the index in the reading
 * of the row with the first difference; null if the differences are so few that it is the same line.
 */
function otherLineStart({ chars: known, finalCount, reading }: CaptionState, { from, to, length, places }: Overlap): number | null {
  const differs = (char: ReadingChar, place: number) =>
    place < 0 || (char.confidence >= confident && fold(char.ch) !== fold((known[place] as MergedChar).ch));
  const covered = places.findLastIndex((place) => place >= 0 && place < finalCount) + 1;
  const different = reading.slice(0, covered).flatMap((char, i) => (differs(char, places[i] as number) ? [i] : []));
  const pairs = places.slice(0, covered).filter((place) => place >= 0).length;
  const skipped = Math.min(finalCount, to) - from - pairs;
  const cutOff = length < reading.length ? Math.max(0, finalCount - to) : 0;
  if (different.length + skipped + cutOff <= Math.max(lateChars, lateShare * (finalCount - from))) return null;
  const [first = length] = different;
  return reading.findLastIndex((char, i) => char.startsRow && i <= first);
}

/** Keeps the known lines and appends the reading from a row on as a new line. */
function appendRows(state: CaptionState, row: number, at: number): CaptionState {
  const added = state.reading.slice(row).map((char, i) => newChar(i === 0 ? { ...char, startsLine: true } : char, at));
  return { ...state, chars: inheritSpeakers([...withoutRows(state.chars), ...added]), visibleFrom: state.chars.length };
}

/** An open character with what the newest reading says about it. */
function update(old: MergedChar, char: ReadingChar, { at, repeated }: Moment, nameCounts: StripMemory['nameCounts']): MergedChar {
  const vote = repeated || char.inName === null ? 0 : char.inName ? voteWeight : -voteWeight;
  const seen = {
    ...old,
    startsRow: char.startsRow,
    startsLine: char.startsLine ?? old.startsLine,
    speaker: likelierSpeaker(old.speaker, char.speaker, nameCounts),
    nameVotes: Math.max(-maxVotes, Math.min(maxVotes, old.nameVotes + vote)),
    missed: false,
  };
  const { ch, confidence } = char;
  if (fold(ch) === fold(old.ch)) return confidence > old.confidence ? { ...seen, ch, confidence, rival: null } : { ...seen, rival: null };
  const corrected = confidence >= old.confidence - lessConfident || (old.rival === ch && !repeated);
  return corrected ? { ...seen, ch, confidence, changedAt: at, rival: null } : { ...seen, rival: ch };
}

/** A character at the growing end of a line, read again: a reading with less confidence does not replace the one before. */
function moreConfident(old: MergedChar | undefined, char: ReadingChar, at: number): MergedChar {
  const fresh = newChar(char, at);
  return old && char.confidence < old.confidence - lessConfident
    ? { ...fresh, ch: old.ch, confidence: old.confidence, rival: char.ch }
    : fresh;
}

/** Of two readings of the speaker, the name that was read more often; the newer one if both were read equally often. */
function likelierSpeaker(old: string | null, read: string | null | undefined, nameCounts: StripMemory['nameCounts']): string | null {
  if (!read || !old) return read ?? old;
  return (nameCounts[read] ?? 0) >= (nameCounts[old] ?? 0) ? read : old;
}

function newChar({ ch, confidence, startsRow, startsLine, inName, speaker }: ReadingChar, at: number): MergedChar {
  return {
    ch,
    confidence,
    startsRow,
    startsLine: startsLine === true,
    speaker: speaker ?? null,
    nameVotes: inName ? 1 : 0,
    changedAt: at,
    missed: false,
    rival: null,
  };
}

function withoutRows(chars: readonly MergedChar[]): MergedChar[] {
  return chars.map((char) => (char.startsRow ? { ...char, startsRow: false } : char));
}

/** Gives every character of a line the speaker of its first one. */
function inheritSpeakers(chars: readonly MergedChar[]): MergedChar[] {
  const out: MergedChar[] = [];
  for (const char of chars) {
    const speaker = char.startsLine ? char.speaker : (out.at(-1)?.speaker ?? char.speaker);
    out.push(speaker === char.speaker ? char : { ...char, speaker });
  }
  return out;
}
