/** A transcript file → conversations: its bytes decoded or unpacked, its format told, its words read. */
import type { Encoding } from '../contract/domain.ts';
import { textOfDocx } from './formats/docx.ts';
import { type Parsed, parseFile } from './formats/index.ts';
import { decodeText } from './text/encoding.ts';

/** `encoding` is null for a Word file, which has none to be seen. */
export interface Transcript extends Parsed {
  encoding: Encoding | null;
}

/** Every zip archive begins like this: a Word file that was renamed is still one. */
const zipHead = [0x50, 0x4b, 0x03, 0x04] as const;

/**
 * @param mostBytes of a text file; more is refused.
 * @throws AppError `empty-text`, `file-too-large`, `not-text`, `not-docx`, `line-too-long`, `too-many-lines`.
 */
export async function readTranscript(name: string, bytes: Uint8Array, mostBytes?: number): Promise<Transcript> {
  if (/\.docx$/i.test(name) || zipHead.every((byte, i) => bytes[i] === byte)) {
    const parsed = parseFile(name.replace(/\.[^.]*$/, ''), await textOfDocx(bytes));
    return { ...parsed, conversations: parsed.conversations.map((one) => ({ ...one, id: name })), format: wordOr(parsed), encoding: null };
  }
  const { text, encoding } = decodeText(bytes, mostBytes);
  return { ...parseFile(name, text), encoding };
}

function wordOr({ format }: Parsed): Parsed['format'] {
  return format === 'text' ? 'word' : format;
}
