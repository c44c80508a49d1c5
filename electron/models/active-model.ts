/** Loads the chosen model, or the starter model if the chosen one fails. One load at a time; a newer choice cancels an older load. */
import type { Server } from '../contract/domain.ts';
import { AppError } from '../contract/result.ts';
import type { RiskModel } from '../engine/risk-model.ts';
import { FallbackModel } from '../engine/server/fallback.ts';
import { type KnownModels, loadModel, type ModelChoice } from './load.ts';

interface ModelUser {
  modelLoading(): void;
  modelFailed(error: unknown): void;
  setModel(model: RiskModel): Promise<void>;
}

/** The user's own models, as far as loading one needs them. */
interface ModelIndex extends KnownModels {
  /** Records the file before native code opens it, and null afterwards. After a crash the record names the file. */
  nowTrying(file: string | null): void;
}

/** Connects to an organisation's server, which then judges as a model does. */
export type Connect = (server: Server) => Promise<RiskModel>;

export class ActiveModel {
  readonly #folder: string;
  readonly #user: ModelUser;
  readonly #index: ModelIndex;
  readonly #connect: Connect;
  readonly #load: typeof loadModel;
  #loading: AbortController | null = null;
  #done: Promise<void> = Promise.resolve();

  constructor(folder: string, user: ModelUser, index: ModelIndex, connect: Connect, load: typeof loadModel = loadModel) {
    this.#folder = folder;
    this.#user = user;
    this.#index = index;
    this.#connect = connect;
    this.#load = load;
  }

  /**
   * Resolves when a model is in use or none can be loaded.
   * @param notice why the model is not the user's choice; reported once the model is in use.
   */
  setModel(choice: ModelChoice, notice?: AppError): Promise<void> {
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    this.#done = this.#done.then(() => this.#run(choice, notice, loading.signal));
    return this.#done;
  }

  async #run(choice: ModelChoice, notice: AppError | undefined, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.#user.modelLoading();
    let failure: unknown = notice;
    const starter: ModelChoice = { file: null, server: choice.server ?? null };
    const attempts = choice.file === null && !choice.lora ? [starter] : [choice, starter];
    for (let attempt = attempts.shift(); attempt; attempt = attempts.shift()) {
      try {
        const local = await this.#try(attempt, signal);
        const model = attempt.server
          ? await this.#withServer(attempt.server, local).catch((error: unknown) => {
              failure ??= error;
              return local;
            })
          : local;
        if (signal.aborted) return await model.dispose();
        await this.#user.setModel(model);
        // Another model stands in: report what was wrong with the choice.
        if (failure) this.#user.modelFailed(failure);
        return;
      } catch (error) {
        if (signal.aborted) return;
        failure ??= error;
        const tooLong = error instanceof AppError && error.code === 'context-too-large';
        if (tooLong && attempts.length === 0 && !attempt.usualContext) attempts.push({ ...starter, usualContext: true });
      }
    }
    this.#user.modelFailed(failure);
  }

  async #try({ server: _, ...local }: ModelChoice, signal: AbortSignal): Promise<RiskModel> {
    this.#index.nowTrying(local.file);
    try {
      return await this.#load({ folder: this.#folder, ...local, known: this.#index, signal });
    } finally {
      this.#index.nowTrying(null);
    }
  }

  async #withServer(server: Server, local: RiskModel): Promise<RiskModel> {
    return new FallbackModel(await this.#connect(server), local);
  }

  async dispose(): Promise<void> {
    this.#loading?.abort();
    await this.#done;
  }
}
