/**
 * Downloads one file from the first site that gives it. Resumes after any interruption, also at another site.
 *
 * Written here because no available library fits. node-llama-cpp's downloader (ipull, https://github.com/ido-pluto/ipull) uses
 * Node's fetch, which ignores the system's proxy and certificates; it resumes without `If-Range`, so a file that changed
 * meanwhile becomes a mix of two; it checks no SHA-256; it knows one site only. Electron's DownloadItem
 * (https://www.electronjs.org/docs/latest/api/download-item) resumes at the same site only and checks nothing.
 */
import path from 'node:path';
import { AppError } from '../../contract/result.ts';
import type { Address } from '../catalog.ts';
import { sha256Of } from '../sha256.ts';
import { type Disk, ensureRoom, PartialFile, realDisk } from './partial-file.ts';
import { type ReceivedPart, type ResponseProblem, readRangeResponse, strongEdition } from './range-response.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

interface WantedFile {
  id: string;
  /** Path of the complete file. */
  target: string;
  /** In the order in which they are tried. */
  addresses: readonly Address[];
  bytes: number | null;
  sha256: string | null;
}

/** `checking`: the file is complete and its SHA-256 is being computed (`received` counts from 0 again). */
export interface DownloadProgress {
  stage: 'fetching' | 'checking';
  site: string | null;
  received: number;
  total: number | null;
}

export interface DownloadOptions {
  fetch: Fetch;
  signal: AbortSignal;
  onProgress(progress: DownloadProgress): void;
  disk?: Disk;
  /** ms without a byte after which a connection counts as cut. */
  stallMs?: number;
  /** ms before the next try at the same site; doubles with each try. */
  retryMs?: number;
  /** Checks the file before it gets its final name. Throws if the file is of no use. */
  inspect?(file: string): Promise<void>;
}

/** Tries in a row without a new byte before the next site is asked. */
const triesPerSite = 3;
type DownloadProblem = ResponseProblem | 'cut';
const codes = {
  wrong: 'download-wrong',
  changed: 'download-changed',
  login: 'download-login',
  refused: 'download-refused',
  busy: 'download-busy',
  cut: 'download-cut',
} as const satisfies Record<DownloadProblem, AppError['code']>;

/**
 * Resumes where an earlier call stopped. After an error the received part is kept for the next call, except after
 * `download-wrong`.
 * @returns length in bytes and SHA-256.
 * @throws AppError `cancelled`, `disk-full`, `disk-failed`, `download-wrong`, `download-changed`, `download-login`,
 *   `download-refused`, `download-busy`, `download-cut`. Of several sites' problems, the first in this order.
 */
export async function download(wanted: WantedFile, options: DownloadOptions): Promise<{ bytes: number; sha256: string }> {
  const partial = new PartialFile(wanted.target, wanted.id, options.disk ?? realDisk);
  await partial.resume();
  const met = new Set<DownloadProblem>();
  // The site of the received part comes first: it can resume with `If-Range`.
  const ordered = wanted.addresses.toSorted((a, b) => Number(b.url === partial.url) - Number(a.url === partial.url));
  try {
    for (const address of ordered) {
      const problem = await fetchFrom(address, wanted, partial, options);
      if (problem === null) {
        const result = await check(wanted, partial, options);
        if (result) return result;
        met.add('wrong');
      } else {
        met.add(problem);
      }
    }
  } finally {
    await partial.close();
  }
  const worst = (Object.keys(codes) as DownloadProblem[]).find((one) => met.has(one));
  throw new AppError(codes[worst ?? 'refused'], path.basename(wanted.target));
}

/** @returns null when the file is complete. */
async function fetchFrom(
  address: Address,
  wanted: WantedFile,
  partial: PartialFile,
  options: DownloadOptions,
): Promise<DownloadProblem | null> {
  for (let idle = 0; ; idle++) {
    const before = partial.received;
    const outcome = await attempt(address, wanted, partial, options);
    if (outcome === 'complete') return null;
    if (outcome === 'changed') await partial.discard();
    if (partial.received > before) idle = 0;
    if (outcome === 'refused' || outcome === 'wrong' || outcome === 'login' || idle + 1 >= triesPerSite) return outcome;
    await pause((options.retryMs ?? 1_000) * 2 ** idle, options.signal);
  }
}

