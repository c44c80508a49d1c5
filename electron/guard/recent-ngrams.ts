/** The wording of a meeting's last lines. What a line says is worked out once, not again with each line after it. */
import type { Line } from '../contract/domain.ts';
import { type CountedLine, countLine, readWording, type Wording, wordingLines } from '../ngrams/classifier.ts';
import { repeatsRecentLine, stripInjections } from '../transcript/model-input.ts';

export class RecentWording {
  /** By the line itself: one that has gone on is another. */
  readonly #counted = new WeakMap<Line, CountedLine>();

  /** @param lines of the meeting, in order. @param seq the newest of them that counts. */
  read(lines: readonly Line[], seq: number): Wording {
    const first = Math.max(0, seq + 1 - wordingLines);
    return readWording(lines.slice(first, seq + 1).map((line, i) => this.#count(line, lines, first + i)));
  }

  #count(line: Line, lines: readonly Line[], at: number): CountedLine {
    const known = this.#counted.get(line);
    if (known) return known;
    const counted = countLine(repeatsRecentLine(lines, at) ? '' : stripInjections(line.text));
    this.#counted.set(line, counted);
    return counted;
  }
}
