/**
 * Transcripts of 钉钉闪记 and 钉钉 AI 听记 (.txt, .docx): 会议主题 and 会议时间, often a summary, then lines such as
 * `发言人1 00:01:10` with the words below.
 */
import type { TextLayout } from './format.ts';
import { type Head, looksHeaded, parseHeaded, plainHead } from './headed.ts';

const mark = /钉钉|闪记|听记|DingTalk/;
const numbered = /^发言人\s*\d+(?:\s|$)/;

function head(line: string): Head | null {
  const plain = plainHead(line);
  return plain && { ...plain, sure: plain.sure || numbered.test(plain.speaker) };
}

export const dingtalk: TextLayout = {
  name: 'dingtalk',
  fits: (source) => looksHeaded(source, head) && (mark.test(source.slice(0, 400)) || /^\s*发言人\s*\d+\s+\d/m.test(source)),
  parse: (source, keepPreamble) => parseHeaded(source, keepPreamble, head),
};
