/** The n-gram scores of a meeting's last lines. The n-grams of a line are counted once and kept. */
import type { Line } from '../contract/domain.ts';
import { type CountedLine, countLine, type NgramScores, scoreNgrams, talkLines } from '../ngrams/classifier.ts';
import { repeatsRecentLine, stripInjections } from '../transcript/model-input.ts';

export class RecentNgrams {
  /** Keyed by the line object: a line that grows becomes a new object. */
  readonly #counted = new WeakMap<Line, CountedLine>();

  /** @param lines all lines of the meeting, in order. @param seq the newest line that counts. */
  read(lines: readonly Line[], seq: number): NgramScores {
    const first = Math.max(0, seq + 1 - talkLines);
    return scoreNgrams(lines.slice(first, seq + 1).map((line, i) => this.#count(line, lines, first + i)));
  }

  #count(line: Line, lines: readonly Line[], at: number): CountedLine {
    const known = this.#counted.get(line);
    if (known) return known;
    const counted = countLine(repeatsRecentLine(lines, at) ? '' : stripInjections(line.text));
    this.#counted.set(line, counted);
    return counted;
  }
}
