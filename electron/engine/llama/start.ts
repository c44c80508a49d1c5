/** The process' one engine (https://node-llama-cpp.withcat.ai/guide/objects-lifecycle), and its report about the machine. */
import { getLlama, getLlamaGpuTypes, type Llama, LlamaLogLevel } from 'node-llama-cpp';
import { anyDevice, type DeviceWish, type Machine } from '../../contract/devices.ts';
import { backendsToTry, visibleCards } from '../devices.ts';
import { availableMemory } from '../system-memory.ts';
import { free } from './free.ts';
import { listNvidiaCards } from './nvidia.ts';

export interface LlamaEngine {
  llama: Llama;
  /** The wish that it was started with. The backend and its card stay the same until the process ends. */
  startedFor: DeviceWish;
}

// The promise is stored, so that two loads share one start.
let engine: Promise<LlamaEngine> | undefined;

/**
 * Starts the engine, which takes about half a second, or returns the running one.
 * @param wish only the first call's wish has an effect.
 * @throws the error of the last backend that was tried.
 */
export function startLlama(wish: DeviceWish = anyDevice): Promise<LlamaEngine> {
  engine ??= start(wish);
  return engine;
}

async function start(wish: DeviceWish): Promise<LlamaEngine> {
  Object.assign(process.env, visibleCards(wish));
  const options = { build: 'never', progressLogs: false, logLevel: LlamaLogLevel.error, maxThreads: 0 } as const;
  let failure: unknown;
  for (const gpu of backendsToTry(wish)) {
    try {
      return { llama: await getLlama({ ...options, gpu }), startedFor: wish };
    } catch (error) {
      failure = error;
    }
  }
  engine = undefined;
  throw failure;
}

/** Frees the engine. Call it only when no more models will be loaded. */
export async function stopLlama(): Promise<void> {
  const running = engine;
  engine = undefined;
  if (running) await free((await running).llama);
}

/** @param present vendors of the graphics cards that the system names; the engine sees only the cards that it can use. */
export async function readMachine({ llama }: LlamaEngine, present: readonly string[] = []): Promise<Machine> {
  const started = llama.gpu === false ? null : llama.gpu;
  const [types, names, vram, ram, nvidia] = await Promise.all([
    getLlamaGpuTypes('supported'),
    started ? llama.getGpuDeviceNames() : [],
    llama.getVramState(),
    llama.getRamState(),
    started === 'cuda' ? listNvidiaCards() : [],
  ]);
  const alone = names.length === 1 ? { total: vram.total, free: vram.free } : null;
  return {
    backends: types.filter((type) => type !== false),
    started,
    // The driver lists every card with its memory; the engine only those that CUDA_VISIBLE_DEVICES shows to it.
    cards: nvidia.length > 0 ? nvidia : names.map((name) => ({ name, memory: alone })),
    vram: { total: vram.total, free: vram.free },
    ram: { total: ram.total, free: availableMemory() },
    present: [...present],
  };
}
