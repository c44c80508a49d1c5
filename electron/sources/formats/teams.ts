/**
 * Transcripts of Teams in Word files: title, date and duration, then `张三   0:03` with the words behind or below it. Older
 * ones have three lines for each turn: `0:0:5.100 --> 0:0:8.250`, the name, the words. vtt.ts reads .vtt files of Teams.
 */
import type { Turn } from '../../contract/domain.ts';
import { clockMs, clockPattern } from '../text/clock.ts';
import { collapseSpaces } from '../text/parse.ts';
import { makeTurn, type ParsedText, type TextLayout } from './format.ts';
import { type Head, looksHeaded, parseHeaded, plainHead } from './headed.ts';

const event = /(?:started|stopped) transcription|(?:已?(?:开始|停止|启动)了?(?:听录|转录|脚本|听写))/i;
const spaced = new RegExp(`^(.{1,80}?)\\s{2,}(${clockPattern})(?:\\s+(.*))?$`, 'u');
const arrow = new RegExp(`^(${clockPattern})\\s*-->\\s*${clockPattern}$`);

function head(line: string): Head | null {
  const [, speaker, clock, rest] = spaced.exec(line) ?? [];
  const time = clockMs(clock ?? '');
  if (speaker === undefined || time === null) return plainHead(line);
  return { speaker, time, rest: rest ?? '', sure: true };
}

export const teams: TextLayout = {
  name: 'teams',
  fits: (source) => hasArrows(source) || (looksHeaded(source, head) && (event.test(source) || looksHeaded(source, onlySpaced))),
  parse(source, keepPreamble) {
    return hasArrows(source) ? parseArrows(source) : parseHeaded(source, keepPreamble, head, (line) => event.test(line));
  },
};

function onlySpaced(line: string): Head | null {
  return spaced.test(line) ? head(line) : null;
}

function hasArrows(source: string): boolean {
  return source.split('\n').filter((line) => arrow.test(collapseSpaces(line))).length >= 2;
}

/** The older form: a line with the times, a line with the name, then the words up to the next times. */
function parseArrows(source: string): ParsedText {
  const turns: Turn[] = [];
  let time: number | null = null;
  let speaker: string | null = null;
  for (const raw of source.split('\n')) {
    const line = collapseSpaces(raw);
    const found = arrow.exec(line);
    const turn = !found && speaker !== null ? makeTurn(speaker, line, time) : null;
    if (found) {
      time = clockMs(found[1] ?? '');
      speaker = null;
    } else if (turn) {
      turns.push(turn);
    } else if (time !== null && line !== '') {
      speaker ??= line;
    }
  }
  return { turns };
}
