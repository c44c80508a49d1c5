/**
 * One file from the first site that gives it, whatever happens on the way.
 *
 * Own code, because no library at hand does what is needed: node-llama-cpp's downloader (ipull) uses Node's fetch, which knows
 * nothing of the system's proxy and certificates, asks for later ranges without `If-Range`, so that a file which changed in
 * between is spliced out of two, checks no sum, and knows no second site. Electron's own downloads resume, but not at another
 * site, and hold the file under its final name's folder without a check.
 */
import path from 'node:path';
import { AppError } from '../../contract/result.ts';
import type { Address } from '../catalog.ts';
import { sha256Of } from '../sha256.ts';
import { type Disk, ensureRoom, HalfFile, realDisk } from './partial-file.ts';
import { type Had, type Obstacle, readReply, strongEdition } from './range-response.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface Wanted {
  id: string;
  /** Where the whole file is to lie. */
  target: string;
  /** In the order in which they are tried. */
  addresses: readonly Address[];
  bytes: number | null;
  sha256: string | null;
}

/** `checking`: everything is here, its sum is being computed (`received` counts again). */
export interface Progress {
  stage: 'fetching' | 'checking';
  site: string | null;
  received: number;
  total: number | null;
}

export interface Tools {
  fetch: Fetch;
  signal: AbortSignal;
  onProgress(progress: Progress): void;
  disk?: Disk;
  /** Silence after which a connection counts as cut. */
  stallMs?: number;
  /** Pause before the next try at the same site; it doubles with each. */
  retryMs?: number;
  /** Looks at what was fetched before it gets its name; throws what is wrong with it. */
  inspect?(file: string): Promise<void>;
}

/** Tries in a row without a single new byte before the next site's turn. */
const triesPerSite = 3;
type Hindrance = Obstacle | 'cut';
const codes = {
  wrong: 'download-wrong',
  changed: 'download-changed',
  login: 'download-login',
  refused: 'download-refused',
  busy: 'download-busy',
  cut: 'download-cut',
} as const satisfies Record<Hindrance, AppError['code']>;

/**
 * Goes on where an earlier call stopped. What is here stays for the next call unless the error says that it is worthless.
 * @returns the file's length and sum.
 * @throws AppError `cancelled`, `disk-full`, `disk-failed`, `download-wrong` (nothing is kept), `download-changed`,
 *   `download-login`, `download-refused`, `download-busy`, `download-cut`: the most telling of what hindered at the sites.
 */
export async function download(wanted: Wanted, tools: Tools): Promise<{ bytes: number; sha256: string }> {
  const half = new HalfFile(wanted.target, wanted.id, tools.disk ?? realDisk);
  await half.recall();
  const met = new Set<Hindrance>();
  // The site that gave what is here knows how to go on.
  const ordered = wanted.addresses.toSorted((a, b) => Number(b.url === half.url) - Number(a.url === half.url));
  try {
    for (const address of ordered) {
      const hindrance = await fetchFrom(address, wanted, half, tools);
      if (hindrance === null) {
        const result = await check(wanted, half, tools);
        if (result) return result;
        met.add('wrong');
      } else {
        met.add(hindrance);
      }
    }
  } finally {
    await half.close();
  }
  const worst = (Object.keys(codes) as Hindrance[]).find((one) => met.has(one));
  throw new AppError(codes[worst ?? 'refused'], path.basename(wanted.target));
}

/** Null when the file is complete. */
async function fetchFrom(address: Address, wanted: Wanted, half: HalfFile, tools: Tools): Promise<Hindrance | null> {
  for (let idle = 0; ; idle++) {
    const before = half.received;
    const outcome = await attempt(address, wanted, half, tools);
    if (outcome === 'complete') return null;
    if (outcome === 'changed') await half.discard();
    if (half.received > before) idle = 0;
    if (outcome === 'refused' || outcome === 'wrong' || outcome === 'login' || idle + 1 >= triesPerSite) return outcome;
    await pause((tools.retryMs ?? 1_000) * 2 ** idle, tools.signal);
  }
}

