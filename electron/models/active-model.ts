/** Loads the chosen model, and the starter model when the chosen one can't be had. One load at a time; the newest wins. */
import type { Server } from '../contract/domain.ts';
import { AppError } from '../contract/result.ts';
import type { RiskModel } from '../engine/risk-model.ts';
import { FallbackModel } from '../engine/server/fallback.ts';
import { type KnownModels, loadModel, type ModelChoice } from './load.ts';

export interface ModelUser {
  modelLoading(): void;
  modelFailed(error: unknown): void;
  setModel(model: RiskModel): Promise<void>;
}

/** What the keeper keeps in mind about the user's own models (the shelf). */
export interface ModelIndex extends KnownModels {
  /** Before a file is given to native code, and null afterwards. */
  nowTrying(file: string | null): void;
}

/** The organisation's server as a model. */
export type Connect = (server: Server) => Promise<RiskModel>;

export class ActiveModel {
  readonly #folder: string;
  readonly #user: ModelUser;
  readonly #memory: ModelIndex;
  readonly #connect: Connect;
  readonly #load: typeof loadModel;
  #loading: AbortController | null = null;
  #done: Promise<void> = Promise.resolve();

  constructor(folder: string, user: ModelUser, memory: ModelIndex, connect: Connect, load: typeof loadModel = loadModel) {
    this.#folder = folder;
    this.#user = user;
    this.#memory = memory;
    this.#connect = connect;
    this.#load = load;
  }

  /**
   * Resolves when a model is in use or none can be had.
   * @param notice why it is not what the user chose; told once it is in use.
   */
  use(choice: ModelChoice, notice?: AppError): Promise<void> {
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
    const tries = choice.file === null && !choice.lora ? [starter] : [choice, starter];
    for (let one = tries.shift(); one; one = tries.shift()) {
      try {
        const local = await this.#try(one, signal);
        const model = one.server
          ? await this.#beside(one.server, local).catch((error: unknown) => {
              failure ??= error;
              return local;
            })
          : local;
        if (signal.aborted) return await model.dispose();
        await this.#user.setModel(model);
        // Something stands in: the user is told what was wrong with the choice.
        if (failure) this.#user.modelFailed(failure);
        return;
      } catch (error) {
        if (signal.aborted) return;
        failure ??= error;
        const tooLong = error instanceof AppError && error.code === 'context-too-large';
        if (tooLong && tries.length === 0 && !one.usualContext) tries.push({ ...starter, usualContext: true });
      }
    }
    this.#user.modelFailed(failure);
  }

  async #try({ server: _, ...local }: ModelChoice, signal: AbortSignal): Promise<RiskModel> {
    this.#memory.nowTrying(local.file);
    try {
      return await this.#load({ folder: this.#folder, ...local, memory: this.#memory, signal });
    } finally {
      this.#memory.nowTrying(null);
    }
  }

  async #beside(server: Server, local: RiskModel): Promise<RiskModel> {
    return new FallbackModel(await this.#connect(server), local);
  }

  async dispose(): Promise<void> {
    this.#loading?.abort();
    await this.#done;
  }
}
