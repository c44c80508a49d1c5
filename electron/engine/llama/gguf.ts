/** Reads the header of a GGUF file, and checks that the file and all parts of a split one are complete. */
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { GgmlType, type GgufFileInfo, type GgufTensorInfo, readGgufFileInfo } from 'node-llama-cpp';
import { AppError } from '../../contract/result.ts';

export interface GgufFacts {
  kind: 'model' | 'lora';
  architecture: string;
  /** The name in the header, if there is one. */
  name: string | null;
  license: string | null;
  /** Paths of all parts in order; one path for a file that is not split. llama.cpp takes the first and finds the others. */
  parts: string[];
  /** Size of all parts together. */
  bytes: number;
  /** Length of the context that the model was trained with, in tokens; null if the header does not tell. */
  contextLength: number | null;
  /** Tensor name → its dimensions, innermost first. */
  shapes: ReadonlyMap<string, readonly number[]>;
}

const partName = /^(?<stem>.+)-(?<part>\d{5})-of-(?<count>\d{5})\.gguf$/;

/** All files of a split model. @param file any of them; a file that is not split is returned alone. */
export function partsOf(file: string): string[] {
  const found = partName.exec(path.basename(file))?.groups;
  const count = Number(found?.count);
  if (!found || count < 1 || count > 999) return [file];
  return Array.from({ length: count }, (_, i) =>
    path.join(path.dirname(file), `${found.stem}-${String(i + 1).padStart(5, '0')}-of-${found.count}.gguf`),
  );
}

/**
 * @param file a GGUF, or any part of a split one.
 * @throws AppError `model-missing`, `model-incomplete` (a part is not there; detail: which), `model-corrupt` (not a whole GGUF).
 */
export async function readGguf(file: string): Promise<GgufFacts> {
  const parts = partsOf(file);
  const sizes = await Promise.all(parts.map((part) => sizeOf(part)));
  const missing = parts.filter((_, i) => sizes[i] === null).map((part) => path.basename(part));
  if (missing.length === parts.length) throw new AppError('model-missing', path.basename(file));
  if (missing.length > 0) throw new AppError('model-incomplete', missing.join(', '));
  for (const part of parts) if (!(await hasGgufHeader(part))) throw new AppError('model-corrupt', path.basename(part));
  const info = await readInfo(parts[0] as string);
  const tensors = info.fullTensorInfo ?? [];
  // A file is complete if every tensor ends inside it.
  const whole = parts.every((_, i) => {
    const own = tensors.filter((tensor) => tensor.filePart === i + 1);
    return own.length > 0 && own.every((tensor) => Number(tensor.fileOffset) + bytesOf(tensor) <= (sizes[i] ?? 0));
  });
  if (!whole) throw new AppError('model-corrupt', path.basename(file));
  const { general } = info.metadata;
  return {
    kind: text(general, 'type') === 'adapter' ? 'lora' : 'model',
    architecture: general.architecture,
    name: text(general, 'name'),
    license: text(general, 'license'),
    parts,
    bytes: sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
    contextLength: contextLengthOf(info),
    shapes: new Map(tensors.map((tensor) => [tensor.name, tensor.dimensions.map(Number)])),
  };
}

/**
 * Checks that an adapter has the model's shape, before llama.cpp refuses it during the load.
 * @throws AppError `lora-unsupported` (no LoRA of this architecture), `lora-other-base`.
 */
export function checkLora(lora: GgufFacts, model: GgufFacts): void {
  const pairs = [...lora.shapes].filter(([name]) => name.endsWith('.lora_a'));
  if (lora.kind !== 'lora' || pairs.length === 0 || lora.architecture !== model.architecture) {
    throw new AppError('lora-unsupported', lora.architecture);
  }
  for (const [name, a] of pairs) {
    const target = name.slice(0, -'.lora_a'.length);
    const base = model.shapes.get(target);
    const b = lora.shapes.get(`${target}.lora_b`);
    // The matrices of an embedding's adapter are transposed.
    const fits = base && b && (target === 'token_embd.weight' || (a[0] === base[0] && b[1] === base[1]));
    if (!fits) throw new AppError('lora-other-base', target);
  }
}

/** Weights in a block of a type, and the bytes of the block (https://github.com/ggml-org/llama.cpp/blob/master/ggml/src/ggml-common.h). */
const blocks: Partial<Record<GgmlType, [weights: number, bytes: number]>> = {
  [GgmlType.F32]: [1, 4],
  [GgmlType.F16]: [1, 2],
  [GgmlType.BF16]: [1, 2],
  [GgmlType.Q4_0]: [32, 18],
  [GgmlType.Q4_1]: [32, 20],
  [GgmlType.Q5_0]: [32, 22],
  [GgmlType.Q5_1]: [32, 24],
  [GgmlType.Q8_0]: [32, 34],
  [GgmlType.Q2_K]: [256, 84],
  [GgmlType.Q3_K]: [256, 110],
  [GgmlType.Q4_K]: [256, 144],
  [GgmlType.Q5_K]: [256, 176],
  [GgmlType.Q6_K]: [256, 210],
  [GgmlType.IQ4_NL]: [32, 18],
};

/** The bytes of a tensor; 1 for a type that is not in the table. */
function bytesOf({ ggmlType, dimensions }: GgufTensorInfo): number {
  const block = blocks[ggmlType];
  return block ? (dimensions.reduce<number>((product, one) => product * Number(one), 1) / block[0]) * block[1] : 1;
}

async function sizeOf(file: string): Promise<number | null> {
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? found.size : null;
}

/**
 * Checks the first 24 bytes: magic number, version, number of tensors, number of metadata fields
 * (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md). The library would loop over any number that a damaged file holds.
 */
async function hasGgufHeader(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(24), 0, 24, 0);
    if (bytesRead < 24 || buffer.toString('latin1', 0, 4) !== 'GGUF') return false;
    const [version, tensors, fields] = [buffer.readUInt32LE(4), buffer.readBigUInt64LE(8), buffer.readBigUInt64LE(16)];
    return version >= 1 && version <= 9 && tensors > 0n && tensors < 1_000_000n && fields > 0n && fields < 1_000_000n;
  } finally {
    await handle.close();
  }
}

async function readInfo(file: string): Promise<GgufFileInfo> {
  try {
    return await readGgufFileInfo(file, { readTensorInfo: true, logWarnings: false });
  } catch (error) {
    throw new AppError('model-corrupt', path.basename(file), { cause: error });
  }
}

function contextLengthOf({ architectureMetadata }: GgufFileInfo): number | null {
  const length = (architectureMetadata as { context_length?: unknown }).context_length;
  return typeof length === 'number' || typeof length === 'bigint' ? Number(length) : null;
}

function text(fields: object, key: string): string | null {
  const value = (fields as Record<string, unknown>)[key];
  return typeof value === 'string' && value !== '' ? value : null;
}
