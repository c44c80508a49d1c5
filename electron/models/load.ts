/** From "the starter model" or a path to a loaded model: find, verify, look up its calibration, load. */
import path from 'node:path';
import type { DeviceWish } from '../contract/devices.ts';
import type { Lora, Server, Settings, Thresholds } from '../contract/domain.ts';
import { AppError } from '../contract/result.ts';
import { readGguf } from '../engine/llama/gguf.ts';
import { loadLlamaModel } from '../engine/llama/model.ts';
import { startLlama } from '../engine/llama/start.ts';
import type { RiskModel } from '../engine/risk-model.ts';
import { type CatalogFile, findBySum, readCatalog } from './catalog.ts';
import { sha256Of } from './sha256.ts';

/** What the user chose to judge with. */
export interface ModelChoice {
  /** A GGUF, or null for the starter model. */
  file: string | null;
  lora?: Lora | null;
  /** Judges while it answers; the file stands in. */
  server?: Server | null;
  /** No longer part of a meeting in view than usual, whatever is wished. */
  usualContext?: boolean;
}

export function choiceOf({ modelPath, lora, server }: Settings): ModelChoice {
  return { file: modelPath, lora, server };
}

export interface LoadMemory {
  /** The catalog's entry for a file whose sum it did not know. */
  known(sha256: string): CatalogFile | undefined;
  /** Thresholds that were chosen on this computer for a calibration key (below). */
  thresholds(key: string): Thresholds | null;
}

export interface LoadOptions extends Omit<ModelChoice, 'server'> {
  /** The `models` folder. */
  folder: string;
  /** What this computer has learnt of models; null: nothing. */
  memory?: LoadMemory | null;
  /** Where it should run, and makers of the graphics cards that the system names. */
  device?: DeviceWish;
  present?: readonly string[];
  signal?: AbortSignal;
}

/**
 * @throws AppError `model-changed` (the starter's sum is not the catalog's), what loading throws, `cancelled`.
 */
export async function loadModel({
  folder,
  file,
  lora,
  memory,
  present,
  signal,
  usualContext,
  ...options
}: LoadOptions): Promise<RiskModel> {
  const device = usualContext && options.device ? { ...options.device, contextTokens: null } : options.device;
  const catalog = readCatalog(folder);
  const chosen = file ?? path.join(folder, catalog.starter.file);
  // Its failure is met again, and told, when the model is loaded into it.
  startLlama(device).catch(() => {});
  const facts = await readGguf(chosen);
  const sha256 = await sha256Of(facts.parts, signal);
  const known = findBySum(catalog, sha256) ?? memory?.known(sha256);
  const starter = known?.id === catalog.starter.id;
  if (file === null && !starter) throw new AppError('model-changed', path.basename(chosen));
  const key = lora ? calibrationKey(sha256, await sha256Of((await readGguf(lora.path)).parts, signal), lora.scale) : sha256;
  const name = known?.name ?? path.basename(chosen, '.gguf');
  return await loadLlamaModel({
    path: chosen,
    facts,
    sha256,
    id: known?.id ?? path.basename(chosen, '.gguf'),
    name: lora ? `${name} + ${path.basename(lora.path, '.gguf')}` : name,
    starter: starter && !lora,
    thresholds: (lora ? null : known?.thresholds) ?? memory?.thresholds(key) ?? null,
    ...(lora ? { lora } : {}),
    ...(device ? { device } : {}),
    ...(present ? { present } : {}),
    ...(signal ? { signal } : {}),
  });
}

/** Thresholds belong to exactly what judges: with an adapter over it, a model is another one. */
function calibrationKey(model: string, lora: string, scale: number): string {
  return `${model}+${lora}*${scale}`;
}
