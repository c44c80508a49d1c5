/** What the model hears of one meeting: opened with its first line, then told only what is new. */
import type { Line } from '../contract/domain.ts';
import type { MeetingJudge, RiskModel } from '../engine/risk-model.ts';
import { stemOf } from '../transcript/merge-copy.ts';
import { stripInjections } from '../transcript/model-input.ts';

export class Hearing {
  /** Other programs hold the processor: verdicts come late. */
  busy = false;
  #judge: MeetingJudge | null = null;
  /** The newest line that the model has heard, as it was then. */
  #heard: Line | null = null;

  /**
   * The risk after these lines.
   * @param keep which of them stay in a full window. @throws what the engine throws.
   */
  async ask(model: RiskModel, lines: readonly Line[], keep: readonly boolean[], signal: AbortSignal): Promise<number> {
    this.#judge ??= await model.open();
    const turns = lines.map((line, i) => ({ speaker: line.speaker, text: stripInjections(this.#unheard(line)), keep: keep[i] ?? false }));
    const { risk, busy = false } = await this.#judge.judge(turns, signal);
    this.busy = busy;
    this.#heard = lines.at(-1) ?? null;
    return risk;
  }

  /** Lets go of the model. What was said is told to the next one from the start. */
  async leave(): Promise<void> {
    await this.#judge?.dispose();
    this.#judge = null;
    this.#heard = null;
    this.busy = false;
  }

  /** What the model has not heard of a line: all of it, or what a line that has gone on has more. */
  #unheard(line: Line): string {
    return line.seq === this.#heard?.seq ? line.text.slice(stemOf(this.#heard.text).length) : line.text;
  }
}
