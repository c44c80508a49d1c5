/** Runs the model check on several models, one after the other, in the background. */
import path from 'node:path';
import { type Check, type CheckProgress, noCheck } from '../../contract/check.ts';
import { AppError, toFailure } from '../../contract/result.ts';
import type { RiskModel } from '../../engine/risk-model.ts';
import { checkModel } from './run.ts';

interface CheckerDependencies {
  /** @param file a GGUF, or null for the starter model. */
  load(file: string | null, signal: AbortSignal): Promise<RiskModel>;
  store(check: Omit<Check, 'id'>): void;
  onProgress(progress: CheckProgress): void;
  /** Called with errors that are not a model's failure, for the log. */
  report(error: unknown): void;
  /** ms since 1970. */
  now(): number;
}

export class Checker {
  readonly #dependencies: CheckerDependencies;
  #progress: CheckProgress = noCheck;
  #stop: AbortController | null = null;
  #work: Promise<void> = Promise.resolve();

  constructor(dependencies: CheckerDependencies) {
    this.#dependencies = dependencies;
  }

  get progress(): CheckProgress {
    return this.#progress;
  }

  /** @param files checked in this order; null is the starter model. @throws AppError `check-running`. */
  start(files: readonly (string | null)[]): void {
    if (this.#stop) throw new AppError('check-running');
    const stop = new AbortController();
    this.#stop = stop;
    this.#setProgress({ ...noCheck, running: true, models: files.length });
    this.#work = this.#run(files, stop.signal).finally(() => {
      this.#stop = null;
      this.#setProgress({ ...noCheck, done: this.#progress.done, models: files.length, problems: this.#progress.problems });
    });
  }

  /** Keeps the finished checks. Resolves when the model under test is freed. */
  async stop(): Promise<void> {
    this.#stop?.abort();
    await this.#work;
  }

  async #run(files: readonly (string | null)[], signal: AbortSignal): Promise<void> {
    for (const file of files) {
      if (signal.aborted) return;
      this.#setProgress({ ...this.#progress, model: file === null ? null : path.basename(file), trial: null, text: '' });
      try {
        await this.#check(file, signal);
      } catch (error) {
        if (signal.aborted) return;
        const failure = toFailure(error);
        if (failure.code === 'internal') this.#dependencies.report(error);
        this.#setProgress({ ...this.#progress, problems: [...this.#progress.problems, { model: path.basename(file ?? ''), failure }] });
      }
      this.#setProgress({ ...this.#progress, done: this.#progress.done + 1 });
    }
  }

  async #check(file: string | null, signal: AbortSignal): Promise<void> {
    const model = await this.#dependencies.load(file, signal);
    try {
      this.#setProgress({ ...this.#progress, model: model.info.name });
      const onProgress = (trial: number, text: string) => this.#setProgress({ ...this.#progress, trial, text });
      this.#dependencies.store(await checkModel(model, { at: this.#dependencies.now(), signal, onProgress }));
    } finally {
      await model.dispose();
    }
  }

  #setProgress(progress: CheckProgress): void {
    this.#progress = progress;
    this.#dependencies.onProgress(progress);
  }
}
