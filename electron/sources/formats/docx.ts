/** Extracts the text of Word files: each paragraph and each line break ends a line. The only file that imports mammoth. */
import mammoth from 'mammoth';
import { limits } from '../../contract/constants.ts';
import { AppError } from '../../contract/result.ts';
import { measureZip } from '../zip.ts';

/** Limits of the unpacked text and of everything unpacked, with pictures. The text of a Teams meeting of ten hours has about 6 MB. */
const maxTextBytes = 16 * 1024 * 1024;
const maxUnpackedBytes = 96 * 1024 * 1024;

/** A node of the document that mammoth parses, as far as this file needs it. */
interface DocumentNode {
  type: string;
  value?: string;
  children?: DocumentNode[];
}

/** @throws AppError `not-docx`, `file-too-large`, `empty-text`. */
export async function textOfDocx(bytes: Uint8Array): Promise<string> {
  if (bytes.length > limits.fileBytes) throw new AppError('file-too-large', String(bytes.length));
  const document = (await measureZip(bytes, maxUnpackedBytes))?.find((entry) => entry.name === 'word/document.xml');
  if (!document) throw new AppError('not-docx');
  if (document.bytes > maxTextBytes) throw new AppError('file-too-large', 'document');
  let text = '';
  const transformDocument = (node: DocumentNode): DocumentNode => {
    text = textOf(node);
    // Without children mammoth has nothing to convert to HTML, which is not needed.
    return { ...node, children: [] };
  };
  try {
    await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, { transformDocument });
  } catch (error) {
    throw new AppError('not-docx', undefined, { cause: error });
  }
  if (text.trim() === '') throw new AppError('empty-text');
  return text;
}

function textOf(node: DocumentNode): string {
  if (node.type === 'text') return node.value ?? '';
  if (node.type === 'tab') return '\t';
  if (node.type === 'break') return '\n';
  const inside = (node.children ?? []).map(textOf).join('');
  return node.type === 'paragraph' ? `${inside}\n` : inside;
}
