/** Imports a model from the user's disk: checks it, then copies it into Huidun's folder or links it where it is. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../contract/result.ts';
import { type GgufFacts, readGguf } from '../engine/llama/gguf.ts';
import { sha256Of } from './sha256.ts';
import { type Disk, diskError, ensureRoom, realDisk } from './transfers/partial-file.ts';

interface ImportOptions {
  signal: AbortSignal;
  /** Called with the bytes copied or read so far. */
  onProgress(bytes: number): void;
  disk?: Disk;
}

/**
 * Checks that a file is a complete Qwen2 model or adapter.
 * @param file any part of a split model.
 * @throws AppError `model-unsupported`, those of readGguf.
 */
export async function inspectModel(file: string): Promise<GgufFacts> {
  const facts = await readGguf(file);
  if (facts.architecture !== 'qwen2') throw new AppError('model-unsupported', `${path.basename(file)}: ${facts.architecture}`);
  return facts;
}

/** The SHA-256 of a linked model. @throws AppError `cancelled`; errors of reading. */
export async function linkModel(facts: GgufFacts, { signal, onProgress }: ImportOptions): Promise<string> {
  return await sha256Of(facts.parts, signal, onProgress);
}

/**
 * Copies every part under its own name. The names appear together, once all parts are copied.
 * @returns the SHA-256, and the facts with the paths of the copies.
 * @throws AppError `model-exists`, `disk-full`, `disk-failed`, `cancelled`; the copies are then deleted.
 */
export async function copyModel(facts: GgufFacts, folder: string, options: ImportOptions): Promise<{ sha256: string; facts: GgufFacts }> {
  const { signal, onProgress, disk = realDisk } = options;
  const targets = facts.parts.map((part) => path.join(folder, path.basename(part)));
  if (targets.some((target) => existsSync(target))) throw new AppError('model-exists', path.basename(targets[0] as string));
  await ensureRoom(folder, facts.bytes, disk);
  const hash = createHash('sha256');
  let done = 0;
  try {
    for (const [i, part] of facts.parts.entries()) {
      const handle = await disk.open(`${targets[i]}.copying`, 'w');
      try {
        for await (const chunk of createReadStream(part, { highWaterMark: 1 << 20 })) {
          if (signal.aborted) throw new AppError('cancelled');
          hash.update(chunk);
          await handle.writeFile(chunk);
          done += chunk.length;
          onProgress(done);
        }
        await handle.datasync();
      } finally {
        await handle.close();
      }
    }
    for (const target of targets) await rename(`${target}.copying`, target);
    return { sha256: hash.digest('hex'), facts: { ...facts, parts: targets } };
  } catch (error) {
    for (const target of targets) await rm(`${target}.copying`, { force: true });
    throw diskError(error);
  }
}
