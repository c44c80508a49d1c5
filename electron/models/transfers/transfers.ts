/** Running and paused transfers: downloads, and imports from the user's disk. A finished one is added to the installed models. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Failure } from '../../contract/domain.ts';
import type { Transfer } from '../../contract/models.ts';
import { AppError, toFailure } from '../../contract/result.ts';
import type { GgufFacts } from '../../engine/llama/gguf.ts';
import type { CatalogModel } from '../catalog.ts';
import { copyModel, inspectModel, linkModel } from '../import.ts';
import type { InstalledModels } from '../installed.ts';
import { type DownloadOptions, type DownloadProgress, download, type Fetch } from './download.ts';
import { PartialFile, readResumeState, realDisk } from './partial-file.ts';
import { TransferRate } from './transfer-rate.ts';

interface Job {
  id: string;
  name: string;
  kind: Transfer['kind'];
  stage: Transfer['stage'];
  progress: Omit<DownloadProgress, 'stage'>;
  rate: TransferRate;
  failure: Failure | null;
  /** While it runs. */
  stop: AbortController | null;
  done: Promise<void>;
}

interface TransferDependencies {
  installed: InstalledModels;
  models: readonly CatalogModel[];
  fetch: Fetch;
  /** Called when `list()` has changed, and at intervals while a transfer runs. */
  changed(): void;
  /** For the log. `list()` shows the failure as well. */
  report(error: unknown): void;
  /** Other time limits and another disk, for tests. */
  downloadOptions?: Pick<DownloadOptions, 'disk' | 'stallMs' | 'retryMs'>;
}

/** ms between two reports of progress. */
const progressEveryMs = 300;

export class Transfers {
  readonly #dependencies: TransferDependencies;
  readonly #jobs = new Map<string, Job>();
  #ticker: NodeJS.Timeout | null = null;

  constructor(dependencies: TransferDependencies) {
    this.#dependencies = dependencies;
  }

