/**
 * A look into a zip archive before anybody unpacks it: what is in it and how large it really is. A small file can unfold
 * to gigabytes (a zip bomb), and what its directory claims need not be true: each entry is unpacked within a bound and
 * thrown away. Pure.
 */
import { inflateRawSync } from 'node:zlib';
import { AppError } from '../contract/result.ts';

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
const endBytes = 22;
const mostEntries = 2_000;

export interface ZipEntry {
  name: string;
  /** Unpacked. */
  bytes: number;
}

/**
 * @param mostBytes all entries together, unpacked; more is refused.
 * @returns the entries; null if this is no zip archive, or a broken one.
 * @throws AppError `file-too-large`.
 */
export function lookIntoZip(file: Uint8Array, mostBytes: number): ZipEntry[] | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const end = findEnd(view);
  if (end === null) return null;
  const count = view.getUint16(end + 10, true);
  if (count > mostEntries) throw new AppError('file-too-large', `${count} entries`);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  let left = mostBytes;
  try {
    for (let i = 0; i < count; i++) {
      if (view.getUint32(at, true) !== entryMark) return null;
      const nameBytes = view.getUint16(at + 28, true);
      const name = new TextDecoder().decode(file.subarray(at + 46, at + 46 + nameBytes));
      const bytes = unpackedBytes(file, view, at, left);
      left -= bytes;
      entries.push({ name, bytes });
      at += 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    return null;
  }
  return entries;
}

/** The end record stands at the end, ahead of a comment of at most 65,535 bytes. */
function findEnd(view: DataView): number | null {
  const last = Math.max(0, view.byteLength - endBytes - 0xffff);
  for (let at = view.byteLength - endBytes; at >= last; at--) {
    if (view.getUint32(at, true) === endMark) return at;
  }
  return null;
}

function unpackedBytes(file: Uint8Array, view: DataView, entry: number, most: number): number {
  const method = view.getUint16(entry + 10, true);
  const packed = view.getUint32(entry + 20, true);
  const local = view.getUint32(entry + 42, true);
  if (view.getUint32(local, true) !== localMark) throw new RangeError('no entry here');
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + packed > file.length) throw new RangeError('cut off');
  if (method === 0) return within(packed, most);
  if (method !== 8) throw new RangeError(`method ${method}`);
  try {
    return within(inflateRawSync(file.subarray(start, start + packed), { maxOutputLength: Math.max(1, most) }).length, most);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw new AppError('file-too-large', 'unpacked');
    throw error;
  }
}

function within(bytes: number, most: number): number {
  if (bytes > most) throw new AppError('file-too-large', 'unpacked');
  return bytes;
}
