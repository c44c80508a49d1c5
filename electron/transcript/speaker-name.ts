/** Finds the speaker's name before a colon, as captions and text files write it. Pure. */
import { limits } from '../contract/constants.ts';

/** `张三：您好`, `张三(00:01:02)：您好`; a name has no punctuation of sentences, and `//` does not follow the colon of a name. */
const named = /^([^:：，。！？；,.!?;\n]{1,300}?)\s*(?:[（(]\s*(\d{1,2}:\d{2}(?::\d{2})?)\s*[)）])?\s*[:：](?!\/\/)\s*(.*)$/u;
/** Digits before and after the colon are a time such as 10:30. */
const endsInDigit = /\d$/;
/**
 * Characters. Longer text before a colon is a part of a sentence, up to a length that no sentence reaches without
 * punctuation: that is a display name padded with odd characters.
 */
const maxNameLength = 20;
const paddedNameLength = 60;

/** Splits `姓名(时间)：说的话`; null if the line does not begin with a name. */
export function splitName(line: string): { name: string; time: string | null; said: string } | null {
  const [, name, time, said] = named.exec(line) ?? [];
  return name && said !== undefined && isName(name, said) ? { name, time: time ?? null, said } : null;
}

function isName(name: string, said: string): boolean {
  if (endsInDigit.test(name) && /^\d/.test(said)) return false;
  return [...name].length <= maxNameLength || [...name].length > paddedNameLength;
}

/** A speaker's name, shortened to the limit; null if it is empty. Only names are shortened, never words. */
export function boundName(name: string): string | null {
  const bound = [...name.trim()].slice(0, limits.speakerChars / 2).join('');
  return bound === '' ? null : bound;
}
