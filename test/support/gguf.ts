/** Makes small GGUF files for tests: LoRA adapters with made-up numbers, and a real model split into parts. */
import path from 'node:path';
import { filledWith, type GgufMetadata, readWholeGguf, tensorOf, writeGguf } from '../../electron/programs/bench/gguf.ts';

/** A LoRA of rank 4 on the query projection of block 0. `width` is the base model's. */
export function writeLora(file: string, width: number, architecture = 'qwen2'): void {
  const rank = 4;
  const target = 'blk.0.attn_q.weight';
  const numbers = Float32Array.from({ length: width * rank }, (_, i) => Math.sin(i * 12.9898) * 0.5);
  const data = () => filledWith(Buffer.from(numbers.buffer));
  const metadata: GgufMetadata = new Map([
    ['general.architecture', { type: 'string', value: architecture }],
    ['general.type', { type: 'string', value: 'adapter' }],
    ['general.name', { type: 'string', value: 'Test adapter' }],
    ['adapter.type', { type: 'string', value: 'lora' }],
    ['adapter.lora.alpha', { type: 'f32', value: 8 }],
  ]);
  writeGguf(file, metadata, [
    tensorOf(`${target}.lora_a`, [width, rank], 'F32', data()),
    tensorOf(`${target}.lora_b`, [rank, width], 'F32', data()),
  ]);
}

/**
 * Splits a GGUF into `count` files named as llama.cpp names them, and returns their paths.
 * @param number type of the split's own fields: u16 is right, with i32 llama.cpp ends the whole process.
 */
export function splitGguf(file: string, folder: string, stem: string, count: number, number: 'u16' | 'i32' = 'u16'): string[] {
  const { metadata, tensors } = readWholeGguf(file);
  const size = Math.ceil(tensors.length / count);
  const padded = (value: number) => String(value).padStart(5, '0');
  return Array.from({ length: count }, (_, part) => {
    const out = path.join(folder, `${stem}-${padded(part + 1)}-of-${padded(count)}.gguf`);
    const own: GgufMetadata = new Map([
      ...metadata,
      ['split.no', { type: number, value: part }],
      ['split.count', { type: number, value: count }],
      ['split.tensors.count', { type: 'i32', value: tensors.length }],
    ]);
    writeGguf(out, own, tensors.slice(part * size, (part + 1) * size));
    return out;
  });
}
