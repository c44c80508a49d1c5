/** SHA-256 of a file, or of a split model's parts one after the other. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { AppError } from '../contract/result.ts';

/**
 * @param onProgress called with the bytes read so far.
 * @returns lower-case hex.
 * @throws AppError `cancelled`; errors of reading.
 */
export async function sha256Of(files: readonly string[], signal?: AbortSignal, onProgress?: (bytes: number) => void): Promise<string> {
  const hash = createHash('sha256');
  let done = 0;
  for (const file of files) {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
      if (signal?.aborted) throw new AppError('cancelled');
      hash.update(chunk);
      done += chunk.length;
      onProgress?.(done);
    }
  }
  return hash.digest('hex');
}
