/** Measures a start, in a process of its own: from loading a model to its first verdict, as when the app opens. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ModelInfo } from '../../contract/domain.ts';
import type { RiskModel } from '../../engine/risk-model.ts';
import { median } from '../../math/quantile.ts';
import type { Measure } from './measure.ts';
import { meeting } from './meeting.ts';

const run = promisify(execFile);
const rounds = 3;

export interface Start {
  model: Pick<ModelInfo, 'id' | 'path' | 'starter'>;
  loadedMs: number;
  firstMs: number;
}

/** Measures one start from the moment of the call. Frees the model. */
export async function startOnce(load: () => Promise<RiskModel>): Promise<Start> {
  const begun = performance.now();
  const model = await load();
  const loadedMs = performance.now() - begun;
  const judge = await model.open();
  await judge.judge(meeting(1), new AbortController().signal);
  const firstMs = performance.now() - begun;
  const { id, path, starter } = model.info;
  await model.dispose();
  return { model: { id, path, starter }, loadedMs, firstMs };
}

/** @param program arguments for Node of a program that prints a `Start` as JSON. */
export async function measureStart(program: readonly string[]): Promise<Measure[]> {
  const once = async () => JSON.parse((await run(process.execPath, [...program])).stdout) as Start;
  const { model } = await once();
  const cold = (await dropFromCache(model.path)) ? [toMeasure('cold', [await once()])] : [];
  const warm: Start[] = [];
  for (let i = 0; i < rounds; i++) warm.push(await once());
  return [...cold, toMeasure('warm', warm)];
}

function toMeasure(cache: string, starts: readonly Start[]): Measure {
  return {
    measure: `from loading to the first verdict, file cache ${cache}`,
    model: starts[0]?.model.id ?? '',
    value: median(starts.map((one) => one.firstMs)),
    unit: 'ms',
    ...(starts[0]?.model.starter ? { bar: { at: 'most', value: 1_000 } } : {}),
    of: { 'loaded ms': median(starts.map((one) => one.loadedMs)), starts: starts.length },
  };
}

/** Removes a file from the file cache, as after a boot. Only GNU dd can do it without privileges, and only if no process has the file open. @returns whether it did. */
async function dropFromCache(file: string): Promise<boolean> {
  return await run('dd', [`if=${file}`, 'iflag=nocache', 'count=0']).then(
    () => true,
    () => false,
  );
}

/** The process' memory with the model loaded. @param before resident bytes before that. */
export function memoryOf({ id, bytes }: ModelInfo, before: number): Measure {
  const megabytes = (value: number) => value / 2 ** 20;
  return {
    measure: 'memory with the model loaded',
    model: id,
    value: megabytes(process.memoryUsage.rss()),
    unit: 'MB',
    of: { 'before MB': megabytes(before), 'model file MB': megabytes(bytes) },
  };
}