async function attempt(
  address: Address,
  wanted: WantedFile,
  partial: PartialFile,
  options: DownloadOptions,
): Promise<DownloadProblem | 'complete'> {
  const stall = new AbortController();
  const signal = AbortSignal.any([options.signal, stall.signal]);
  const stallMs = options.stallMs ?? 30_000;
  let timer = setTimeout(() => stall.abort(), stallMs);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stall.abort(), stallMs);
  };
  try {
    const part = canContinue(address, wanted, partial) ? partial : nothingReceived;
    const sameSite = partial.url === address.url;
    const response = await options.fetch(address.url, {
      headers: headersFor(part, sameSite),
      signal,
      cache: 'no-store',
      redirect: 'follow',
    });
    const answer = readRangeResponse(response.status, response.headers, part, wanted.bytes);
    if (answer.kind !== 'body') {
      await response.body?.cancel().catch(() => {});
      return answer.kind === 'complete' ? 'complete' : answer.problem;
    }
    const { from, total, edition } = answer;
    if (total !== null) await ensureRoom(path.dirname(wanted.target), total - from, options.disk ?? realDisk);
    const body = chunksOf(response, signal);
    const first = await firstBytes(body);
    // An HTML page without its content type, or any other file that is no GGUF.
    if (from === 0 && first.length > 0 && first.toString('latin1', 0, 4) !== 'GGUF') return 'login';
    await partial.begin(from, address.url, total, edition);
    for (let chunk: Uint8Array | undefined = first; chunk; chunk = (await body.next()).value) {
      alive();
      await partial.append(chunk);
      if (total !== null && partial.received > total) {
        await partial.discard();
        return 'wrong';
      }
      options.onProgress({ stage: 'fetching', site: address.site, received: partial.received, total });
    }
    return partial.received > 0 && (total === null || partial.received === total) ? 'complete' : 'cut';
  } catch (error) {
    if (options.signal.aborted) throw new AppError('cancelled');
    if (error instanceof AppError) throw error;
    // Any network error: no route, unknown host, broken connection, wrong certificate, timeout.
    return 'cut';
  } finally {
    clearTimeout(timer);
    stall.abort();
  }
}

/** Another site may resume only if a known SHA-256 will show whether both sites have the same file. */
function canContinue(address: Address, wanted: WantedFile, partial: PartialFile): boolean {
  if (partial.received === 0) return true;
  return wanted.sha256 !== null || (partial.url === address.url && partial.edition !== null);
}

const nothingReceived: ReceivedPart = { received: 0, total: null, edition: null };

function headersFor(part: ReceivedPart, sameSite: boolean): Record<string, string> {
  const edition = sameSite ? strongEdition(part.edition) : null;
  return {
    'accept-encoding': 'identity',
    ...(part.received > 0 ? { range: `bytes=${part.received}-` } : {}),
    ...(part.received > 0 && edition ? { 'if-range': edition } : {}),
  };
}

/** The first chunks, at least the four bytes of GGUF's magic number if the body has as many. */
async function firstBytes(body: AsyncGenerator<Uint8Array, undefined>): Promise<Buffer> {
  let first = Buffer.alloc(0);
  while (first.length < 4) {
    const { value } = await body.next();
    if (!value) break;
    first = Buffer.concat([first, value]);
  }
  return first;
}

/** The body in chunks. Throws the signal's reason as soon as it fires, even if the connection hangs. */
async function* chunksOf(response: Response, signal: AbortSignal): AsyncGenerator<Uint8Array, undefined> {
  if (!response.body) return undefined;
  const reader = response.body.getReader();
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => {});
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), aborted]);
      if (done) return undefined;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** Checks the SHA-256 and the content. @returns null if the SHA-256 differs; the file is then deleted. */
async function check(
  wanted: WantedFile,
  partial: PartialFile,
  options: DownloadOptions,
): Promise<{ bytes: number; sha256: string } | null> {
  await partial.close();
  const bytes = partial.received;
  const sha256 = await sha256Of([partial.path], options.signal, (received) =>
    options.onProgress({ stage: 'checking', site: null, received, total: bytes }),
  );
  if (wanted.sha256 !== null && sha256 !== wanted.sha256) {
    await partial.discard();
    return null;
  }
  try {
    await options.inspect?.(partial.path);
  } catch (error) {
    await partial.discard();
    throw error;
  }
  await partial.finish();
  return { bytes, sha256 };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new AppError('cancelled'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
