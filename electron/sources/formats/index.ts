/** Recognises the format of a text and reads it. Pure. The text of .docx files is extracted by docx.ts before. */

import { limits } from '../../contract/constants.ts';
import type { FileFormat, Turn } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import { dingtalk } from './dingtalk.ts';
import { feishu } from './feishu.ts';
import { baseName, type Conversation, type ParsedText, readTurns, type TextLayout } from './format.ts';
import { parseJson } from './json.ts';
import { parseJsonLines } from './jsonl.ts';
import { minutes } from './minutes.ts';
import { parseSrt } from './srt.ts';
import { teams } from './teams.ts';
import { tencent } from './tencent.ts';
import { text as plain } from './text.ts';
import { parseVtt } from './vtt.ts';
import { zoom } from './zoom.ts';

/** The most specific layout first; plain text fits everything. */
const layouts: readonly TextLayout[] = [feishu, dingtalk, zoom, teams, tencent, minutes, plain];

/** A text with more lines, counting empty ones and times, is refused before any layout is tried. */
const mostLines = 10 * limits.importLines;

/** The contents of a file: one conversation, or several in .jsonl. */
export interface ParsedFile {
  format: FileFormat;
  conversations: Conversation[];
}

/**
 * @param name the name of the file; .jsonl, .json, .vtt and .srt are recognised by it.
 * @throws AppError `empty-text`, `line-too-long`, `too-many-lines`, `not-text` (detail: what is wrong where).
 */
export function parseFile(name: string, text: string): ParsedFile {
  const id = baseName(name);
  if (linesOf(text) > mostLines) throw new AppError('too-many-lines');
  const ending = /\.([a-z0-9]+)$/i.exec(id)?.[1]?.toLowerCase();
  if (ending === 'jsonl') return { format: 'jsonl', conversations: parseJsonLines(text, id) };
  if (ending === 'json') return { format: 'json', conversations: [parseJson(text, id)] };
  // These two are also recognised by their beginning, because people rename files.
  if (ending === 'vtt' || /^\ufeff?WEBVTT(?:\s|$)/.test(text)) return one('vtt', id, { turns: parseVtt(text) });
  if (ending === 'srt' || /^\s*\d+\s*\r?\n\s*[\d:.,]+\s*-->/.test(text)) return one('srt', id, { turns: parseSrt(text) });
  const layout = layoutOf(text);
  return one(layout.name, id, layout.parse(text, false));
}

/** Reads pasted text, in any of the text layouts. @throws AppError the codes of `parseFile`. */
export function parsePasted(text: string): Turn[] {
  return readTurns(layoutOf(text).parse(text, true).turns);
}

export function layoutOf(text: string): TextLayout {
  return layouts.find((layout) => layout.fits(text)) ?? plain;
}

function linesOf(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0 && lines <= mostLines; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

function one(format: FileFormat, id: string, { turns, startedAt }: ParsedText): ParsedFile {
  const conversation = { id, turns: readTurns(turns) };
  return { format, conversations: [startedAt === undefined ? conversation : { ...conversation, startedAt }] };
}
