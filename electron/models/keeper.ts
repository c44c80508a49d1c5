/** Loads the chosen model, and the starter model when the chosen one can't be had. One load at a time; the newest wins. */
import type { RiskModel } from '../engine/risk-model.ts';
import { loadModel } from './load.ts';

export interface ModelUser {
  modelLoading(): void;
  modelFailed(error: unknown): void;
  useModel(model: RiskModel): Promise<void>;
}

export class ModelKeeper {
  readonly #folder: string;
  readonly #user: ModelUser;
  readonly #load: typeof loadModel;
  #loading: AbortController | null = null;
  #done: Promise<void> = Promise.resolve();

  constructor(folder: string, user: ModelUser, load: typeof loadModel = loadModel) {
    this.#folder = folder;
    this.#user = user;
    this.#load = load;
  }

  /** @param file a GGUF, or null for the starter model. Resolves when a model is in use or none can be had. */
  use(file: string | null): Promise<void> {
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    this.#done = this.#done.then(() => this.#run(file, loading.signal));
    return this.#done;
  }

  async #run(file: string | null, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.#user.modelLoading();
    let failure: unknown;
    for (const choice of file === null ? [null] : [file, null]) {
      try {
        const model = await this.#load({ folder: this.#folder, file: choice, signal });
        if (signal.aborted) return await model.dispose();
        await this.#user.useModel(model);
        // The starter stands in: the user is told what was wrong with the choice.
        if (failure) this.#user.modelFailed(failure);
        return;
      } catch (error) {
        if (signal.aborted) return;
        failure ??= error;
      }
    }
    this.#user.modelFailed(failure);
  }

  async dispose(): Promise<void> {
    this.#loading?.abort();
    await this.#done;
  }
}
