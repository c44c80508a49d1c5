/** Downloads and copies under way: begun, paused, resumed, cancelled; and how far each is. Results go to the shelf. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Failure } from '../../contract/domain.ts';
import type { Transfer } from '../../contract/models.ts';
import { AppError, toFailure } from '../../contract/result.ts';
import type { GgufFacts } from '../../engine/llama/gguf.ts';
import type { CatalogModel } from '../catalog.ts';
import { copyModel, inspectModel, linkModel } from '../import.ts';
import type { Shelf } from '../installed.ts';
import { download, type Fetch, type Progress, type Tools } from './download.ts';
import { HalfFile, readNotes, realDisk } from './partial-file.ts';
import { Pace } from './transfer-rate.ts';

interface Job {
  id: string;
  name: string;
  kind: Transfer['kind'];
  stage: Transfer['stage'];
  progress: Omit<Progress, 'stage'>;
  pace: Pace;
  failure: Failure | null;
  /** While it runs. */
  stop: AbortController | null;
  done: Promise<void>;
}

export interface TransferParts {
  shelf: Shelf;
  models: readonly CatalogModel[];
  fetch: Fetch;
  /** Something to show has changed. */
  changed(): void;
  /** For the log: a failure that the state also shows. */
  report(error: unknown): void;
  /** Other patience and another disk; only in tests. */
  tools?: Pick<Tools, 'disk' | 'stallMs' | 'retryMs'>;
}

/** Progress is told so often; a connection that says nothing shows as slower and slower. */
const everyMs = 300;

export class Transfers {
  readonly #parts: TransferParts;
  readonly #jobs = new Map<string, Job>();
  #ticker: NodeJS.Timeout | null = null;

  constructor(parts: TransferParts) {
    this.#parts = parts;
  }

