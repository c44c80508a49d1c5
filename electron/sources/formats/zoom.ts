/**
 * Saved captions of Zoom (.txt): `[张三] 10:01:02` and the words below; and its saved chat: `10:01:02 From 张三 to Everyone:`
 * with the words below or behind it. The times are times of day; offsets count from the first one. vtt.ts reads .vtt files
 * of Zoom.
 */
import { clockMs, clockPattern } from '../text/clock.ts';
import type { TextLayout } from './format.ts';
import { type Head, looksHeaded, parseHeaded } from './headed.ts';

const caption = new RegExp(`^\\[([^\\]]{1,80})\\]\\s+(${clockPattern})\\s*$`, 'u');
const chat = new RegExp(`^(${clockPattern})\\s+From\\s+(.{1,80}?)\\s+to\\s+[^:：]{1,80}[:：]\\s*(.*)$`, 'iu');

function head(line: string): Head | null {
  const [, name, clock] = caption.exec(line) ?? [];
  const [, clockAhead, sender, rest] = name ? [] : (chat.exec(line) ?? []);
  const time = clockMs(clock ?? clockAhead ?? '');
  const speaker = name ?? sender;
  return speaker === undefined || time === null ? null : { speaker, time, rest: rest ?? '', sure: true };
}

export const zoom: TextLayout = {
  name: 'zoom',
  fits: (source) => looksHeaded(source, head),
  parse(source, keepPreamble) {
    const { turns } = parseHeaded(source, keepPreamble, head);
    const first = turns.find((turn) => turn.offset !== undefined)?.offset ?? 0;
    return { turns: turns.map((turn) => (turn.offset === undefined ? turn : { ...turn, offset: turn.offset - first })) };
  },
};
