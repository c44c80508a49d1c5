/** Decodes the bytes of a text file in the encodings that are usual in China. Pure. */

import { limits } from '../../contract/constants.ts';
import type { Encoding } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';

export interface Decoded {
  text: string;
  encoding: Encoding;
}

/**
 * Recognises UTF-8, UTF-16 (by its byte order mark, or by the positions of zero bytes), and GB18030, which includes GBK. A
 * file with lines in several of these encodings is decoded line by line.
 * @param maxBytes the size limit.
 * @throws AppError `empty-text`, `file-too-large`, `not-text`.
 */
export function decodeText(bytes: Uint8Array, maxBytes: number = limits.fileBytes): Decoded {
  if (bytes.length === 0) throw new AppError('empty-text');
  if (bytes.length > maxBytes) throw new AppError('file-too-large', String(bytes.length));
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
 * For a file that is not valid UTF-8 as a whole. If one line is valid UTF-8 and holds a character of three bytes, as all
 * common Chinese characters have, the file mixes encodings, and each line is decoded for itself; GBK text is hardly ever
 * valid UTF-8 by chance. (The bytes of 联通 are valid in both encodings, but have only two bytes each.)
 */
function byLine(bytes: Uint8Array): Decoded {
  const parts = splitLines(bytes);
  const lines = parts.map((line, i) => ({ line, utf8: strictly('utf-8', line) ?? (i === parts.length - 1 ? withoutCutChar(line) : null) }));
  const mixes = lines.some(({ line, utf8 }) => utf8 !== null && line.some((byte) => byte >= 0xe0 && byte <= 0xef));
  const whole = mixes ? null : strictly('gb18030', bytes);
  if (whole !== null) return { text: whole, encoding: 'gb18030' };
  if (!mixes) throw new AppError('not-text');
  const text = lines.map(({ line, utf8 }) => utf8 ?? strictly('gb18030', line) ?? new TextDecoder('utf-8').decode(line)).join('\n');
  return { text, encoding: lines.some(({ utf8 }) => utf8 === null) ? 'mixed' : 'utf-8' };
}

/** The text of a line whose last character is incomplete, without that character; null if it is not UTF-8. */
function withoutCutChar(line: Uint8Array): string | null {
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
  // Without a byte order mark: ASCII characters and line ends have a zero byte, always on the same side.
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

/** Binary files hold many control characters other than line ends and tabs. */
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
