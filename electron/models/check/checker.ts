/** Checks one model after the other in the background; tells how it goes, and can be called off at any time. */
import path from 'node:path';
import { type Check, type CheckProgress, noCheck } from '../../contract/check.ts';
import { AppError, toFailure } from '../../contract/result.ts';
import type { RiskModel } from '../../engine/risk-model.ts';
import { checkModel } from './run.ts';

export interface CheckerParts {
  /** @param file a GGUF, or null for the starter model. */
  load(file: string | null, signal: AbortSignal): Promise<RiskModel>;
  store(check: Omit<Check, 'id'>): void;
  changed(progress: CheckProgress): void;
  /** Failures that are no failure of a model. */
  report(error: unknown): void;
  now(): number;
}

export class Checker {
  readonly #parts: CheckerParts;
  #progress: CheckProgress = noCheck;
  #stop: AbortController | null = null;
  #work: Promise<void> = Promise.resolve();

  constructor(parts: CheckerParts) {
    this.#parts = parts;
  }

  get progress(): CheckProgress {
    return this.#progress;
  }

  /** Begins. @param files in the order in which they are tried. @throws AppError `check-running`. */
  start(files: readonly (string | null)[]): void {
    if (this.#stop) throw new AppError('check-running');
    const stop = new AbortController();
    this.#stop = stop;
    this.#tell({ ...noCheck, running: true, models: files.length });
    this.#work = this.#run(files, stop.signal).finally(() => {
      this.#stop = null;
      this.#tell({ ...noCheck, done: this.#progress.done, models: files.length, problems: this.#progress.problems });
    });
  }

  /** What was checked by then is kept. Resolves when the model on trial is let go. */
  async stop(): Promise<void> {
    this.#stop?.abort();
    await this.#work;
  }

  async #run(files: readonly (string | null)[], signal: AbortSignal): Promise<void> {
    for (const file of files) {
      if (signal.aborted) return;
      this.#tell({ ...this.#progress, model: file === null ? null : path.basename(file), trial: null, text: '' });
      try {
        await this.#check(file, signal);
      } catch (error) {
        if (signal.aborted) return;
        const failure = toFailure(error);
        if (failure.code === 'internal') this.#parts.report(error);
        this.#tell({ ...this.#progress, problems: [...this.#progress.problems, { model: path.basename(file ?? ''), failure }] });
      }
      this.#tell({ ...this.#progress, done: this.#progress.done + 1 });
    }
  }

  async #check(file: string | null, signal: AbortSignal): Promise<void> {
    const model = await this.#parts.load(file, signal);
    try {
      this.#tell({ ...this.#progress, model: model.info.name });
      const onProgress = (trial: number, text: string) => this.#tell({ ...this.#progress, trial, text });
      this.#parts.store(await checkModel(model, { at: this.#parts.now(), signal, onProgress }));
    } finally {
      await model.dispose();
    }
  }

  #tell(progress: CheckProgress): void {
    this.#progress = progress;
    this.#parts.changed(progress);
  }
}
