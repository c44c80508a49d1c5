/** Compares the lines that were read from captions with the script that was shown. */
import { fold, normaliseCaption } from '../../electron/captions/merge/chars.ts';

export interface Score {
  /** Wrong characters (replaced, missing or added), and all characters of the script. Spaces and the width of punctuation do not count. */
  wrong: number;
  characters: number;
  /** Lines of the script of which less than half was read. */
  lost: string[];
  /** Lines that were read but are not in the script, or were read more often than they are in it. */
  doubled: string[];
}

export function scoreLines(script: readonly string[], lines: readonly string[]): Score {
  const [said, heard] = [marked(script), marked(lines)];
  const { wrong, saidMatched, heardMatched } = align(said, heard);
  const missing = (texts: readonly string[], chars: readonly Marked[], matched: Uint8Array) =>
    texts.filter((_, line) => {
      const own = chars.flatMap((one, i) => (one.line === line ? [matched[i] as number] : []));
      return own.length > 0 && own.reduce((sum, hit) => sum + hit, 0) < own.length / 2;
    });
  return {
    wrong,
    characters: said.length,
    lost: missing(script, said, saidMatched),
    doubled: missing(lines, heard, heardMatched),
  };
}

interface Marked {
  ch: string;
  line: number;
}

function marked(lines: readonly string[]): Marked[] {
  return lines.flatMap((text, line) => Array.from(normaliseCaption(text).replace(/\s/g, '')).map((ch) => ({ ch: fold(ch), line })));
}

/** Levenshtein's alignment (https://en.wikipedia.org/wiki/Levenshtein_distance), with the way back through its table. */
function align(said: readonly Marked[], heard: readonly Marked[]) {
  const columns = heard.length + 1;
  const way = new Uint8Array((said.length + 1) * columns);
  let row = Uint32Array.from({ length: columns }, (_, j) => j);
  way.fill(2, 1, columns);
  for (let i = 1; i <= said.length; i++) {
    const next = new Uint32Array(columns);
    next[0] = i;
    way[i * columns] = 1;
    for (let j = 1; j < columns; j++) {
      const pair = (row[j - 1] as number) + (said[i - 1]?.ch === heard[j - 1]?.ch ? 0 : 1);
      const lost = (row[j] as number) + 1;
      const added = (next[j - 1] as number) + 1;
      const least = Math.min(pair, lost, added);
      next[j] = least;
      way[i * columns + j] = least === pair ? 0 : least === lost ? 1 : 2;
    }
    row = next;
  }
  const saidMatched = new Uint8Array(said.length);
  const heardMatched = new Uint8Array(heard.length);
  for (let i = said.length, j = heard.length; i > 0 || j > 0; ) {
    const step = way[i * columns + j];
    if (step === 0) {
      i--;
      j--;
      const hit = said[i]?.ch === heard[j]?.ch ? 1 : 0;
      saidMatched[i] = hit;
      heardMatched[j] = hit;
    } else if (step === 1) i--;
    else j--;
  }
  return { wrong: row[columns - 1] as number, saidMatched, heardMatched };
}
