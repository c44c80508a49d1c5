/** Where a model runs, on machines that the development machines are not. */
import { expect, test } from 'vitest';
import { anyDevice, type Machine } from '../../../electron/contract/devices.ts';
import { backendsToTry, type MemoryNeed, memoryNeedOf, planDevice, visibleCards } from '../../../electron/engine/devices.ts';
import { parseNvidiaCards } from '../../../electron/engine/llama/nvidia.ts';

const gb = 1e9;
/** Qwen2-7B-Instruct in fp16, as the source document ran it: 15.2 GB, 28 blocks, 4 × 128 key and value heads. */
const seven: MemoryNeed = {
  layers: 29,
  perLayer: (13.05 * gb) / 28,
  embedding: 1.09 * gb,
  output: 1.08 * gb,
  perToken: 2 * 28 * 512 * 2,
  scratch: 0.31 * gb,
  trained: 32_768,
};
const small: MemoryNeed = {
  layers: 25,
  perLayer: 0.015 * gb,
  embedding: 0.14 * gb,
  output: 0.14 * gb,
  perToken: 12_288,
  scratch: 0.31 * gb,
  trained: 32_768,
};

const plain: Machine = {
  backends: [],
  started: null,
  cards: [],
  vram: { total: 0, free: 0 },
  ram: { total: 32 * gb, free: 24 * gb },
  present: [],
};
const card = (name: string, total: number, free = total) => ({ name, memory: { total: total * gb, free: free * gb } });
const cuda = (...cards: ReturnType<typeof card>[]): Machine => ({
  ...plain,
  backends: ['cuda', 'vulkan'],
  started: 'cuda',
  cards,
  vram: {
    total: cards.reduce((sum, one) => sum + one.memory.total, 0),
    free: cards.reduce((sum, one) => sum + one.memory.free, 0),
  },
  present: ['NVIDIA'],
});
const big = cuda(card('RTX 3090', 24));

test('one CUDA card: all layers on it', () => {
  expect(planDevice(big, anyDevice, seven)).toEqual({ gpuLayers: 29, contextTokens: 704, reason: null });
});

test('several cards: the model may lie over all of them, or on the chosen one', () => {
  const two = cuda(card('RTX 3080', 10), card('RTX 3080', 10));
  expect(planDevice(two, anyDevice, seven)).toMatchObject({ gpuLayers: 29, reason: null });
  // cuda:1 of the source document: only that card is shown to the backend.
  const second = { ...anyDevice, device: 'cuda' as const, deviceIndex: 1 };
  expect(visibleCards(second)).toMatchObject({ CUDA_VISIBLE_DEVICES: '1', GGML_VK_VISIBLE_DEVICES: '1' });
  expect(visibleCards(anyDevice)).toEqual({});
  expect(planDevice(cuda(card('RTX 3080', 10)), second, seven)).toMatchObject({ reason: 'card-part' });
});

test('no card: the processor, and it is said', () => {
  expect(planDevice(plain, anyDevice, small)).toEqual({ gpuLayers: 0, contextTokens: 704, reason: 'no-card' });
});

test('a card that nothing can compute on: the processor, and the reason is the card', () => {
  expect(planDevice({ ...plain, present: ['NVIDIA'] }, anyDevice, small)).toMatchObject({ gpuLayers: 0, reason: 'card-unusable' });
  // Libraries are there, but the engine could not start on them.
  expect(planDevice({ ...plain, backends: ['cuda'] }, anyDevice, small)).toMatchObject({ reason: 'card-unusable' });
});

test('a backend that starts without a card to run on: no card, or one that it cannot use', () => {
  // Seen with Vulkan's library on a machine without a graphics card.
  const bare: Machine = { ...plain, backends: ['vulkan'], started: 'vulkan' };
  expect(planDevice(bare, anyDevice, small)).toMatchObject({ gpuLayers: 0, reason: 'no-card' });
  expect(planDevice({ ...bare, present: ['Intel'] }, anyDevice, small)).toMatchObject({ gpuLayers: 0, reason: 'card-unusable' });
  expect(planDevice(bare, { ...anyDevice, device: 'cuda' }, small)).toMatchObject({ gpuLayers: 0, reason: 'backend-missing' });
});

test('too little memory on the card: as many layers as fit, at last none', () => {
  const part = planDevice(cuda(card('GTX 1660', 6)), anyDevice, seven);
  expect(part).toMatchObject({ reason: 'card-part' });
  expect((part as { gpuLayers: number }).gpuLayers).toBeGreaterThan(5);
  expect((part as { gpuLayers: number }).gpuLayers).toBeLessThan(15);
  expect(planDevice(cuda(card('old', 2, 0.3)), anyDevice, small)).toMatchObject({ gpuLayers: 0, reason: 'card-full' });
});

test('too little main memory: refused before loading, with the figures', () => {
  const laptop = { ...plain, ram: { total: 8 * gb, free: 4 * gb } };
  expect(planDevice(laptop, anyDevice, seven)).toEqual({ refused: 'model-too-large', detail: '16.1 GB > 4.0 GB' });
  expect(planDevice(laptop, anyDevice, small)).toMatchObject({ gpuLayers: 0 });
  // On a card it needs no main memory for its layers.
  expect(planDevice({ ...big, ram: laptop.ram }, anyDevice, seven)).toMatchObject({ gpuLayers: 29 });
});

