/** What a Qwen2 model of a shape weighs and needs, by arithmetic; before a file is there that could be asked. Pure. */
import { z } from 'zod';

export const quantisations = ['Q4_K_M', 'Q5_K_M', 'Q8_0', 'F16'] as const;
type Quantisation = (typeof quantisations)[number];

export const shapeSchema = z.object({
  layers: z.number().int().positive(),
  width: z.number().int().positive(),
  heads: z.number().int().positive(),
  keyHeads: z.number().int().positive(),
  feedForward: z.number().int().positive(),
  vocabulary: z.number().int().positive(),
  /** Whether the embedding serves as the output as well. */
  tiedEmbedding: z.boolean(),
});
type Shape = z.infer<typeof shapeSchema>;

/** Tokens of a meeting that are kept (the instructions, the window, the answer probe), as llama.cpp rounds them. */
const contextTokens = 768;
/** Tokens evaluated at once, by a meeting and by an answer beside it: llama.cpp reserves an answer over the whole vocabulary, in 4 bytes, for each. */
const batchTokens = 2 * 256;

/** Numbers in the model. */
export function parameters({ layers, width, heads, keyHeads, feedForward, vocabulary, tiedEmbedding }: Shape): number {
  const keys = keyWidth({ width, heads, keyHeads });
  const attention = 2 * width * width + 2 * width * keys + width + 2 * keys;
  const layer = attention + 3 * width * feedForward + 2 * width;
  return layers * layer + vocabulary * width * (tiedEmbedding ? 1 : 2) + width;
}

/**
 * Bytes of the file, within a few percent; null for the K quantisations, which mix precisions file by file.
 * Q8_0 holds 32 numbers in 34 bytes, F16 each in 2.
 */
export function expectedBytes(shape: Shape, quantisation: Quantisation): number | null {
  if (quantisation === 'Q8_0') return Math.round((parameters(shape) * 34) / 32);
  return quantisation === 'F16' ? parameters(shape) * 2 : null;
}

/** Bytes of memory (the graphics card's, if it runs there): the file, keys and values of the context in 2 bytes, one batch. */
export function memoryNeed(shape: Shape, fileBytes: number): number {
  const cache = 2 * shape.layers * keyWidth(shape) * 2 * contextTokens;
  return fileBytes + cache + batchTokens * shape.vocabulary * 4;
}

function keyWidth({ width, heads, keyHeads }: Pick<Shape, 'width' | 'heads' | 'keyHeads'>): number {
  return (width / heads) * keyHeads;
}
