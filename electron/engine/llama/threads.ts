/** Measures numbers of threads in a model's context, and sets the one that engine/threads.ts chooses. */
import type { Llama, LlamaContextSequence, Token } from 'node-llama-cpp';
import { afterMeasuring, afterVerdict, chooseThreads, newTuning, type Speed, type ThreadTuning } from '../threads.ts';

export class LlamaThreads {
  readonly #llama: Llama;
  readonly #sequence: LlamaContextSequence;
  readonly #choices: readonly number[];
  readonly #sample: Token[];
  #tuning: ThreadTuning;
  /** The last measurement. */
  #measuring: Promise<void> = Promise.resolve();

  /**
   * @param sequence must have room for the sample.
   * @param sample tokens to measure with.
   */
  static async create(llama: Llama, sequence: LlamaContextSequence, choices: readonly number[], sample: Token[]): Promise<LlamaThreads> {
    const threads = new LlamaThreads(llama, sequence, choices, sample);
    if (choices.length > 1) {
      const speeds = await threads.#measure();
      threads.#tuning = newTuning(chooseThreads(speeds), speeds);
    }
    llama.maxThreads = threads.count;
    return threads;
  }

  private constructor(llama: Llama, sequence: LlamaContextSequence, choices: readonly number[], sample: Token[]) {
    this.#llama = llama;
    this.#sequence = sequence;
    this.#choices = choices;
    this.#sample = sample;
    this.#tuning = newTuning(choices[0] ?? 1, []);
  }

  get count(): number {
    return this.#tuning.threads;
  }

  /** Other programs use the cores, so verdicts come late. */
  get busy(): boolean {
    return this.#tuning.busy;
  }

  /** Resolves when no measurement uses the sequence. @throws the error of a failed measurement. */
  async ready(): Promise<void> {
    await this.#measuring;
  }

  /** Records a verdict's time. May start a measurement in the background. */
  judged(ms: number, tokens: number): void {
    const { tuning, measure } = afterVerdict(this.#tuning, ms, tokens);
    this.#tuning = tuning;
    if (!measure || this.#choices.length < 2) return;
    this.#measuring = this.#measureAgain();
    // ready() throws the error to the next judgement.
    this.#measuring.catch(() => {});
  }

  async #measureAgain(): Promise<void> {
    try {
      this.#tuning = afterMeasuring(this.#tuning, await this.#measure());
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
