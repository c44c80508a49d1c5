/**
 * Makes models of a real shape with random weights. Their speed and memory are real, their answers are not.
 * The tokenizer is another model's, padded to the shape's vocabulary.
 */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { ModelShape } from '../../models/memory.ts';
import { type GgufMetadata, type GgufTensor, type GgufValue, tensorOf, writeGguf } from './gguf.ts';

/** The embedding is always tied. */
export type RandomModelShape = Omit<ModelShape, 'tiedEmbedding'>;

/** The shape of Qwen2-0.5B. */
export const qwen2Half: RandomModelShape = { layers: 24, width: 896, heads: 14, kvHeads: 2, feedForward: 4_864, vocabulary: 151_936 };

/**
 * Writes a Q8_0 model of this shape, unless the file exists. Qwen2-0.5B's shape takes half a gigabyte.
 * @param lender metadata of another model, whose tokenizer is used. Its vocabulary must not be larger than the shape's.
 */
export function makeShape(file: string, shape: RandomModelShape, lender: GgufMetadata): string {
  if (existsSync(file)) return file;
  mkdirSync(path.dirname(file), { recursive: true });
  writeGguf(file, metadataOf(shape, lender), tensorsOf(shape));
  return file;
}

function metadataOf(shape: RandomModelShape, lender: GgufMetadata): GgufMetadata {
  const u32 = (value: number) => ({ type: 'u32', value }) as const;
  const f32 = (value: number) => ({ type: 'f32', value }) as const;
  const metadata: GgufMetadata = new Map<string, GgufValue>([
    ['general.architecture', lender.get('general.architecture') ?? { type: 'string', value: 'qwen2' }],
    ['general.name', { type: 'string', value: 'random weights' }],
    ['qwen2.block_count', u32(shape.layers)],
    ['qwen2.context_length', u32(32_768)],
    ['qwen2.embedding_length', u32(shape.width)],
    ['qwen2.feed_forward_length', u32(shape.feedForward)],
    ['qwen2.attention.head_count', u32(shape.heads)],
    ['qwen2.attention.head_count_kv', u32(shape.kvHeads)],
    ['qwen2.attention.layer_norm_rms_epsilon', f32(1e-6)],
    ['qwen2.rope.freq_base', f32(1_000_000)],
  ]);
  for (const [key, value] of lender) if (key.startsWith('tokenizer.')) metadata.set(key, value);
  pad(metadata, 'tokenizer.ggml.tokens', shape.vocabulary, (i) => `[PAD${i}]`);
  // 5 is the format's token type "unused".
  pad(metadata, 'tokenizer.ggml.token_type', shape.vocabulary, () => 5);
  return metadata;
}

function pad(metadata: GgufMetadata, key: string, length: number, filler: (index: number) => string | number): void {
  const list = metadata.get(key);
  if (list?.type !== 'array' || list.value.length > length) throw new TypeError(`${key} does not fit`);
  const more = Array.from({ length: length - list.value.length }, (_, i) => filler(list.value.length + i));
  metadata.set(key, { ...list, value: [...list.value, ...more] });
}

function tensorsOf(shape: RandomModelShape): GgufTensor[] {
  const { width, heads, kvHeads, feedForward, vocabulary } = shape;
  const kv = (width / heads) * kvHeads;
  const fill = randomBlocks();
  const matrix = (name: string, row: number, rows: number): GgufTensor => tensorOf(name, [row, rows], 'Q8_0', fill);
  const vector = (name: string, length: number, value: number): GgufTensor =>
    tensorOf(name, [length], 'F32', (bytes) => {
      for (let at = 0; at < bytes.length; at += 4) bytes.writeFloatLE(value, at);
    });
  const layers = Array.from({ length: shape.layers }, (_, n) => [
    vector(`blk.${n}.attn_norm.weight`, width, 1),
    matrix(`blk.${n}.attn_q.weight`, width, width),
    vector(`blk.${n}.attn_q.bias`, width, 0),
    matrix(`blk.${n}.attn_k.weight`, width, kv),
    vector(`blk.${n}.attn_k.bias`, kv, 0),
    matrix(`blk.${n}.attn_v.weight`, width, kv),
    vector(`blk.${n}.attn_v.bias`, kv, 0),
    matrix(`blk.${n}.attn_output.weight`, width, width),
    vector(`blk.${n}.ffn_norm.weight`, width, 1),
    matrix(`blk.${n}.ffn_gate.weight`, width, feedForward),
    matrix(`blk.${n}.ffn_up.weight`, width, feedForward),
    matrix(`blk.${n}.ffn_down.weight`, feedForward, width),
  ]);
  return [matrix('token_embd.weight', width, vocabulary), ...layers.flat(), vector('output_norm.weight', width, 1)];
}

/** 2.7e-4 in half precision: the weights' standard deviation is about 0.02, as in trained models. */
const scale = 0x0c70;

/** A `fill` of pseudo-random Q8_0 blocks, always the same (32-bit xorshift, https://doi.org/10.18637/jss.v008.i14). */
function randomBlocks(): (bytes: Buffer) => void {
  let state = 2_463_534_242;
  let at = 0;
  return (bytes) => {
    for (let i = 0; i < bytes.length; i++, at++) {
      const place = at % 34;
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      bytes[i] = place === 0 ? scale & 0xff : place === 1 ? scale >> 8 : state & 0xff;
    }
  };
}
