/** No pattern takes more than linear time on a long line that repeats one piece: a caller must not be able to stop the guard so. */
import { expect, test } from 'vitest';
import { limits } from '../../../electron/contract/constants.ts';
import { cues } from '../../../electron/rules/table.ts';
import { lines } from './lines.ts';

/** Milliseconds for one pattern on one line of the greatest length. A quadratic pattern takes some hundred. */
const most = 50;
const common = ['转', '你', '先', '不要', '的', '一', '1', ' ', ',', 'a', '银行卡', '给你', '按', '名下'];
const isLine = new Map(lines.map(([cue, is]) => [cue, is]));

const repeated = (piece: string) => piece.repeat(Math.ceil(limits.lineChars / piece.length)).slice(0, limits.lineChars);

/** The shortest of up to three runs, because other programs use the processor too. */
function shortest(pattern: RegExp, text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3 && best > most; run++) {
    const start = performance.now();
    pattern.lastIndex = 0;
    while (pattern.exec(text));
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

test.each(cues.map((cue) => [cue.id, cue] as const))('%s', (id, cue) => {
  const is = isLine.get(id) as string;
  const pieces = [is, is.slice(0, Math.ceil(is.length / 2)), is.slice(0, 4), is.slice(-6), ...common];
  const slow = cue.patterns.flatMap((pattern) =>
    pieces.filter((piece) => shortest(pattern, repeated(piece)) > most).map((piece) => `${piece}: ${pattern.source}`),
  );
  expect(slow).toEqual([]);
});
