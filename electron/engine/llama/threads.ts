/** Measures the numbers of threads in a model's own context and sets the one that threads.ts chooses. */
import type { Llama, LlamaContextSequence, Token } from 'node-llama-cpp';
import { afterMeasuring, afterVerdict, chooseThreads, newPace, type Pace, type Speed } from '../threads.ts';

export class LlamaThreads {
  readonly #llama: Llama;
  readonly #sequence: LlamaContextSequence;
  readonly #choices: readonly number[];
  readonly #sample: Token[];
  #pace: Pace;
  /** The measuring that runs, or has run. */
  #measuring: Promise<void> = Promise.resolve();

  /**
   * @param sequence may be read on by a sample's length while nothing else reads it.
   * @param sample tokens to measure with.
   */
  static async create(llama: Llama, sequence: LlamaContextSequence, choices: readonly number[], sample: Token[]): Promise<LlamaThreads> {
    const threads = new LlamaThreads(llama, sequence, choices, sample);
    if (choices.length > 1) {
      const speeds = await threads.#measure();
      threads.#pace = newPace(chooseThreads(speeds), speeds);
    }
    llama.maxThreads = threads.count;
    return threads;
  }

  private constructor(llama: Llama, sequence: LlamaContextSequence, choices: readonly number[], sample: Token[]) {
    this.#llama = llama;
    this.#sequence = sequence;
    this.#choices = choices;
    this.#sample = sample;
    this.#pace = newPace(choices[0] ?? 1, []);
  }

  get count(): number {
    return this.#pace.threads;
  }

  /** Other programs hold the cores: verdicts come late. */
  get busy(): boolean {
    return this.#pace.busy;
  }

  /** Resolves when nothing is measured: the sequence is free. @throws what the engine threw meanwhile. */
  async ready(): Promise<void> {
    await this.#measuring;
  }

  /** Takes note of a verdict; may begin to measure, after the verdict and beside nobody's waiting. */
  judged(ms: number, tokens: number): void {
    const { pace, measure } = afterVerdict(this.#pace, ms, tokens);
    this.#pace = pace;
    if (!measure || this.#choices.length < 2) return;
    this.#measuring = this.#measureAgain();
    // Told by ready() to whoever judges next.
    this.#measuring.catch(() => {});
  }

  async #measureAgain(): Promise<void> {
    try {
      this.#pace = afterMeasuring(this.#pace, await this.#measure());
    } finally {
      this.#llama.maxThreads = this.count;
    }
  }

  async #measure(): Promise<Speed[]> {
    const speeds: Speed[] = [];
    for (const threads of this.#choices) {
      this.#llama.maxThreads = threads;
      const start = this.#sequence.nextTokenIndex;
      const begun = performance.now();
      await this.#sequence.evaluateWithoutGeneratingNewTokens(this.#sample);
      speeds.push({ threads, msPerToken: (performance.now() - begun) / this.#sample.length });
      await this.#sequence.eraseContextTokenRanges([{ start, end: this.#sequence.nextTokenIndex }]);
    }
    return speeds;
  }
}
