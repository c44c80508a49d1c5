/** The model's session of one meeting. It opens with the first line, and each later call sends only the new text. */
import type { Line } from '../contract/domain.ts';
import type { MeetingJudge, RiskModel } from '../engine/risk-model.ts';
import { stemOf } from '../transcript/merge-copy.ts';
import { repeatsRecentLine, stripInjections } from '../transcript/model-input.ts';

export class ModelSession {
  /** Other programs use the processor, so verdicts come late. */
  busy = false;
  #judge: MeetingJudge | null = null;
  /** The newest line that was sent to the model, as it was then. */
  #sent: Line | null = null;

  /**
   * @param lines all lines of the meeting, by `seq`.
   * @param batch the newest of them, which the model has not read.
   * @returns the risk after the batch. @throws what the engine throws.
   */
  async ask(model: RiskModel, lines: readonly Line[], batch: readonly Line[], signal: AbortSignal): Promise<number> {
    this.#judge ??= await model.open();
    const turns = batch.map((line) => ({
      speaker: line.speaker,
      text: repeatsRecentLine(lines, line.seq) ? '' : stripInjections(this.#unsent(line)),
    }));
    const { risk, busy = false } = await this.#judge.judge(turns, signal);
    this.busy = busy;
    this.#sent = batch.at(-1) ?? null;
    return risk;
  }

  /** Closes the session with the model. The next model gets the meeting from its first line. */
  async close(): Promise<void> {
    await this.#judge?.dispose();
    this.#judge = null;
    this.#sent = null;
    this.busy = false;
  }

  /** The text of a line that the model has not read: the whole line, or what a grown line has more. */
  #unsent(line: Line): string {
    return line.seq === this.#sent?.seq ? line.text.slice(stemOf(this.#sent.text).length) : line.text;
  }
}
