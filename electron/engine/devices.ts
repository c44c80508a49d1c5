/** Decides where a model runs, from the user's wish, the machine and the model's memory need. Pure. */
import type { Backend, DeviceReason, DeviceWish, Machine } from '../contract/devices.ts';
import type { ErrorCode } from '../contract/domain.ts';

/** Cells of the key-value cache with the default context: three of the steps of 256 in which llama.cpp's attention reads it. */
export const defaultCacheCells = 3 * 256;
/** Room for the instructions and the answer probe. */
const promptTokens = 64;
/** Tokens of a meeting that the model keeps in view by default (why: electron/README.md). */
export const defaultContextTokens = defaultCacheCells - promptTokens;
/** Tokens that a context needs beside the meeting: instructions, answer probe, and the sample that thread counts are measured with. */
const overheadTokens = 128;
/** Tokens that are evaluated at once. A larger batch is hardly faster. */
export const batchTokens = 256;
/** Rows of the output buffer: llama.cpp reserves one over the whole vocabulary for each token of a meeting's and of an answer's batch. */
export const scratchTokens = 2 * batchTokens;
/** Memory to leave free: a share of the graphics card's, but at most `spareVram` bytes (the screen uses it too); bytes of main memory. */
const spareShare = 0.08;
const spareVram = 1.2e9;
const spareRam = 0.5e9;

/** The backends to try, in this order; `false` is the processor alone. */
export function backendsToTry({ device }: DeviceWish): ('auto' | Backend | false)[] {
  if (device === 'cpu') return [false];
  return device === 'auto' ? ['auto', false] : [device, 'auto', false];
}

/** Environment variables that show the backend only the chosen card. The backend reads them once, when it starts. */
export function visibleCards({ deviceIndex }: DeviceWish): Record<string, string> {
  if (deviceIndex === null) return {};
  // Count cards in PCI order, as nvidia-smi and the source document do.
  return { CUDA_DEVICE_ORDER: 'PCI_BUS_ID', CUDA_VISIBLE_DEVICES: String(deviceIndex), GGML_VK_VISIBLE_DEVICES: String(deviceIndex) };
}

/** A model's memory need, in bytes. */
export interface MemoryNeed {
  /** Blocks, and one more for the output, as llama.cpp counts them. */
  layers: number;
  perLayer: number;
  /** The embedding always stays in main memory. */
  embedding: number;
  output: number;
  /** Keys and values of one token, over all layers. */
  perToken: number;
  scratch: number;
  /** Length of the context that the model was trained with, in tokens; null if the file does not tell. */
  trained: number | null;
}

/** @param file `shapes`: tensor name → dimensions, innermost first. `bytes`: of all the model's files. */
export function memoryNeedOf(file: {
  shapes: ReadonlyMap<string, readonly number[]>;
  bytes: number;
  contextLength: number | null;
}): MemoryNeed {
  const size = (name: string) => (file.shapes.get(name) ?? []).reduce((product, length) => product * length, 1);
  const names = [...file.shapes.keys()];
  const blocks = new Set(names.flatMap((name) => /^blk\.(\d+)\./.exec(name)?.[1] ?? [])).size;
  const all = names.reduce((total, name) => total + size(name), 0);
  const inBlocks = names.reduce((total, name) => total + (name.startsWith('blk.') ? size(name) : 0), 0);
  const share = (elements: number) => (file.bytes * elements) / all;
  const embedding = size('token_embd.weight');
  const keys = file.shapes.get('blk.0.attn_k.weight')?.[1] ?? 0;
  return {
    layers: blocks + 1,
    perLayer: share(inBlocks) / Math.max(1, blocks),
    embedding: share(embedding),
    // A tied embedding also serves as the output, and then lies on the card a second time.
    output: share(file.shapes.has('output.weight') ? size('output.weight') : embedding),
    perToken: 2 * blocks * keys * 2,
    // 4 bytes a number.
    scratch: scratchTokens * (file.shapes.get('token_embd.weight')?.[1] ?? 0) * 4,
    trained: file.contextLength,
  };
}

function vramOf(need: MemoryNeed, layers: number, tokens: number): number {
  if (layers === 0) return 0;
  const blocks = need.layers - 1;
  const onCard = Math.min(layers, blocks);
  const output = layers > blocks ? need.output : 0;
  return onCard * need.perLayer + output + ((need.perToken * onCard) / Math.max(1, blocks)) * tokens + need.scratch;
}

