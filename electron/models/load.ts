/** From "the starter model" or a path to a loaded model: find, verify, look up its calibration, load. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../contract/result.ts';
import { loadLlamaModel } from '../engine/llama.ts';
import { startLlama } from '../engine/llama-start.ts';
import type { RiskModel } from '../engine/risk-model.ts';
import { findBySum, readCatalog } from './catalog.ts';

export interface LoadOptions {
  /** The `models` folder. */
  folder: string;
  /** A GGUF, or null for the starter model. */
  file: string | null;
  signal?: AbortSignal;
}

/**
 * @throws AppError `model-missing`, `model-changed` (the starter's sum is not the catalog's), `model-corrupt`,
 *   `model-unsupported`, `model-failed`, `cancelled`.
 */
export async function loadModel({ folder, file, signal }: LoadOptions): Promise<RiskModel> {
  const catalog = readCatalog(folder);
  const chosen = file ?? path.join(folder, catalog.starter.file);
  // Its failure is met again, and told, when the model is loaded into it.
  startLlama().catch(() => {});
  const sha256 = await sha256Of(chosen, signal);
  const known = findBySum(catalog, sha256);
  const starter = known?.id === catalog.starter.id;
  if (file === null && !starter) throw new AppError('model-changed', path.basename(chosen));
  return await loadLlamaModel({
    path: chosen,
    sha256,
    id: known?.id ?? path.basename(chosen, '.gguf'),
    name: known?.name ?? path.basename(chosen),
    starter,
    thresholds: known?.thresholds ?? null,
    ...(signal ? { signal } : {}),
  });
}

/** @throws AppError `model-missing`, `cancelled`. */
async function sha256Of(file: string, signal?: AbortSignal): Promise<string> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new AppError('model-missing', path.basename(file));
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash, { ...(signal ? { signal } : {}) });
  return hash.digest('hex');
}