async function attempt(address: Address, wanted: Wanted, half: HalfFile, tools: Tools): Promise<Hindrance | 'complete'> {
  const stall = new AbortController();
  const signal = AbortSignal.any([tools.signal, stall.signal]);
  const stallMs = tools.stallMs ?? 30_000;
  let timer = setTimeout(() => stall.abort(), stallMs);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stall.abort(), stallMs);
  };
  try {
    const had = canContinue(address, wanted, half) ? half : nothing;
    const sameSite = half.url === address.url;
    const response = await tools.fetch(address.url, { headers: headersFor(had, sameSite), signal, cache: 'no-store', redirect: 'follow' });
    const reply = readReply(response.status, response.headers, had, wanted.bytes);
    if (reply.kind !== 'body') {
      await response.body?.cancel().catch(() => {});
      return reply.kind === 'complete' ? 'complete' : reply.obstacle;
    }
    const { from, total, edition } = reply;
    if (total !== null) await ensureRoom(path.dirname(wanted.target), total - from, tools.disk ?? realDisk);
    const body = chunksOf(response, signal);
    const first = await firstBytes(body);
    // A page that does not say that it is one, or any other file.
    if (from === 0 && first.length > 0 && first.toString('latin1', 0, 4) !== 'GGUF') return 'login';
    await half.begin(from, address.url, total, edition);
    for (let chunk: Uint8Array | undefined = first; chunk; chunk = (await body.next()).value) {
      alive();
      await half.append(chunk);
      if (total !== null && half.received > total) {
        await half.discard();
        return 'wrong';
      }
      tools.onProgress({ stage: 'fetching', site: address.site, received: half.received, total });
    }
    return half.received > 0 && (total === null || half.received === total) ? 'complete' : 'cut';
  } catch (error) {
    if (tools.signal.aborted) throw new AppError('cancelled');
    if (error instanceof AppError) throw error;
    // Whatever a network can throw: no route, no name, a broken pipe, a certificate that does not fit, silence.
    return 'cut';
  } finally {
    clearTimeout(timer);
    stall.abort();
  }
}

/** Another site may go on with it only if the sum will tell in the end whether both gave the same file. */
function canContinue(address: Address, wanted: Wanted, half: HalfFile): boolean {
  if (half.received === 0) return true;
  return wanted.sha256 !== null || (half.url === address.url && half.edition !== null);
}

const nothing: Had = { received: 0, total: null, edition: null };

function headersFor(had: Had, sameSite: boolean): Record<string, string> {
  const edition = sameSite ? strongEdition(had.edition) : null;
  return {
    'accept-encoding': 'identity',
    ...(had.received > 0 ? { range: `bytes=${had.received}-` } : {}),
    ...(had.received > 0 && edition ? { 'if-range': edition } : {}),
  };
}

/** At least the magic's four bytes, if there are as many. */
async function firstBytes(body: AsyncGenerator<Uint8Array, undefined>): Promise<Buffer> {
  let first = Buffer.alloc(0);
  while (first.length < 4) {
    const { value } = await body.next();
    if (!value) break;
    first = Buffer.concat([first, value]);
  }
  return first;
}

/** The body piece by piece; ends at once with the signal's reason, whatever the connection does. */
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

/** Null: the sum is another one, and nothing of it is kept. */
async function check(wanted: Wanted, half: HalfFile, tools: Tools): Promise<{ bytes: number; sha256: string } | null> {
  await half.close();
  const bytes = half.received;
  const sha256 = await sha256Of([half.path], tools.signal, (received) =>
    tools.onProgress({ stage: 'checking', site: null, received, total: bytes }),
  );
  if (wanted.sha256 !== null && sha256 !== wanted.sha256) {
    await half.discard();
    return null;
  }
  try {
    await tools.inspect?.(half.path);
  } catch (error) {
    await half.discard();
    throw error;
  }
  await half.finish();
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
