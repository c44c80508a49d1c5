/**
 * Transcripts of 飞书妙记 (.txt, .docx, pasted): date and duration, 关键词, then 文字记录 with lines such as `说话人 1 00:02`
 * and the words below. Some exports write thousandths of seconds, or the words on the same line.
 *
 *     2026年6月15日 下午 11:32|1小时 8分钟 33秒
 *
 *     文字记录:
 *     说话人 1 00:02
 *     喂，您好。
 */
import { clockMs } from '../text/clock.ts';
import type { TextLayout } from './format.ts';
import { type Head, looksHeaded, parseHeaded, plainHead } from './headed.ts';

const firstLine = /^\s*\d{4}年\d{1,2}月\d{1,2}日.*[|｜]\s*\d+\s*(?:小时|分钟|秒)/m;
const body = /^\s*(?:文字记录|Transcript)\s*[:：]?\s*$/im;
const inline = /^((?:说话人|Speaker)\s*\d+)\s+(\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?)\s*(\S.*)$/u;

function head(line: string): Head | null {
  const plain = plainHead(line);
  if (plain) return { ...plain, sure: plain.sure || /^(?:说话人|Speaker)\s*\d/.test(plain.speaker) };
  const [, speaker, clock, rest] = inline.exec(line) ?? [];
  const time = clockMs(clock ?? '');
  return speaker === undefined || rest === undefined || time === null ? null : { speaker, time, rest, sure: true };
}

export const feishu: TextLayout = {
  name: 'feishu',
  fits: (source) => (firstLine.test(source) || body.test(source)) && looksHeaded(source, head),
  parse: (source, keepPreamble) => parseHeaded(source, keepPreamble, head, (line) => body.test(line)),
};
