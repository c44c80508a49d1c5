/** The organisation's server while it answers, the local model while it does not. */
import type { Failure, ModelInfo } from '../../contract/domain.ts';
import { AppError, toFailure } from '../../contract/result.ts';
import type { JudgedTurn, Judgement, MeetingJudge, RiskModel } from '../risk-model.ts';

/** Time for which a server that failed is left alone. */
const restMs = 20_000;

export class FallbackModel implements RiskModel {
  readonly explain?: NonNullable<RiskModel['explain']>;
  readonly generate?: NonNullable<RiskModel['generate']>;
  readonly #server: RiskModel;
  readonly #local: RiskModel;
  readonly #now: () => number;
  #trouble: Failure | null = null;
  #restUntil = Number.NEGATIVE_INFINITY;

  constructor(server: RiskModel, local: RiskModel, now: () => number = () => performance.now()) {
    this.#server = server;
    this.#local = local;
    this.#now = now;
    // What the model writes at leisure stays on this computer.
    if (local.explain) this.explain = local.explain.bind(local);
    if (local.generate) this.generate = local.generate.bind(local);
  }

  /** Of the one that judged last. */
  get info(): ModelInfo {
    return this.#trouble ? this.#local.info : this.#server.info;
  }

  /** Why the local model stands in; null: the server answers. */
  get trouble(): Failure | null {
    return this.#trouble;
  }

  async open(): Promise<MeetingJudge> {
    const server = new Catching(await this.#server.open());
    let local: Catching | null = null;
    return {
      judge: async (turns, signal) => {
        server.hear(turns);
        local?.hear(turns);
        if (this.#now() >= this.#restUntil) {
          const answer = await this.#ask(server, signal);
          if (answer) return answer;
        }
        if (!local) {
          local = new Catching(await this.#local.open());
          local.hear(server.heard);
        }
        return await local.judge(signal);
      },
      dispose: async () => {
        await server.dispose();
        await local?.dispose();
      },
    };
  }

  async #ask(server: Catching, signal: AbortSignal): Promise<Judgement | null> {
    try {
      const answer = await server.judge(signal);
      this.#trouble = null;
      return answer;
    } catch (error) {
      if (error instanceof AppError && error.code === 'cancelled') throw error;
      this.#trouble = toFailure(error);
      this.#restUntil = this.#now() + restMs;
      return null;
    }
  }

  async dispose(): Promise<void> {
    await this.#server.dispose();
    await this.#local.dispose();
  }
}

/** A judge that catches up: what it was not asked about, or failed on, is put before the next question. */
class Catching {
  readonly #judge: MeetingJudge;
  /** Everything said so far; a judge that begins late needs it. */
  readonly heard: JudgedTurn[] = [];
  #told = 0;

  constructor(judge: MeetingJudge) {
    this.#judge = judge;
  }

  hear(turns: readonly JudgedTurn[]): void {
    this.heard.push(...turns);
  }

  async judge(signal: AbortSignal): Promise<Judgement> {
    const upTo = this.heard.length;
    const answer = await this.#judge.judge(this.heard.slice(this.#told), signal);
    this.#told = upTo;
    return answer;
  }

  async dispose(): Promise<void> {
    await this.#judge.dispose();
  }
}
