/** The wording of a meeting's last lines. What a line says is counted once, not again with each line after it. */
import type { Line } from '../contract/domain.ts';
import { type CountedLine, countLine, readWording, type Wording, wordingLines } from '../cues/wording.ts';
import { talkOf } from '../transcript/talk.ts';

export class RecentWording {
  /** By the line itself: one that has gone on is another. */
  readonly #counted = new WeakMap<Line, CountedLine>();

  /** @param lines of the meeting, in order. @param seq the newest of them that counts. */
  read(lines: readonly Line[], seq: number): Wording {
    return readWording(lines.slice(Math.max(0, seq + 1 - wordingLines), seq + 1).map((line) => this.#count(line)));
  }

  #count(line: Line): CountedLine {
    const known = this.#counted.get(line);
    if (known) return known;
    const counted = countLine(talkOf(line.text));
    this.#counted.set(line, counted);
    return counted;
  }
}
