/** Reads turns from plain text, pasted or from a file. Pure. */

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
 * Reads one turn from each line; `姓名：` at its start names the speaker. A line without a name does not inherit the speaker
 * of the line before: captions and notes often break a sentence, and a wrong speaker is worse than none.
 * @throws AppError `empty-text`, `line-too-long` (detail: the line number, from 1), `too-many-lines`.
 */
export function parseText(text: string): Turn[] {
  const turns: Turn[] = [];
  // If lines have dates, offsets count from the first one.
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

/** The turn in a line, with the time before it or behind the name; null if the line has no words. */
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
 * Trims a line and shortens long runs of spaces inside it. Otherwise a pattern that allows spaces in two places would try
 * every way to divide thousands of spaces between them.
 */
export function collapseSpaces(line: string): string {
  return line.trim().replace(/\s{4,}/g, '   ');
}

/** The date at the start of a line, with its time, in ms since 1970; null if there is none. */
export function dateAhead(raw: string): number | null {
  const ahead = timeAhead.exec(collapseSpaces(raw));
  return ahead?.[1] ? dateMs(ahead[0]) : null;
}

/** Whether a text has a visible character. */
export function hasContent(text: string): boolean {
  return /[\p{L}\p{N}\p{S}\p{P}]/u.test(withoutInvisible(text));
}
