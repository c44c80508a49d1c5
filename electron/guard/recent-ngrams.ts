/** The n-gram scores of a meeting's last lines. The n-grams of a line are counted once and kept. */
import type { Line } from '../contract/domain.ts';
import { type CountedLine, countLine, type NgramScores, scoreNgrams, talkLines } from '../ngrams/classifier.ts';
import { readableUnits, repeatsRecentLine, stripInjections } from '../transcript/model-input.ts';

/** Lines back that are searched for lines that can be read. */
const farthest = 200;

/** Scores the last lines of a meeting. */
export interface NgramWitness {
  read(lines: readonly Line[], seq: number): NgramScores;
}

export class RecentNgrams implements NgramWitness {
  /** Keyed by the line object: a line that grows becomes a new object. */
  readonly #counted = new WeakMap<Line, CountedLine>();

  /** @param lines all lines of the meeting, in order. @param seq the newest line that counts. */
  read(lines: readonly Line[], seq: number): NgramScores {
    const recent: CountedLine[] = [];
    for (let at = seq; at >= 0 && at > seq - farthest && recent.length < talkLines; at--) {
      const counted = this.#count(lines[at] as Line, lines, at);
      // Foreign or repeated lines must not push the demand before them out of the window.
      if (counted.grams.size > 0) recent.unshift(counted);
    }
    return scoreNgrams(recent);
  }

  #count(line: Line, lines: readonly Line[], at: number): CountedLine {
    const known = this.#counted.get(line);
    if (known) return known;
    const readable = readableUnits(line.text).read > 0 && !repeatsRecentLine(lines, at);
    const counted = countLine(readable ? stripInjections(line.text) : '');
    this.#counted.set(line, counted);
    return counted;
  }
}