function ramOf(need: MemoryNeed, layers: number, tokens: number): number {
  const blocks = need.layers - 1;
  const here = blocks - Math.min(layers, blocks);
  const output = need.output === need.embedding || layers > blocks ? 0 : need.output;
  const cache = ((need.perToken * here) / Math.max(1, blocks)) * tokens;
  return need.embedding + here * need.perLayer + output + cache + (layers === 0 ? need.scratch : 0);
}

export interface Plan {
  gpuLayers: number;
  contextTokens: number;
  reason: DeviceReason | null;
  /** Too little main memory, with the figures: loading is tried all the same and may fail. */
  shortOfMemory?: string;
}
interface Refusal {
  refused: Extract<ErrorCode, 'model-too-large' | 'context-too-large'>;
  detail: string;
}

interface PlanOptions {
  /** The wish that the engine was started with: a backend and its card can't change until the app starts again. */
  startedFor?: DeviceWish;
  /** With its default context, the built-in model is never refused for lack of memory: without it nothing could judge. */
  builtIn?: boolean;
}

export function planDevice(
  machine: Machine,
  wish: DeviceWish,
  need: MemoryNeed,
  { startedFor = wish, builtIn = false }: PlanOptions = {},
): Plan | Refusal {
  const tokens = wish.contextTokens ?? defaultContextTokens;
  const trained = need.trained ?? Number.POSITIVE_INFINITY;
  if (tokens + overheadTokens > trained) return { refused: 'context-too-large', detail: `${tokens} + ${overheadTokens} > ${trained}` };
  const fits = (layers: number, context: number) => ramOf(need, layers, context + overheadTokens) <= machine.ram.free - spareRam;
  const { gpuLayers, reason } = onCards(machine, wish, need, tokens + overheadTokens, startedFor);
  if (fits(gpuLayers, tokens)) return { gpuLayers, contextTokens: tokens, reason };
  const lack = `${gigabytes(ramOf(need, gpuLayers, tokens + overheadTokens) + spareRam)} > ${gigabytes(machine.ram.free)}`;
  if (builtIn && tokens <= defaultContextTokens) return { gpuLayers, contextTokens: tokens, reason, shortOfMemory: lack };
  return { refused: builtIn || fits(gpuLayers, defaultContextTokens) ? 'context-too-large' : 'model-too-large', detail: lack };
}

function onCards(
  machine: Machine,
  wish: DeviceWish,
  need: MemoryNeed,
  tokens: number,
  startedFor: DeviceWish,
): Omit<Plan, 'contextTokens'> {
  if (wish.device === 'cpu' || wish.gpuLayers === 0) return { gpuLayers: 0, reason: 'chosen' };
  // Some backends start without a card: Vulkan's library may be there and no device.
  if (machine.started === null || machine.vram.total === 0) return { gpuLayers: 0, reason: whyNone(machine, wish, startedFor) };
  const spare = Math.min(machine.vram.total * spareShare, spareVram);
  const most = Math.min(wish.gpuLayers ?? need.layers, need.layers);
  let gpuLayers = most;
  while (gpuLayers > 0 && vramOf(need, gpuLayers, tokens) > machine.vram.free - spare) gpuLayers--;
  if (gpuLayers === 0) return { gpuLayers, reason: 'card-full' };
  if (gpuLayers < most) return { gpuLayers, reason: 'card-part' };
  if (wish.deviceIndex !== startedFor.deviceIndex) return { gpuLayers, reason: 'restart' };
  if (wish.device === 'auto' || wish.device === machine.started) return { gpuLayers, reason: null };
  return { gpuLayers, reason: startedFor.device === wish.device ? 'backend-missing' : 'restart' };
}

function whyNone({ backends, started, present }: Machine, wish: DeviceWish, startedFor: DeviceWish): DeviceReason {
  // The engine was started for the processor alone and has not tried a card.
  if (startedFor.device === 'cpu') return 'restart';
  if (wish.device !== 'auto') return 'backend-missing';
  const known = present.length > 0 || (started === null && backends.length > 0);
  return known ? 'card-unusable' : 'no-card';
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
