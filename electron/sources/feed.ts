/** Lines that the user brings in: pasted text, or a sample meeting. */
import { limits } from '../contract/constants.ts';
import type { Meeting } from '../contract/domain.ts';
import { AppError } from '../contract/result.ts';
import { parsePasted } from './formats/index.ts';
import { parseInThread } from './in-thread.ts';
import { addInSteps, type Intake } from './intake.ts';
import { findSample, replay } from './samples.ts';

/** Characters. A longer paste is parsed in a thread; what people copy of a caption window has some hundreds. */
const longPaste = 20_000;

/** Between two lines of a sample meeting in the app: slow enough to read along. */
const samplePauseMs = 900;

export class Feed {
  readonly #intake: Intake;
  #playing: AbortController | null = null;
  #play: Promise<void> = Promise.resolve();
  /** The paste before this one. Pastes run one after the other, so that two with the same lines add them once. */
  #pasted: Promise<unknown> = Promise.resolve();

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  /**
   * Adds what is new in pasted text; begins a meeting if none is guarded.
   * @returns the number of new lines; the newest known line that has grown does not count.
   * @throws AppError `paste-too-large`, `empty-text`, `line-too-long`, `too-many-lines`, store codes.
   */
  paste(text: string): Promise<number> {
    const added = this.#pasted.then(() => this.#paste(text));
    this.#pasted = added.catch(() => undefined);
    return added;
  }

  async #paste(text: string): Promise<number> {
    const bytes = Buffer.byteLength(text);
    if (bytes > limits.pasteBytes) throw new AppError('paste-too-large', String(bytes));
    const turns = text.length > longPaste ? await parseInThread(text) : parsePasted(text);
    if (!this.#intake.guarding) this.#intake.start('', 'live');
    return await addInSteps(this.#intake, this.#intake.mergeKnown(turns));
  }

  /** Plays a sample meeting line by line, as captions would arrive. It ends by itself or with `stopSample`. */
  playSample(id: string, title: string): Meeting {
    const sample = findSample(id);
    const meeting = this.#intake.start(title, 'sample');
    const playing = new AbortController();
    this.#playing = playing;
    this.#play = replay(sample.turns, (turn) => void this.#intake.add([turn]), samplePauseMs, playing.signal).then(async () => {
      if (!playing.signal.aborted) await this.#intake.stop();
    });
    return meeting;
  }

  async stopSample(): Promise<void> {
    this.#playing?.abort();
    await this.#play;
  }
}
