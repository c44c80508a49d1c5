/**
 * Transcripts of 腾讯会议 (.txt, .docx, pasted): name, number and date of the meeting, then `张三(00:00:05): 您好` on one line
 * or with the words below; in other versions `张三 00:00:05`.
 */
import { clockMs, clockPattern } from '../text/clock.ts';
import type { TextLayout } from './format.ts';
import { type Head, looksHeaded, parseHeaded, plainHead } from './headed.ts';

const mark = /腾讯会议|会议号|Tencent Meeting|VooV/;
const bracketed = new RegExp(
  `^([^\\s，。！？；：:][^，。！？；：:]{0,39}?)\\s*[（(]\\s*(${clockPattern})\\s*[)）]\\s*[:：]?\\s*(.*)$`,
  'u',
);

function head(line: string): Head | null {
  const [, speaker, clock, rest] = bracketed.exec(line) ?? [];
  const time = clockMs(clock ?? '');
  if (speaker === undefined || time === null) return plainHead(line);
  return { speaker, time, rest: rest ?? '', sure: true };
}

export const tencent: TextLayout = {
  name: 'tencent',
  fits: (source) => looksHeaded(source, head) && (mark.test(source.slice(0, 400)) || looksHeaded(source, onlyBracketed)),
  parse: (source, keepPreamble) => parseHeaded(source, keepPreamble, head),
};

function onlyBracketed(line: string): Head | null {
  return bracketed.test(line) ? head(line) : null;
}
