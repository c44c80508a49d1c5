/** Text that people paste or keep in plain files → turns. Pure. */

import { limits } from '../../contract/constants.ts';
import type { Turn } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import { withoutInvisible } from '../../text/invisible.ts';
import { boundName, splitName } from '../../transcript/speaker-name.ts';
import { clockMs, dateMs } from './clock.ts';

/** `[00:01:02]`, `00:01:02.345`, `2024-05-01 10:11:12` at the start of a line. */
const timeAhead =
  /^[[(（【]?(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+)?(\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?)(?:\s*(?:-->|[-–~至])\s*[\d:.,]+)?[\])）】]?\s*/;

/**
 * One turn a line of text; `姓名：` at the start names the speaker. A line without a name has none: captions and
 * notes often break a sentence, and a wrong speaker misleads more than a missing one.
 * @throws AppError `empty-text`, `line-too-long` (detail: the line's number, from 1), `too-many-lines`.
 */
export function parseText(text: string): Turn[] {
  const turns: Turn[] = [];
  // Where lines carry dates, the first of them is the start of the recording.
  let start: number | undefined;
  text.split(/\r\n|[\n\r\u2028\u2029]/).forEach((raw, i) => {
    const turn = parseLine(raw);
    if (!turn) return;
    if (turn.text.length > limits.lineChars) throw new AppError('line-too-long', String(i + 1));
    const date = dateAhead(raw);
    start ??= date ?? undefined;
    turns.push(date === null || start === undefined ? turn : { ...turn, offset: Math.max(0, date - start) });
  });
  return checkTurns(turns);
}

/** @throws AppError `empty-text`, `too-many-lines`. */
export function checkTurns(turns: Turn[]): Turn[] {
  if (turns.length === 0) throw new AppError('empty-text');
  if (turns.length > limits.importLines) throw new AppError('too-many-lines', String(turns.length));
  return turns;
}

/** One line of text as a turn, with the time that stands ahead of it or behind the name; null if it holds nothing. */
export function parseLine(raw: string): Turn | null {
  const whole = collapseSpaces(raw);
  const ahead = timeAhead.exec(whole);
  const line = whole.slice(ahead?.[0].length ?? 0).trim();
  if (!hasContent(line)) return null;
  const split = splitName(line);
  const clock = ahead?.[1] ? null : ahead?.[2];
  const offset = clockMs(clock ?? split?.time ?? '');
  const time = offset === null ? {} : { offset };
  if (!split) return { speaker: null, text: line, ...time };
  return hasContent(split.said) ? { speaker: boundName(split.name), text: split.said.trim(), ...time } : null;
}

/**
 * A line without the spaces around it, and none of thousands inside: patterns with two stretches of spaces in them
 * would try every way to share them out.
 */
export function collapseSpaces(line: string): string {
  return line.trim().replace(/\s{4,}/g, '   ');
}

/** The date and time ahead of a line, in ms since 1970. */
export function dateAhead(raw: string): number | null {
  const ahead = timeAhead.exec(collapseSpaces(raw));
  return ahead?.[1] ? dateMs(ahead[0]) : null;
}

/** Spaces and invisible characters alone say nothing. */
export function hasContent(text: string): boolean {
  return /[\p{L}\p{N}\p{S}\p{P}]/u.test(withoutInvisible(text));
}
