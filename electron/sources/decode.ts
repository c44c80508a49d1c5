/** Bytes of a file or a clipboard → text, whatever Chinese programs write. Pure. */
import { AppError } from '../contract/result.ts';
import { limits } from '../contract/words.ts';

/**
 * UTF-8 (with or without mark), UTF-16 (with mark, or guessed from its zero bytes), else GB18030, which GBK is part of.
 * @param mostBytes more is refused.
 * @throws AppError `empty-text`, `paste-too-large`, `not-text`.
 */
export function decodeText(bytes: Uint8Array, mostBytes: number = limits.pasteBytes): string {
  if (bytes.length === 0) throw new AppError('empty-text');
  if (bytes.length > mostBytes) throw new AppError('paste-too-large', String(bytes.length));
  const encoding = utf16Of(bytes);
  if (encoding) return checked(new TextDecoder(encoding).decode(bytes));
  if (bytes.includes(0)) throw new AppError('not-text');
  try {
    return checked(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof AppError) throw error;
  }
  try {
    return checked(new TextDecoder('gb18030', { fatal: true }).decode(bytes));
  } catch {
    throw new AppError('not-text');
  }
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Without a mark: line ends and ASCII show as zero bytes on one side only.
  const sample = bytes.subarray(0, 4_096);
  let even = 0;
  let odd = 0;
  sample.forEach((byte, i) => {
    if (byte !== 0) return;
    if (i % 2 === 0) even++;
    else odd++;
  });
  if (odd > 0 && even === 0 && bytes.length % 2 === 0) return 'utf-16le';
  if (even > 0 && odd === 0 && bytes.length % 2 === 0) return 'utf-16be';
  return null;
}

/** Text may hold line ends and tabs, but a picture or a program holds other controls all over. */
function checked(text: string): string {
  let controls = 0;
  for (const c of text) {
    const code = c.codePointAt(0) as number;
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 0xfffd) controls++;
  }
  if (controls > 8 && controls > text.length / 100) throw new AppError('not-text');
  if (text.trim() === '') throw new AppError('empty-text');
  return text;
}
