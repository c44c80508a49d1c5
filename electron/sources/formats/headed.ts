/**
 * The layout that most meeting programs share: a head (a line with a name and a time), and the words below it. Each format
 * recognises the heads of its program; this file decides which of the candidates are heads. Pure.
 */
import type { Turn } from '../../contract/domain.ts';
import { clockMs, clockPattern, dateMs } from '../text/clock.ts';
import { collapseSpaces } from '../text/parse.ts';
import { makeTurn, type ParsedText } from './format.ts';

/** A line that may be a head. `rest` is the text behind the time on the same line. */
export interface Head {
  speaker: string;
  /** ms */
  time: number;
  rest: string;
  /** Only a head has this form. If false, the line may also be a sentence that ends with a time (会议改到 10:30). */
  sure: boolean;
}

const name = String.raw`[^\s，。！？；：:,;!?[\]【】<>][^，。！？；：:;!?[\]【】<>]{0,39}?`;
const nameFirst = new RegExp(`^(${name})\\s+[[（(【]?(${clockPattern})[\\])）】]?\\s*$`, 'u');
const timeFirst = new RegExp(`^[[（(【]?(${clockPattern})[\\])）】]?\\s+(${name})\\s*$`, 'u');

/** `张三 00:12:34` or `[00:12:34] 张三`. A time with hours, minutes and seconds is sure. */
export function plainHead(line: string): Head | null {
  const [, speaker, clock] = nameFirst.exec(line) ?? [];
  const [, clockAhead, speakerBehind] = speaker ? [] : (timeFirst.exec(line) ?? []);
  const time = clockMs(clock ?? clockAhead ?? '');
  const who = speaker ?? speakerBehind;
  if (time === null || who === undefined || /^\d+$/.test(who)) return null;
  return { speaker: who, time, rest: '', sure: (clock ?? clockAhead ?? '').split(':').length === 3 };
}

/**
 * Reads one turn from each line below a head. The text above the first head is searched for the date, and becomes turns
 * only with `keepPreamble`.
 * @param head returns the head in a line, or null.
 * @param skip whether a line is neither a head nor words (张三开始了转录).
 */
export function parseHeaded(
  text: string,
  keepPreamble: boolean,
  head: (line: string) => Head | null,
  skip: (line: string) => boolean = () => false,
): ParsedText {
  const lines = linesOf(text);
  const heads = findHeads(lines, head);
  const turns: Turn[] = [];
  const above: string[] = [];
  let current: Head | undefined;
  lines.forEach((line, i) => {
    const found = heads.get(i);
    current = found ?? current;
    if (!current) above.push(line);
    const said = found ? found.rest : line;
    if (said === '' || skip(line) || (!current && !keepPreamble)) return;
    const turn = makeTurn(current?.speaker, said, current?.time ?? null);
    if (turn) turns.push(turn);
  });
  const date = dateMs(above.join('\n'));
  return date === null ? { turns } : { turns, startedAt: date };
}

/** Whether a text has this layout: at least two heads, or one in its first line, and also words. */
export function looksHeaded(text: string, head: (line: string) => Head | null): boolean {
  const lines = linesOf(text);
  const heads = findHeads(lines, head);
  const inline = [...heads.values()].filter((one) => one.rest !== '').length;
  const words = lines.filter((line) => line !== '').length - heads.size;
  return (heads.size >= 2 || (heads.size === 1 && heads.has(0))) && words + inline > 0;
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).map(collapseSpaces);
}

/**
 * The heads by line number. A candidate that is not sure counts as a head if its name occurs again, if it stands in the
 * first line or after an empty line, or if its time is not later than that of the next likely head. A head whose time is
 * earlier than that of the head before it does not count.
 */
function findHeads(lines: readonly string[], head: (line: string) => Head | null): Map<number, Head> {
  const candidates = lines.flatMap((line, i) => {
    const found = head(line);
    return found ? [{ i, found }] : [];
  });
  const seen = new Map<string, number>();
  for (const { found } of candidates) seen.set(found.speaker, (seen.get(found.speaker) ?? 0) + 1);
  const likely = ({ i, found }: { i: number; found: Head }) =>
    found.sure || (seen.get(found.speaker) ?? 0) > 1 || i === 0 || lines[i - 1] === '';
  const heads = new Map<number, Head>();
  let last = 0;
  candidates.forEach((candidate, at) => {
    const { i, found } = candidate;
    const next = candidates.slice(at + 1, at + 20).find(likely);
    if (found.time < last || !(likely(candidate) || (next && found.time <= next.found.time))) return;
    last = found.time;
    heads.set(i, found);
  });
  return heads;
}