  list(): Transfer[] {
    return [...this.#jobs.values()].map(({ id, name, kind, stage, progress, rate, failure }) => ({
      id,
      name,
      kind,
      stage,
      site: progress.site,
      received: progress.received,
      total: progress.total,
      bytesPerSecond: stage === 'fetching' ? rate.bytesPerSecond : null,
      secondsLeft: stage === 'fetching' ? rate.secondsLeft(progress.total) : null,
      failure,
    }));
  }

  /** Lists the downloads that an earlier run of the app left unfinished, as paused. */
  async findUnfinished(): Promise<void> {
    const { installed, models } = this.#dependencies;
    for (const name of readdirSync(installed.folder).filter((one) => one.endsWith('.part.json'))) {
      const resumeState = await readResumeState(path.join(installed.folder, name));
      const model = models.find((one) => one.id === resumeState?.id);
      if (!resumeState || !model || this.#jobs.has(model.id)) continue;
      const job = newJob(model.id, model.name, 'download', resumeState.total);
      job.progress.received = resumeState.received;
      job.stage = 'paused';
      this.#jobs.set(model.id, job);
    }
  }

  /**
   * Starts or resumes a download and returns at once. A finished one leaves the list; a failed one stays with its failure.
   * @throws AppError `not-found`, `model-exists`.
   */
  download(id: string): void {
    const model = this.#dependencies.models.find((one) => one.id === id);
    if (!model) throw new AppError('not-found', id);
    const known = this.#jobs.get(id);
    if (known?.stop) return;
    if (this.#dependencies.installed.find(this.#targetOf(model))?.present) throw new AppError('model-exists', model.file);
    const job = newJob(id, model.name, 'download', model.approximateBytes);
    if (known) job.progress = { ...known.progress };
    this.#run(job, (signal) => this.#download(job, model, signal));
  }

  /**
   * Copies or links a file. Resolves when the work has begun; its end shows in the list.
   * @throws AppError of `inspectModel`, before anything has begun.
   */
  async import(file: string, place: 'own' | 'linked'): Promise<void> {
    const facts = await inspectModel(file);
    const name = path.basename(facts.parts[0] as string);
    if (this.#jobs.get(name)?.stop) return;
    const job = newJob(name, name, 'copy', facts.bytes);
    this.#run(job, (signal) => this.#import(job, facts, place, signal));
  }

  /** Stops a download and keeps the received part. */
  async pause(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    if (!job?.stop || job.kind !== 'download') return;
    job.stop.abort();
    await job.done;
  }

  /** Stops a transfer and deletes what it has written. */
  async cancel(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    if (!job) return;
    job.stop?.abort();
    await job.done;
    const model = this.#dependencies.models.find((one) => one.id === id);
    if (model && job.kind === 'download') await new PartialFile(this.#targetOf(model), id, realDisk).discard();
    this.#jobs.delete(id);
    this.#dependencies.changed();
  }

  /** Stops everything. Downloads can be resumed at the next start of the app. */
  async dispose(): Promise<void> {
    for (const job of this.#jobs.values()) job.stop?.abort();
    await Promise.all([...this.#jobs.values()].map((job) => job.done));
  }

  #run(job: Job, work: (signal: AbortSignal) => Promise<void>): void {
    const stop = new AbortController();
    job.stop = stop;
    this.#jobs.set(job.id, job);
    this.#ticker ??= setInterval(() => this.#tick(), progressEveryMs);
    job.done = work(stop.signal)
      .then(() => {
        this.#jobs.delete(job.id);
      })
      .catch((error: unknown) => {
        const failure = toFailure(error);
        if (job.kind === 'copy' && failure.code === 'cancelled') return void this.#jobs.delete(job.id);
        job.stage = failure.code === 'cancelled' ? 'paused' : 'failed';
        job.failure = failure.code === 'cancelled' ? null : failure;
        if (job.failure) this.#dependencies.report(error);
      })
      .finally(() => {
        job.stop = null;
        this.#dependencies.changed();
      });
    this.#dependencies.changed();
  }

  async #download(job: Job, model: CatalogModel, signal: AbortSignal): Promise<void> {
    const { installed, fetch, downloadOptions } = this.#dependencies;
    const target = this.#targetOf(model);
    const wanted = { id: model.id, target, addresses: model.addresses, bytes: model.bytes, sha256: installed.sumOf(model) };
    const onProgress = (progress: DownloadProgress) => this.#onProgress(job, progress);
    const inspect = async (file: string) => void (await inspectModel(file));
    try {
      const { sha256 } = await download(wanted, { ...downloadOptions, fetch, signal, onProgress, inspect });
      installed.learnSum(model, sha256);
      installed.add(await inspectModel(target), sha256);
    } catch (error) {
      // The download may have deleted the part; the list must show what is left.
      job.progress.received = (await readResumeState(`${target}.part.json`))?.received ?? 0;
      throw error;
    }
  }

  async #import(job: Job, facts: GgufFacts, place: 'own' | 'linked', signal: AbortSignal): Promise<void> {
    const { installed, downloadOptions } = this.#dependencies;
    const stage = place === 'own' ? 'fetching' : 'checking';
    const progress = (received: number) => this.#onProgress(job, { stage, site: null, received, total: facts.bytes });
    const importOptions = { signal, onProgress: progress, ...(downloadOptions?.disk ? { disk: downloadOptions.disk } : {}) };
    if (place === 'linked') {
      installed.add(facts, await linkModel(facts, importOptions));
    } else {
      const copied = await copyModel(facts, installed.folder, importOptions);
      installed.add(copied.facts, copied.sha256);
    }
  }

  #onProgress(job: Job, { stage, ...progress }: DownloadProgress): void {
    const stageChanged = job.stage !== stage;
    job.stage = stage;
    job.progress = progress;
    if (stageChanged) this.#dependencies.changed();
  }

  #tick(): void {
    const running = [...this.#jobs.values()].filter((job) => job.stop);
    for (const job of running) job.rate.add(performance.now(), job.progress.received);
    if (running.length > 0) {
      this.#dependencies.changed();
    } else {
      clearInterval(this.#ticker ?? undefined);
      this.#ticker = null;
    }
  }

  #targetOf(model: CatalogModel): string {
    return path.join(this.#dependencies.installed.folder, model.file);
  }
}

function newJob(id: string, name: string, kind: Transfer['kind'], total: number | null): Job {
  return {
    id,
    name,
    kind,
    stage: 'fetching',
    progress: { site: null, received: 0, total },
    rate: new TransferRate(),
    failure: null,
    stop: null,
    done: Promise.resolve(),
  };
}
