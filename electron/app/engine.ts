/** The engine: starts while the windows open, loads models where the settings want them, knows the machine. */
import { deviceWishSchema, type Machine } from '../contract/devices.ts';
import type { ModelInfo } from '../contract/domain.ts';
import { readMachine, startLlama, stopLlama } from '../engine/llama/start.ts';
import { loadModel } from '../models/load.ts';
import type { Disposer } from '../support/dispose.ts';
import { presentCards } from '../support/graphics.ts';
import { logInfo } from '../support/log.ts';
import type { SettingsInForce } from './settings.ts';

export interface Engine {
  load: typeof loadModel;
  /** What the engine and the system report about graphics cards and memory. */
  machine(): Promise<Machine>;
}

export function openEngine(parts: Disposer, settings: SettingsInForce): Engine {
  parts.add('llama', stopLlama);
  const present = presentCards();
  const wish = () => deviceWishSchema.parse(settings.now);
  // Half a second that passes while the windows open. Its failure is met again, and told, when a model is loaded.
  startLlama(wish()).catch(() => {});
  return {
    load: async (choice) => {
      const model = await loadModel({ ...choice, device: wish(), present: await present });
      logInfo('model', factsOf(model.info));
      return model;
    },
    machine: async () => await readMachine(await startLlama(wish()), await present),
  };
}

/** What the log keeps of a loaded model. */
function factsOf({
  id,
  device,
  deviceName,
  deviceReason,
  gpuLayers,
  layers,
  threads,
  contextTokens,
  ramBytes,
  vramBytes,
  loadMs,
}: ModelInfo) {
  return { id, device, deviceName, deviceReason, gpuLayers, layers, threads, contextTokens, ramBytes, vramBytes, loadMs };
}
