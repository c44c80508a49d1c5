/** Estimates a Qwen2 model's file size and memory from its shape, before the file is downloaded. Pure. */
import { z } from 'zod';
import { defaultCacheCells, scratchTokens } from '../engine/devices.ts';

export const quantisations = ['Q4_K_M', 'Q5_K_M', 'Q8_0', 'F16'] as const;
type Quantisation = (typeof quantisations)[number];

export const modelShapeSchema = z.object({
  layers: z.number().int().positive(),
  width: z.number().int().positive(),
  heads: z.number().int().positive(),
  /** Key and value heads. */
  kvHeads: z.number().int().positive(),
  feedForward: z.number().int().positive(),
  vocabulary: z.number().int().positive(),
  /** Whether the output layer shares the embedding's weights. */
  tiedEmbedding: z.boolean(),
});
export type ModelShape = z.infer<typeof modelShapeSchema>;

/** Number of weights. */
export function parameters({ layers, width, heads, kvHeads, feedForward, vocabulary, tiedEmbedding }: ModelShape): number {
  const keys = keyWidth({ width, heads, kvHeads });
  const attention = 2 * width * width + 2 * width * keys + width + 2 * keys;
  const layer = attention + 3 * width * feedForward + 2 * width;
  return layers * layer + vocabulary * width * (tiedEmbedding ? 1 : 2) + width;
}

/**
 * Bytes of the file, within a few percent; null for the K quantisations, which mix precisions differently in each file.
 * Q8_0 stores 32 weights in 34 bytes, F16 one weight in 2.
 */
export function expectedBytes(shape: ModelShape, quantisation: Quantisation): number | null {
  if (quantisation === 'Q8_0') return Math.round((parameters(shape) * 34) / 32);
  return quantisation === 'F16' ? parameters(shape) * 2 : null;
}

/** Bytes of memory with the default context: the file, the cache (2 bytes a number), the output buffer (4 bytes a number). */
export function estimateMemory(shape: ModelShape, fileBytes: number): number {
  const cache = 2 * shape.layers * keyWidth(shape) * 2 * defaultCacheCells;
  return fileBytes + cache + scratchTokens * shape.vocabulary * 4;
}

function keyWidth({ width, heads, kvHeads }: Pick<ModelShape, 'width' | 'heads' | 'kvHeads'>): number {
  return (width / heads) * kvHeads;
}
