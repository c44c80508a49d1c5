/** Writes small GGUF files for tests: LoRA adapters with random numbers, and a real model split into parts. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A type number of the GGUF specification: 2 is uint16, 5 int32, 6 float32, 8 a string. */
type Field = { key: string; type: 2 | 5 | 6 | 8; value: string | number };
interface Tensor {
  name: string;
  dimensions: number[];
  type: number;
  data: Buffer;
}

const alignment = 32;
const padded = (size: number) => Math.ceil(size / alignment) * alignment;

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
const text = (value: string) => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)]);

function encode({ key, type, value }: Field): Buffer {
  const number = Buffer.alloc(type === 2 ? 2 : 4);
  if (type === 2) number.writeUInt16LE(Number(value));
  else if (type === 5) number.writeInt32LE(Number(value));
  else if (type === 6) number.writeFloatLE(Number(value));
  return Buffer.concat([text(key), u32(type), type === 8 ? text(String(value)) : number]);
}

/** @param raw fields already encoded, put before the others. */
function write(file: string, raw: { bytes: Buffer; count: number }, fields: Field[], tensors: Tensor[]): void {
  let offset = 0;
  const infos = tensors.map(({ name, dimensions, type, data }) => {
    const info = [text(name), u32(dimensions.length), ...dimensions.map(u64), u32(type), u64(offset)];
    offset += padded(data.length);
    return Buffer.concat(info);
  });
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    u32(3),
    u64(tensors.length),
    u64(raw.count + fields.length),
    raw.bytes,
    ...fields.map(encode),
    ...infos,
  ]);
  const pad = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(padded(bytes.length) - bytes.length)]);
  writeFileSync(file, Buffer.concat([pad(head), ...tensors.map(({ data }) => pad(data))]));
}

/** A LoRA of rank 4 on the query projection of block 0. `width` is the base model's. */
export function writeLora(file: string, width: number, architecture = 'qwen2'): void {
  const rank = 4;
  const random = (count: number) => Buffer.from(new Float32Array(count).map((_, i) => Math.sin(i * 12.9898) * 0.5).buffer);
  const fields: Field[] = [
    { key: 'general.architecture', type: 8, value: architecture },
    { key: 'general.type', type: 8, value: 'adapter' },
    { key: 'general.name', type: 8, value: 'Test adapter' },
    { key: 'adapter.type', type: 8, value: 'lora' },
    { key: 'adapter.lora.alpha', type: 6, value: 8 },
  ];
  const target = 'blk.0.attn_q.weight';
  write(file, { bytes: Buffer.alloc(0), count: 0 }, fields, [
    { name: `${target}.lora_a`, dimensions: [width, rank], type: 0, data: random(width * rank) },
    { name: `${target}.lora_b`, dimensions: [rank, width], type: 0, data: random(width * rank) },
  ]);
}

/**
 * Splits a GGUF into `count` files named as llama.cpp names them, and returns their paths.
 * @param numberType of the split's own fields: 2 is right, with 5 llama.cpp ends the whole process.
 */
export function splitGguf(file: string, folder: string, stem: string, count: number, numberType: 2 | 5 = 2): string[] {
  const bytes = readFileSync(file);
  let at = 8;
  const take = (size: number) => {
    at += size;
    return bytes.subarray(at - size, at);
  };
  const number32 = () => take(4).readUInt32LE();
  const number64 = () => Number(take(8).readBigUInt64LE());
  const string = () => take(number64()).toString();
  const sizes: Record<number, number> = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 };
  const skip = (type: number): void => {
    if (type === 8) take(number64());
    else if (type === 9) for (let inner = number32(), left = number64(); left > 0; left--) skip(inner);
    else take(sizes[type] as number);
  };
  const tensorCount = number64();
  const fieldCount = number64();
  const fieldsFrom = at;
  for (let i = 0; i < fieldCount; i++) {
    string();
    skip(number32());
  }
  const raw = { bytes: bytes.subarray(fieldsFrom, at), count: fieldCount };
  const infos = Array.from({ length: tensorCount }, () => ({
    name: string(),
    dimensions: Array.from({ length: number32() }, number64),
    type: number32(),
    offset: number64(),
  }));
  const dataFrom = padded(at);
  const tensors = infos.map((info, i) => ({
    ...info,
    data: bytes.subarray(dataFrom + info.offset, dataFrom + (infos[i + 1]?.offset ?? bytes.length - dataFrom)),
  }));
  const size = Math.ceil(tensors.length / count);
  return Array.from({ length: count }, (_, part) => {
    const number = (value: number) => String(value).padStart(5, '0');
    const out = path.join(folder, `${stem}-${number(part + 1)}-of-${number(count)}.gguf`);
    const fields: Field[] = [
      { key: 'split.no', type: numberType, value: part },
      { key: 'split.count', type: numberType, value: count },
      { key: 'split.tensors.count', type: 5, value: tensors.length },
    ];
    write(out, raw, fields, tensors.slice(part * size, (part + 1) * size));
    return out;
  });
}
