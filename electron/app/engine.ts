/** The engine: starts while the windows open, loads models on the device that the settings name, and reads the machine. */
import { deviceWishSchema, type Machine } from '../contract/devices.ts';
import type { ModelInfo } from '../contract/domain.ts';
import { readMachine, startLlama, stopLlama } from '../engine/llama/start.ts';
import type { Handlers } from '../ipc/answer.ts';
import { loadModel } from '../models/load.ts';
import type { Disposer } from '../support/dispose.ts';
import { presentCards } from '../support/graphics.ts';
import { logInfo } from '../support/log.ts';
import type { Settings } from './settings.ts';

export interface Engine {
  load: typeof loadModel;
  /** What the engine and the system report about graphics cards and memory. */
  machine(): Promise<Machine>;
  calls: Pick<Handlers, 'device.machine'>;
}

export function openEngine(disposer: Disposer, settings: Settings): Engine {
  disposer.add('llama', stopLlama);
  const present = presentCards();
  const wish = () => deviceWishSchema.parse(settings.now);
  // The start takes half a second while the windows open. If it fails, loading a model fails again and reports it.
  startLlama(wish()).catch(() => {});
  const machine = async () => await readMachine(await startLlama(wish()), await present);
  return {
    load: async (choice) => {
      const model = await loadModel({ ...choice, device: wish(), present: await present });
      logInfo('model', loggedFacts(model.info));
      return model;
    },
    machine,
    // Slow at the first call: the engine may still be starting.
    calls: { 'device.machine': machine },
  };
}

/** The facts of a loaded model that the log keeps. */
function loggedFacts(info: ModelInfo) {
  const { id, device, deviceName, deviceReason, gpuLayers, layers, threads, contextTokens, ramBytes, vramBytes, loadMs } = info;
  return { id, device, deviceName, deviceReason, gpuLayers, layers, threads, contextTokens, ramBytes, vramBytes, loadMs };
}
