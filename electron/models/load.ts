/** Loads the starter model or a file: finds it, checks its SHA-256, looks up its thresholds, starts it. */
import path from 'node:path';
import type { DeviceWish } from '../contract/devices.ts';
import type { Lora, Server, Settings, Thresholds } from '../contract/domain.ts';
import { AppError } from '../contract/result.ts';
import { readGguf } from '../engine/llama/gguf.ts';
import { loadLlamaModel } from '../engine/llama/model.ts';
import { startLlama } from '../engine/llama/start.ts';
import type { RiskModel } from '../engine/risk-model.ts';
import { type CatalogFile, findBySha256, readCatalog } from './catalog.ts';
import { sha256Of } from './sha256.ts';

/** What the user chose to judge with. Without a server, the file judges. */
export interface ModelChoice {
  /** A GGUF, or null for the starter model. */
  file: string | null;
  lora?: Lora | null;
  /** Judges as long as it answers; otherwise the file does. */
  server?: Server | null;
  /** Ignores the user's context size and uses the default. */
  usualContext?: boolean;
}

export function choiceOf({ modelPath, lora, server }: Settings): ModelChoice {
  return { file: modelPath, lora, server };
}

export interface KnownModels {
  /** The catalog's entry whose SHA-256 was learned at its first download. */
  catalogEntry(sha256: string): CatalogFile | undefined;
  /** Thresholds that were chosen on this computer, by `calibrationKey`. */
  thresholds(key: string): Thresholds | null;
}

interface LoadOptions extends Omit<ModelChoice, 'server'> {
  /** The `models` folder. */
  folder: string;
  /** What this computer knows about models beside the catalog. */
  known?: KnownModels | null;
  device?: DeviceWish;
  /** Vendors of the graphics cards that the system names. */
  present?: readonly string[];
  signal?: AbortSignal;
}

/** @throws AppError `model-changed` (the starter's SHA-256 is not the catalog's), `cancelled`, those of readGguf and loadLlamaModel. */
export async function loadModel({ folder, file, lora, known, present, signal, usualContext, ...options }: LoadOptions): Promise<RiskModel> {
  const device = usualContext && options.device ? { ...options.device, contextTokens: null } : options.device;
  const catalog = readCatalog(folder);
  const chosen = file ?? path.join(folder, catalog.starter.file);
  // Starts while the file is checked. loadLlamaModel reports a failure of the start.
  startLlama(device).catch(() => {});
  const facts = await readGguf(chosen);
  const sha256 = await sha256Of(facts.parts, signal);
  const entry = findBySha256(catalog, sha256) ?? known?.catalogEntry(sha256);
  const starter = entry?.id === catalog.starter.id;
  if (file === null && !starter) throw new AppError('model-changed', path.basename(chosen));
  const key = lora ? calibrationKey(sha256, await sha256Of((await readGguf(lora.path)).parts, signal), lora.scale) : sha256;
  const name = entry?.name ?? path.basename(chosen, '.gguf');
  return await loadLlamaModel({
    path: chosen,
    facts,
    sha256,
    id: entry?.id ?? path.basename(chosen, '.gguf'),
    name: lora ? `${name} + ${path.basename(lora.path, '.gguf')}` : name,
    starter: starter && !lora,
    thresholds: (lora ? null : entry?.thresholds) ?? known?.thresholds(key) ?? null,
    ...(lora ? { lora } : {}),
    ...(device ? { device } : {}),
    ...(present ? { present } : {}),
    ...(signal ? { signal } : {}),
  });
}

/** Thresholds belong to one exact model: with an adapter, or at another scale of it, the model is another one. */
function calibrationKey(model: string, lora: string, scale: number): string {
  return `${model}+${lora}*${scale}`;
}
