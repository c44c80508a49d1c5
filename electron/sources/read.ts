/** Reads the bytes of a transcript file: decodes or unpacks them, recognises the format, and returns the conversations. */
import type { Encoding } from '../contract/domain.ts';
import { textOfDocx } from './formats/docx.ts';
import { type ParsedFile, parseFile } from './formats/index.ts';
import { decodeText } from './text/encoding.ts';

/** `encoding` is null for a Word file. */
export interface Transcript extends ParsedFile {
  encoding: Encoding | null;
}

/** The first bytes of every zip archive. They identify a Word file that was renamed. */
const zipHead = [0x50, 0x4b, 0x03, 0x04] as const;

/**
 * @param maxBytes the size limit of a text file.
 * @throws AppError `empty-text`, `file-too-large`, `not-text`, `not-docx`, `line-too-long`, `too-many-lines`.
 */
export async function readTranscript(name: string, bytes: Uint8Array, maxBytes?: number): Promise<Transcript> {
  if (/\.docx$/i.test(name) || zipHead.every((byte, i) => bytes[i] === byte)) {
    const parsed = parseFile(name.replace(/\.[^.]*$/, ''), await textOfDocx(bytes));
    return {
      ...parsed,
      conversations: parsed.conversations.map((conversation) => ({ ...conversation, id: name })),
      format: wordFormat(parsed),
      encoding: null,
    };
  }
  const { text, encoding } = decodeText(bytes, maxBytes);
  return { ...parseFile(name, text), encoding };
}

function wordFormat({ format }: ParsedFile): ParsedFile['format'] {
  return format === 'text' ? 'word' : format;
}