  list(): Transfer[] {
    return [...this.#jobs.values()].map(({ id, name, kind, stage, progress, pace, failure }) => ({
      id,
      name,
      kind,
      stage,
      site: progress.site,
      received: progress.received,
      total: progress.total,
      bytesPerSecond: stage === 'fetching' ? pace.bytesPerSecond : null,
      secondsLeft: stage === 'fetching' ? pace.secondsLeft(progress.total) : null,
      failure,
    }));
  }

  /** Finds the downloads that an earlier run of the app left unfinished: they are paused. */
  async recall(): Promise<void> {
    const { shelf, models } = this.#parts;
    for (const name of readdirSync(shelf.folder).filter((one) => one.endsWith('.part.json'))) {
      const notes = await readNotes(path.join(shelf.folder, name));
      const model = models.find((one) => one.id === notes?.id);
      if (!notes || !model || this.#jobs.has(model.id)) continue;
      const job = newJob(model.id, model.name, 'download', notes.total);
      job.progress.received = notes.received;
      job.stage = 'paused';
      this.#jobs.set(model.id, job);
    }
  }

  /** Begins, or goes on. Its end is seen in the list: it leaves it, or says why not. @throws AppError `not-found`, `model-exists`. */
  download(id: string): void {
    const model = this.#parts.models.find((one) => one.id === id);
    if (!model) throw new AppError('not-found', id);
    const known = this.#jobs.get(id);
    if (known?.stop) return;
    if (this.#parts.shelf.find(this.#targetOf(model))?.present) throw new AppError('model-exists', model.file);
    const job = newJob(id, model.name, 'download', model.about);
    if (known) job.progress = { ...known.progress };
    this.#run(job, (signal) => this.#download(job, model, signal));
  }

  /**
   * Copies or links a file. Resolves when it has begun; its end is seen in the list.
   * @throws AppError what is wrong with the file, before anything has begun.
   */
  async import(file: string, place: 'own' | 'linked'): Promise<void> {
    const facts = await inspectModel(file);
    const name = path.basename(facts.parts[0] as string);
    if (this.#jobs.get(name)?.stop) return;
    const job = newJob(name, name, 'copy', facts.bytes);
    this.#run(job, (signal) => this.#import(job, facts, place, signal));
  }

  /** Stops a download and keeps what is here. */
  async pause(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    if (!job?.stop || job.kind !== 'download') return;
    job.stop.abort();
    await job.done;
  }

  /** Ends a transfer and leaves nothing of it. */
  async cancel(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    if (!job) return;
    job.stop?.abort();
    await job.done;
    const model = this.#parts.models.find((one) => one.id === id);
    if (model && job.kind === 'download') await new HalfFile(this.#targetOf(model), id, realDisk).discard();
    this.#jobs.delete(id);
    this.#parts.changed();
  }

  /** Stops everything; downloads can go on at the next start. */
  async dispose(): Promise<void> {
    for (const job of this.#jobs.values()) job.stop?.abort();
    await Promise.all([...this.#jobs.values()].map((job) => job.done));
  }

  #run(job: Job, work: (signal: AbortSignal) => Promise<void>): void {
    const stop = new AbortController();
    job.stop = stop;
    this.#jobs.set(job.id, job);
    this.#ticker ??= setInterval(() => this.#tick(), everyMs);
    job.done = work(stop.signal)
      .then(() => {
        this.#jobs.delete(job.id);
      })
      .catch((error: unknown) => {
        const failure = toFailure(error);
        if (job.kind === 'copy' && failure.code === 'cancelled') return void this.#jobs.delete(job.id);
        job.stage = failure.code === 'cancelled' ? 'paused' : 'failed';
        job.failure = failure.code === 'cancelled' ? null : failure;
        if (job.failure) this.#parts.report(error);
      })
      .finally(() => {
        job.stop = null;
        this.#parts.changed();
      });
    this.#parts.changed();
  }

  async #download(job: Job, model: CatalogModel, signal: AbortSignal): Promise<void> {
    const { shelf, fetch, tools } = this.#parts;
    const target = this.#targetOf(model);
    const wanted = { id: model.id, target, addresses: model.addresses, bytes: model.bytes, sha256: shelf.sumOf(model) };
    const onProgress = (progress: Progress) => this.#progress(job, progress);
    const inspect = async (file: string) => void (await inspectModel(file));
    try {
      const { sha256 } = await download(wanted, { ...tools, fetch, signal, onProgress, inspect });
      shelf.learnSum(model, sha256);
      shelf.add(await inspectModel(target), sha256);
    } catch (error) {
      // What could not be used is gone; the list must not say that it is here.
      job.progress.received = (await readNotes(`${target}.part.json`))?.received ?? 0;
      throw error;
    }
  }

  async #import(job: Job, facts: GgufFacts, place: 'own' | 'linked', signal: AbortSignal): Promise<void> {
    const { shelf, tools } = this.#parts;
    const stage = place === 'own' ? 'fetching' : 'checking';
    const progress = (received: number) => this.#progress(job, { stage, site: null, received, total: facts.bytes });
    const importTools = { signal, onProgress: progress, ...(tools?.disk ? { disk: tools.disk } : {}) };
    if (place === 'linked') {
      shelf.add(facts, await linkModel(facts, importTools));
    } else {
      const copied = await copyModel(facts, shelf.folder, importTools);
      shelf.add(copied.facts, copied.sha256);
    }
  }

  #progress(job: Job, { stage, ...progress }: Progress): void {
    const turned = job.stage !== stage;
    job.stage = stage;
    job.progress = progress;
    if (turned) this.#parts.changed();
  }

  #tick(): void {
    const running = [...this.#jobs.values()].filter((job) => job.stop);
    for (const job of running) job.pace.add(performance.now(), job.progress.received);
    if (running.length > 0) {
      this.#parts.changed();
    } else {
      clearInterval(this.#ticker ?? undefined);
      this.#ticker = null;
    }
  }

  #targetOf(model: CatalogModel): string {
    return path.join(this.#parts.shelf.folder, model.file);
  }
}

function newJob(id: string, name: string, kind: Transfer['kind'], total: number | null): Job {
  return {
    id,
    name,
    kind,
    stage: 'fetching',
    progress: { site: null, received: 0, total },
    pace: new Pace(),
    failure: null,
    stop: null,
    done: Promise.resolve(),
  };
}
