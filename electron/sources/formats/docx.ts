/** Word files → their text, one paragraph or line break a line. The only file that knows mammoth. */
import mammoth from 'mammoth';
import { limits } from '../../contract/constants.ts';
import { AppError } from '../../contract/result.ts';
import { lookIntoZip } from '../zip.ts';

/** The text alone; pictures count towards the whole. Ten hours of a Teams meeting are about 6 MB. */
const documentBytes = 16 * 1024 * 1024;
const unpackedBytes = 96 * 1024 * 1024;

/** What mammoth makes of a document, as far as text goes. */
interface Piece {
  type: string;
  value?: string;
  children?: Piece[];
}

/** @throws AppError `not-docx`, `file-too-large`, `empty-text`. */
export async function textOfDocx(bytes: Uint8Array): Promise<string> {
  if (bytes.length > limits.fileBytes) throw new AppError('file-too-large', String(bytes.length));
  const document = lookIntoZip(bytes, unpackedBytes)?.find((entry) => entry.name === 'word/document.xml');
  if (!document) throw new AppError('not-docx');
  if (document.bytes > documentBytes) throw new AppError('file-too-large', 'document');
  let text = '';
  const transformDocument = (piece: Piece): Piece => {
    text = textOf(piece);
    // Nothing is left to be made into HTML: the text was all we wanted.
    return { ...piece, children: [] };
  };
  try {
    await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, { transformDocument });
  } catch (error) {
    throw new AppError('not-docx', undefined, { cause: error });
  }
  if (text.trim() === '') throw new AppError('empty-text');
  return text;
}

function textOf(piece: Piece): string {
  if (piece.type === 'text') return piece.value ?? '';
  if (piece.type === 'tab') return '\t';
  if (piece.type === 'break') return '\n';
  const inside = (piece.children ?? []).map(textOf).join('');
  return piece.type === 'paragraph' ? `${inside}\n` : inside;
}
