/** The one engine of the process (node-llama-cpp's own advice), and what it reports about the machine. */
import { getLlama, getLlamaGpuTypes, type Llama, LlamaLogLevel } from 'node-llama-cpp';
import { anyDevice, type DeviceWish, type Machine } from '../../contract/devices.ts';
import { backendsToTry, visibleCards } from '../devices.ts';
import { availableMemory } from '../system-memory.ts';
import { free } from './free.ts';
import { listNvidiaCards } from './nvidia.ts';

export interface Engine {
  llama: Llama;
  /** What it was started for. A backend and its card can't be changed while the process lives. */
  startedFor: DeviceWish;
}

// The promise is kept, so that two loads share one start.
let engine: Promise<Engine> | undefined;

/**
 * Half a second that can pass while a file is still being checked.
 * @param wish counts for the first start alone; the engine that runs already is returned as it is.
 */
export function startLlama(wish: DeviceWish = anyDevice): Promise<Engine> {
  engine ??= start(wish);
  return engine;
}

async function start(wish: DeviceWish): Promise<Engine> {
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

/** Frees the engine itself; only at the end of the process. */
export async function stopLlama(): Promise<void> {
  const running = engine;
  engine = undefined;
  if (running) await free((await running).llama);
}

/** @param present makers of the graphics cards that the system names; the engine sees only those that it can use. */
export async function readMachine({ llama }: Engine, present: readonly string[] = []): Promise<Machine> {
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
    // The driver lists every card, with its memory; the engine only those that are shown to it.
    cards: nvidia.length > 0 ? nvidia : names.map((name) => ({ name, memory: alone })),
    vram: { total: vram.total, free: vram.free },
    ram: { total: ram.total, free: availableMemory() },
    present: [...present],
  };
}