test('the built-in model is never refused for lack of memory: it is tried, and the figures are kept', () => {
  const full = { ...plain, ram: { total: 4 * gb, free: 0.2 * gb } };
  expect(planDevice(full, anyDevice, small)).toMatchObject({ refused: 'model-too-large' });
  expect(planDevice(full, anyDevice, small, { builtIn: true })).toMatchObject({
    gpuLayers: 0,
    shortOfMemory: expect.stringMatching(/> 0\.2 GB$/),
  });
  // A longer context that the user wished for is refused as the context, so that the default one is tried next.
  const long = { ...anyDevice, contextTokens: 4_096 };
  expect(planDevice(full, long, small, { builtIn: true })).toMatchObject({ refused: 'context-too-large' });
});

test('a context that the model was not trained for, or that does not fit beside it, is refused as the context', () => {
  expect(planDevice(plain, { ...anyDevice, contextTokens: 32_768 }, small)).toMatchObject({ refused: 'context-too-large' });
  expect(planDevice(plain, { ...anyDevice, contextTokens: 8_192 }, { ...small, trained: 4_096 })).toMatchObject({
    refused: 'context-too-large',
  });
  const tight = { ...plain, ram: { total: 4 * gb, free: 1.5 * gb } };
  expect(planDevice(tight, { ...anyDevice, contextTokens: 30_000 }, small)).toMatchObject({ refused: 'context-too-large' });
});

test('the user wants the processor, or fewer layers', () => {
  expect(planDevice(big, { ...anyDevice, device: 'cpu' }, small)).toMatchObject({ gpuLayers: 0, reason: 'chosen' });
  expect(planDevice(big, { ...anyDevice, gpuLayers: 0 }, small)).toMatchObject({ gpuLayers: 0, reason: 'chosen' });
  expect(planDevice(big, { ...anyDevice, gpuLayers: 10 }, seven)).toMatchObject({ gpuLayers: 10, reason: null });
  expect(planDevice(big, { ...anyDevice, gpuLayers: 500 }, seven)).toMatchObject({ gpuLayers: 29, reason: null });
});

test('a chosen backend is tried first, then what works, then the processor', () => {
  expect(backendsToTry(anyDevice)).toEqual(['auto', false]);
  expect(backendsToTry({ ...anyDevice, device: 'cpu' })).toEqual([false]);
  expect(backendsToTry({ ...anyDevice, device: 'cuda' })).toEqual(['cuda', 'auto', false]);
  const vulkan = { ...big, started: 'vulkan' as const };
  expect(planDevice(vulkan, { ...anyDevice, device: 'cuda' }, small)).toMatchObject({ gpuLayers: 25, reason: 'backend-missing' });
  expect(planDevice(plain, { ...anyDevice, device: 'cuda' }, small)).toMatchObject({ gpuLayers: 0, reason: 'backend-missing' });
});

test('what the running engine can no longer change is said to hold from the next start', () => {
  const auto = anyDevice;
  expect(planDevice(big, { ...auto, device: 'vulkan' }, small, { startedFor: auto })).toMatchObject({ reason: 'restart' });
  expect(planDevice(big, { ...auto, deviceIndex: 1 }, small, { startedFor: auto })).toMatchObject({ gpuLayers: 25, reason: 'restart' });
  expect(planDevice(plain, auto, small, { startedFor: { ...auto, device: 'cpu' } })).toMatchObject({ gpuLayers: 0, reason: 'restart' });
});

test('what a model needs is read off its header', () => {
  const shapes = new Map<string, number[]>([
    ['token_embd.weight', [896, 151_936]],
    ['output_norm.weight', [896]],
    ...Array.from({ length: 24 }, (_, i) => [`blk.${i}.ffn_up.weight`, [896, 4_864]] as [string, number[]]),
    ['blk.0.attn_k.weight', [896, 128]],
  ]);
  const need = memoryNeedOf({ shapes, bytes: 0.5 * gb, contextLength: 32_768 });
  expect(need).toMatchObject({ layers: 25, perToken: 2 * 24 * 128 * 2, scratch: 512 * 151_936 * 4, trained: 32_768 });
  expect(need.output).toBe(need.embedding);
  expect(need.embedding + 24 * need.perLayer).toBeCloseTo(0.5 * gb, -6);
});

test("the NVIDIA driver's list of cards, one that will not say its memory, and noise", () => {
  const rows = 'NVIDIA GeForce RTX 3090, 24576, 23954\nNVIDIA GB10, [N/A], [N/A]\n\nFailed to initialize NVML\n';
  expect(parseNvidiaCards(rows)).toEqual([
    { name: 'NVIDIA GeForce RTX 3090', memory: { total: 24_576 * 2 ** 20, free: 23_954 * 2 ** 20 } },
    { name: 'NVIDIA GB10', memory: null },
  ]);
});
