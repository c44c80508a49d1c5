/** Judges conversations line by line as in a live meeting, with the app's pipeline and a store in memory. */
import type { Alert, Turn, Verdict } from '../contract/domain.ts';
import type { RiskModel } from '../engine/risk-model.ts';
import { Pipeline } from '../guard/pipeline.ts';
import { closeStore, openStore } from '../store/open.ts';

export interface Replayed {
  verdicts: Verdict[];
  alerts: Alert[];
}

export class Replayer {
  readonly #db = openStore(':memory:');
  readonly #pipeline = new Pipeline(this.#db);
  #failure: unknown;

  /** @param model null: the rules judge alone. The replayer disposes it. */
  static async create(model: RiskModel | null): Promise<Replayer> {
    const replayer = new Replayer();
    if (model) await replayer.#pipeline.setModel(model);
    return replayer;
  }

  private constructor() {
    this.#pipeline.on('problem', (error) => {
      this.#failure = error;
    });
  }

  /** @throws the model's error. */
  async judge(title: string, turns: readonly Turn[]): Promise<Replayed> {
    const found: Replayed = { verdicts: [], alerts: [] };
    const onVerdict = (verdict: Verdict) => void found.verdicts.push(verdict);
    const onAlert = (alert: Alert) => void found.alerts.push(alert);
    this.#pipeline.on('verdict', onVerdict).on('alert', onAlert);
    this.#pipeline.start(title.slice(0, 200), 'import');
    try {
      for (const turn of turns) {
        this.#pipeline.add([turn]);
        await this.#pipeline.idle();
        if (this.#failure) throw this.#failure;
      }
    } finally {
      await this.#pipeline.stop();
      this.#pipeline.off('verdict', onVerdict).off('alert', onAlert);
    }
    return found;
  }

  async dispose(): Promise<void> {
    await this.#pipeline.dispose();
    closeStore(this.#db);
  }
}
