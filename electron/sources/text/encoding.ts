/** Bytes of a file → text, whatever Chinese programs write. Pure. */

import { limits } from '../../contract/constants.ts';
import type { Encoding } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';

export interface Decoded {
  text: string;
  encoding: Encoding;
}

/**
 * UTF-8 (with or without mark), UTF-16 (with mark, or told by where its zero bytes and its line ends are), else GB18030,
 * which GBK is part of. A file put together of several is read line by line.
 * @param mostBytes more is refused.
 * @throws AppError `empty-text`, `file-too-large`, `not-text`.
 */
export function decodeText(bytes: Uint8Array, mostBytes: number = limits.fileBytes): Decoded {
  if (bytes.length === 0) throw new AppError('empty-text');
  if (bytes.length > mostBytes) throw new AppError('file-too-large', String(bytes.length));
  const wide = utf16Of(bytes);
  if (wide) return { text: checked(new TextDecoder(wide).decode(bytes)), encoding: wide };
  if (bytes.includes(0)) throw new AppError('not-text');
  const utf8 = strictly('utf-8', bytes);
  if (utf8 !== null) return { text: checked(utf8), encoding: 'utf-8' };
  const decoded = byLine(bytes);
  return { ...decoded, text: checked(decoded.text) };
}

function strictly(encoding: 'utf-8' | 'gb18030', bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Not all of it is UTF-8: each line tells for itself. A line counts as UTF-8 if it is valid and holds a character of
 * three bytes, as all common Chinese ones are: GBK text is hardly ever that by accident (联通 alone is valid in both).
 */
function byLine(bytes: Uint8Array): Decoded {
  const parts = splitLines(bytes);
  const lines = parts.map((line, i) => ({ line, utf8: strictly('utf-8', line) ?? (i === parts.length - 1 ? cutOff(line) : null) }));
  const sure = lines.some(({ line, utf8 }) => utf8 !== null && line.some((byte) => byte >= 0xe0 && byte <= 0xef));
  const whole = sure ? null : strictly('gb18030', bytes);
  if (whole !== null) return { text: whole, encoding: 'gb18030' };
  if (!sure) throw new AppError('not-text');
  const text = lines.map(({ line, utf8 }) => utf8 ?? strictly('gb18030', line) ?? new TextDecoder('utf-8').decode(line)).join('\n');
  return { text, encoding: lines.some(({ utf8 }) => utf8 === null) ? 'mixed' : 'utf-8' };
}

/** A line whose last character was cut in the middle, without it. */
function cutOff(line: Uint8Array): string | null {
  return [1, 2, 3].reduce<string | null>((found, bytes) => found ?? strictly('utf-8', line.subarray(0, -bytes)), null);
}

function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  lines.push(bytes.subarray(start));
  return lines;
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.length % 2 !== 0) return null;
  // Without a mark: line ends and ASCII show as zero bytes on one side only.
  const sample = bytes.subarray(0, 4_096);
  let even = 0;
  let odd = 0;
  sample.forEach((byte, i) => {
    if (byte !== 0) return;
    if (i % 2 === 0) even++;
    else odd++;
  });
  if (odd > 0 && even === 0) return 'utf-16le';
  if (even > 0 && odd === 0) return 'utf-16be';
  return null;
}

/** Text may hold line ends and tabs, but a picture or a program holds other controls all over. */
function checked(text: string): string {
  let controls = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 0xfffd) controls++;
  }
  if (controls > 8 && controls > text.length / 100) throw new AppError('not-text');
  if (text.trim() === '') throw new AppError('empty-text');
  return text;
}
