/**
 * Measures the contents of a zip archive before it is unpacked. A small file can unpack to gigabytes (a zip bomb,
 * https://en.wikipedia.org/wiki/Zip_bomb), and the sizes in its directory can be false. So every entry is unpacked up to a
 * limit, counted and thrown away. The only file that imports yauzl.
 */
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { AppError } from '../contract/result.ts';

const maxEntries = 2_000;

export interface ZipEntry {
  name: string;
  /** Unpacked. */
  bytes: number;
}

/**
 * @param maxBytes the limit for all entries together, unpacked.
 * @returns the entries; null if the file is no zip archive, or a broken or encrypted one.
 * @throws AppError `file-too-large`.
 */
export async function measureZip(file: Uint8Array, maxBytes: number): Promise<ZipEntry[] | null> {
  const entries: ZipEntry[] = [];
  let left = maxBytes;
  try {
    // yauzl would reject entries whose size is not as the directory says; here they count with their real size.
    const zip = await fromBufferPromise(Buffer.from(file.buffer, file.byteOffset, file.byteLength), { validateEntrySizes: false });
    if (zip.entryCount > maxEntries) throw new AppError('file-too-large', `${zip.entryCount} entries`);
    for await (const entry of zip.eachEntry()) {
      const bytes = await unpackedBytes(zip, entry, left);
      left -= bytes;
      entries.push({ name: entry.fileName, bytes });
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    return null;
  }
  return entries;
}

async function unpackedBytes(zip: ZipFile, entry: Entry, maxBytes: number): Promise<number> {
  let bytes = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    bytes += (chunk as Buffer).length;
    if (bytes > maxBytes) throw new AppError('file-too-large', 'unpacked');
  }
  return bytes;
}
