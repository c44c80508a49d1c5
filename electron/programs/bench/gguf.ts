/**
 * Reads and writes whole GGUF files (version 3, little-endian; https://github.com/ggml-org/ggml/blob/master/docs/gguf.md), for
 * models that the bench and the tests make. Users' model files are read by engine/llama/gguf.ts.
 */
import { closeSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';

/** The format's value types, in the order of their numbers. */
const types = ['u8', 'i8', 'u16', 'i16', 'u32', 'i32', 'f32', 'bool', 'string', 'array', 'u64', 'i64', 'f64'] as const;
type Scalar = Exclude<(typeof types)[number], 'array'>;
type Value = string | number | bigint | boolean;
export type GgufValue = { type: Scalar; value: Value } | { type: 'array'; of: Scalar; value: Value[] };
export type GgufMetadata = Map<string, GgufValue>;

/** The format's numbers of tensor types. A block of Q8_0 holds 32 values: a half-precision scale, then 32 bytes. */
const tensorTypes = { F32: 0, Q8_0: 8 } as const;
export interface GgufTensor {
  name: string;
  /** Row length, then for a matrix the number of rows. A row length of Q8_0 is a multiple of 32. */
  shape: readonly number[];
  /** The number of its type. */
  type: number;
  /** Length of its data. */
  bytes: number;
  /** Writes the next bytes of the tensor's data into the buffer. */
  fill: (bytes: Buffer) => void;
}

const alignment = 32;
const chunk = 1 << 20;

export function tensorOf(name: string, shape: readonly number[], type: keyof typeof tensorTypes, fill: GgufTensor['fill']): GgufTensor {
  const values = shape.reduce((product, length) => product * length, 1);
  return { name, shape, type: tensorTypes[type], bytes: type === 'F32' ? values * 4 : (values / 32) * 34, fill };
}

/** @param file a valid file of at most 2 GB. */
export function readWholeGguf(file: string): { metadata: GgufMetadata; tensors: GgufTensor[] } {
  const bytes = readFileSync(file);
  let at = 8;
  const next = <T>(size: number, read: (offset: number) => T): T => {
    at += size;
    return read(at - size);
  };
  const u32 = () => next(4, (o) => bytes.readUInt32LE(o));
  const u64 = () => next(8, (o) => bytes.readBigUInt64LE(o));
  const text = () => next(Number(u64()), (o) => bytes.toString('utf8', o, at));
  const readers: Record<Scalar, () => Value> = {
    u8: () => next(1, (o) => bytes.readUInt8(o)),
    i8: () => next(1, (o) => bytes.readInt8(o)),
    u16: () => next(2, (o) => bytes.readUInt16LE(o)),
    i16: () => next(2, (o) => bytes.readInt16LE(o)),
    u32,
    i32: () => next(4, (o) => bytes.readInt32LE(o)),
    f32: () => next(4, (o) => bytes.readFloatLE(o)),
    f64: () => next(8, (o) => bytes.readDoubleLE(o)),
    bool: () => next(1, (o) => bytes.readUInt8(o) !== 0),
    i64: () => next(8, (o) => bytes.readBigInt64LE(o)),
    u64,
    string: text,
  };
  const tensorCount = Number(u64());
  const fields = Number(u64());
  const metadata: GgufMetadata = new Map();
  for (let i = 0; i < fields; i++) {
    const key = text();
    const kind = types[u32()];
    if (kind === 'array') {
      const of = types[u32()] as Scalar;
      metadata.set(key, { type: 'array', of, value: Array.from({ length: Number(u64()) }, () => readers[of]()) });
    } else {
      metadata.set(key, { type: kind as Scalar, value: readers[kind as Scalar]() });
    }
  }
  const infos = Array.from({ length: tensorCount }, () => ({
    name: text(),
    shape: Array.from({ length: u32() }, () => Number(u64())),
    type: u32(),
    offset: Number(u64()),
  }));
  const from = aligned(at);
  const tensors = infos.map(({ offset, ...info }, i) => {
    const data = bytes.subarray(from + offset, from + (infos[i + 1]?.offset ?? bytes.length - from));
    return { ...info, bytes: data.length, fill: filledWith(data) };
  });
  return { metadata, tensors };
}

/** A `fill` that writes these bytes, in order. */
export function filledWith(data: Buffer): GgufTensor['fill'] {
  let done = 0;
  return (bytes) => {
    done += data.copy(bytes, 0, done);
  };
}

/** Writes to a temporary name and renames, so that `file` is always complete. */
export function writeGguf(file: string, metadata: GgufMetadata, tensors: readonly GgufTensor[]): void {
  const handle = openSync(`${file}.part`, 'w');
  try {
    let written = 0;
    const write = (bytes: Buffer) => {
      written += writeSync(handle, bytes);
    };
    write(Buffer.concat([Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(metadata.size)]));
    for (const [key, value] of metadata) write(Buffer.concat([string(key), field(value)]));
    let offset = 0;
    for (const { name, shape, type, bytes } of tensors) {
      write(Buffer.concat([string(name), u32(shape.length), ...shape.map(u64), u32(type), u64(offset)]));
      offset += aligned(bytes);
    }
    write(Buffer.alloc(aligned(written) - written));
    for (const { bytes: size, fill } of tensors) {
      for (let done = 0; done < size; done += chunk) {
        const bytes = Buffer.alloc(Math.min(chunk, size - done));
        fill(bytes);
        write(bytes);
      }
      write(Buffer.alloc(aligned(size) - size));
    }
  } finally {
    closeSync(handle);
  }
  renameSync(`${file}.part`, file);
}

function aligned(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

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

function string(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

function field(value: GgufValue): Buffer {
  if (value.type !== 'array') return Buffer.concat([u32(types.indexOf(value.type)), scalar(value.type, value.value)]);
  const items = value.value.map((item) => scalar(value.of, item));
  return Buffer.concat([u32(types.indexOf('array')), u32(types.indexOf(value.of)), u64(items.length), ...items]);
}

/** Supports only the types that our models need. @throws TypeError for others. */
function scalar(type: Scalar, value: Value): Buffer {
  const bytes = Buffer.alloc(type === 'u16' ? 2 : 4);
  switch (type) {
    case 'string':
      return string(String(value));
    case 'bool':
      return Buffer.from([value ? 1 : 0]);
    case 'u16':
      bytes.writeUInt16LE(Number(value));
      return bytes;
    case 'u32':
      return u32(Number(value));
    case 'i32':
      bytes.writeInt32LE(Number(value));
      return bytes;
    case 'f32':
      bytes.writeFloatLE(Number(value));
      return bytes;
    default:
      throw new TypeError(`no model made here holds a ${type}`);
  }
}
