/** Where a model runs: from what is wished, what the machine has and what the model needs. Pure. */
import type { Backend, DeviceReason, DeviceWish, Machine } from '../contract/devices.ts';
import type { ErrorCode } from '../contract/domain.ts';

/**
 * Tokens of a meeting in view, where nobody wishes otherwise (README, decision 4). With the instructions and the probe they
 * fill 768 cells: llama.cpp's attention reads a cache in steps of 256.
 */
export const defaultContextTokens = 704;
/** Beside the meeting: the instructions, the answer probe, and what measuring takes. */
const besideTokens = 128;
/** Tokens evaluated at once; llama.cpp reserves an answer over the whole vocabulary, in 4 bytes, for each. More is hardly quicker. */
export const batchTokens = 256;
/** Left free on the graphics card (the screen needs it too): this share, at most so many bytes; and in main memory. */
const spareShare = 0.08;
const spareVram = 1.2e9;
const spareRam = 0.5e9;

/** What to start the engine with, in this order; `false` is the processor alone. */
export function backendsToTry({ device }: DeviceWish): ('auto' | Backend | false)[] {
  if (device === 'cpu') return [false];
  return device === 'auto' ? ['auto', false] : [device, 'auto', false];
}

/** Environment that shows a backend only one card; it is read once, when the backend starts. */
export function visibleCards({ deviceIndex }: DeviceWish): Record<string, string> {
  if (deviceIndex === null) return {};
  // PCI order: the numbers that nvidia-smi and the source document count by.
  return { CUDA_DEVICE_ORDER: 'PCI_BUS_ID', CUDA_VISIBLE_DEVICES: String(deviceIndex), GGML_VK_VISIBLE_DEVICES: String(deviceIndex) };
}

/** What a model needs, in bytes. Layers count the output as one more, as llama.cpp does. */
export interface Need {
  layers: number;
  perLayer: number;
  /** The embedding, which always stays in main memory, and the output. */
  embedding: number;
  output: number;
  /** Keys and values of one token over all layers. */
  perToken: number;
  scratch: number;
  /** Tokens that the model was trained to hold; null if its file does not say. */
  trained: number | null;
}

/** @param file of a whole model: tensor name → dimensions, innermost first; bytes of the file. */
export function needOf(file: { shapes: ReadonlyMap<string, readonly number[]>; bytes: number; contextLength: number | null }): Need {
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
    // A tied embedding is the output too, and is held a second time on the card.
    output: share(file.shapes.has('output.weight') ? size('output.weight') : embedding),
    perToken: 2 * blocks * keys * 2,
    // A meeting's batch, and that of an answer beside it.
    scratch: 2 * batchTokens * (file.shapes.get('token_embd.weight')?.[1] ?? 0) * 4,
    trained: file.contextLength,
  };
}

function vramOf(need: Need, layers: number, tokens: number): number {
  if (layers === 0) return 0;
  const blocks = need.layers - 1;
  const onCard = Math.min(layers, blocks);
  const output = layers > blocks ? need.output : 0;
  return onCard * need.perLayer + output + ((need.perToken * onCard) / Math.max(1, blocks)) * tokens + need.scratch;
}

function ramOf(need: Need, layers: number, tokens: number): number {
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
export interface Refusal {
  refused: Extract<ErrorCode, 'model-too-large' | 'context-too-large'>;
  detail: string;
}

export interface PlanOptions {
  /** The wish that the engine was started with: a backend and its card can't change until the app starts again. */
  startedFor?: DeviceWish;
  /** With its default context, the built-in model is never refused for lack of memory: without it nothing could judge. */
  builtIn?: boolean;
}

export function planDevice(
  machine: Machine,
  wish: DeviceWish,
  need: Need,
  { startedFor = wish, builtIn = false }: PlanOptions = {},
): Plan | Refusal {
  const tokens = wish.contextTokens ?? defaultContextTokens;
  const trained = need.trained ?? Number.POSITIVE_INFINITY;
  if (tokens + besideTokens > trained) return { refused: 'context-too-large', detail: `${tokens} + ${besideTokens} > ${trained}` };
  const fits = (layers: number, context: number) => ramOf(need, layers, context + besideTokens) <= machine.ram.free - spareRam;
  const { gpuLayers, reason } = onCards(machine, wish, need, tokens + besideTokens, startedFor);
  if (fits(gpuLayers, tokens)) return { gpuLayers, contextTokens: tokens, reason };
  const lack = `${gigabytes(ramOf(need, gpuLayers, tokens + besideTokens) + spareRam)} > ${gigabytes(machine.ram.free)}`;
  if (builtIn && tokens <= defaultContextTokens) return { gpuLayers, contextTokens: tokens, reason, shortOfMemory: lack };
  return { refused: builtIn || fits(gpuLayers, defaultContextTokens) ? 'context-too-large' : 'model-too-large', detail: lack };
}

function onCards(machine: Machine, wish: DeviceWish, need: Need, tokens: number, startedFor: DeviceWish): Omit<Plan, 'contextTokens'> {
  if (wish.device === 'cpu' || wish.gpuLayers === 0) return { gpuLayers: 0, reason: 'chosen' };
  // A backend starts without any card too: a machine that has Vulkan's library and nothing to run it on.
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
  // Started for the processor alone: a card was not even tried.
  if (startedFor.device === 'cpu') return 'restart';
  if (wish.device !== 'auto') return 'backend-missing';
  const known = present.length > 0 || (started === null && backends.length > 0);
  return known ? 'card-unusable' : 'no-card';
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
