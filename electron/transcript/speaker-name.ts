/** The speaker's name ahead of a colon. Captions and text files use the same form. Pure. */
import { limits } from '../contract/constants.ts';

/** `张三：您好`, `张三(00:01:02)：您好`; a name has no sentence marks in it and is not a web address. */
const named = /^([^:：，。！？；,.!?;\n]{1,300}?)\s*(?:[（(]\s*(\d{1,2}:\d{2}(?::\d{2})?)\s*[)）])?\s*[:：](?!\/\/)\s*(.*)$/u;
/** A time such as 10:30 inside a sentence is not a speaker. */
const clock = /\d$/;
/** A long run of words before a colon is a sentence; only display names padded with odd characters reach this far. */
const nameLength = 20;

/** `姓名(时间)：说的话` taken apart; null if no name stands ahead. */
export function splitName(line: string): { name: string; time: string | null; said: string } | null {
  const [, name, time, said] = named.exec(line) ?? [];
  return name && said !== undefined && isName(name, said) ? { name, time: time ?? null, said } : null;
}

function isName(name: string, said: string): boolean {
  if (clock.test(name) && /^\d/.test(said)) return false;
  return [...name].length <= nameLength || [...name].length > 60;
}

/** A speaker's name cut to its bound. It only labels; what was said is never cut. */
export function boundName(name: string): string | null {
  const bound = [...name.trim()].slice(0, limits.speakerChars / 2).join('');
  return bound === '' ? null : bound;
}
