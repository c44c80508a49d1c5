/** Downloads against a real server on this machine that does to them what networks do. */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type DownloadOptions, type DownloadProgress, download } from '../../../../electron/models/transfers/download.ts';
import { realDisk } from '../../../../electron/models/transfers/partial-file.ts';
import { codeOfAsync } from '../../../support/failure.ts';
import { type FileServer, fileServer } from '../../../support/file-server.ts';
import { tempFolder } from '../../../support/folders.ts';

const model = (size = 400_000) => Buffer.concat([Buffer.from('GGUF'), randomBytes(size)]);
const sumOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** A folder, and downloads of "model.gguf" into it from these servers. */
function setUp(...servers: FileServer[]) {
  const folder = tempFolder();
  const target = path.join(folder, 'model.gguf');
  const seen: DownloadProgress[] = [];
  for (const server of servers) server.taken = () => seen.at(-1)?.received ?? 0;
  const get = (
    urls: string[],
    { bytes = null, sha256 = null }: { bytes?: number | null; sha256?: string | null } = {},
    options: Partial<DownloadOptions> = {},
  ) =>
    download(
      { id: 'model', target, addresses: urls.map((url, i) => ({ site: `site ${i}`, url })), bytes, sha256 },
      {
        fetch,
        signal: new AbortController().signal,
        onProgress: (progress) => void seen.push(progress),
        retryMs: 1,
        ...options,
      },
    );
  return { folder, target, seen, get, part: `${target}.part` };
}

test('a whole file: its bytes, its sum, what was heard on the way, and nothing else in the folder', async () => {
  const bytes = model();
  const { url } = await fileServer(bytes, { slowMs: 1 });
  const { folder, target, seen, get } = setUp();
  expect(await get([url])).toEqual({ bytes: bytes.length, sha256: sumOf(bytes) });
  expect(readFileSync(target).equals(bytes)).toBe(true);
  expect(readdirSync(folder)).toEqual(['model.gguf']);
  const fetched = seen.filter((one) => one.stage === 'fetching').map((one) => one.received);
  expect(fetched.length).toBeGreaterThan(1);
  expect(fetched).toEqual(fetched.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toMatchObject({ stage: 'checking', received: bytes.length, total: bytes.length });
});

test('a connection that breaks again and again: each time only the rest is asked for', async () => {
  const bytes = model();
  const server = await fileServer(bytes, { cutAfter: 100_000 }, { cutAfter: 150_000 }, {});
  const { asked, url } = server;
  const { target, get } = setUp(server);
  await get([url]);
  expect(readFileSync(target).equals(bytes)).toBe(true);
  expect(asked).toHaveLength(3);
  expect(asked[0]?.range).toBeUndefined();
  expect(asked.slice(1)).toEqual([100_000, 250_000].map((start) => ({ range: `bytes=${start}-`, ifRange: '"1"' })));
});

test('a connection that says nothing any more counts as cut', async () => {
  const bytes = model();
  const { url, asked } = await fileServer(bytes, { hangAfter: 100_000 }, {});
  const { target, get } = setUp();
  await get([url], {}, { stallMs: 1_500 });
  expect(asked.at(-1)?.range).toBe('bytes=100000-');
  expect(readFileSync(target).equals(bytes)).toBe(true);
});

test('paused, then asked for again by another run: it goes on where it stopped', async () => {
  const bytes = model();
  const { url, asked } = await fileServer(bytes, { hangAfter: 120_000 }, {});
  const { target, part, get } = setUp();
  const stop = new AbortController();
  const onProgress = ({ received }: DownloadProgress) => received >= 120_000 && stop.abort();
  expect(await codeOfAsync(get([url], {}, { signal: stop.signal, onProgress }))).toBe('cancelled');
  expect(existsSync(target)).toBe(false);
  expect(statSync(part).size).toBe(120_000);
  await get([url]);
  expect(asked[1]?.range).toBe('bytes=120000-');
  expect(readFileSync(target).equals(bytes)).toBe(true);
});

test('after a power cut only what was noted as certain is trusted', async () => {
  const bytes = model();
  const { url, asked } = await fileServer(bytes, {});
  const { part, target, get } = setUp();
  writeFileSync(part, Buffer.concat([bytes.subarray(0, 50_000), Buffer.alloc(30_000)]));
  writeFileSync(`${part}.json`, JSON.stringify({ id: 'model', url, total: bytes.length, edition: '"1"', received: 50_000 }));
  await get([url]);
  expect(asked[0]?.range).toBe('bytes=50000-');
  expect(readFileSync(target).equals(bytes)).toBe(true);
});

test.each([
  ['no notes', (part: string) => writeFileSync(part, 'x'.repeat(9))],
  [
    'unreadable notes',
    (part: string) => {
      writeFileSync(part, 'x'.repeat(9));
      writeFileSync(`${part}.json`, '{');
    },
  ],
  [
    'notes of another model',
    (part: string) => {
      writeFileSync(part, 'x'.repeat(9));
      writeFileSync(`${part}.json`, JSON.stringify({ id: 'other', url: 'u', total: 400_004, edition: '"1"', received: 9 }));
    },
  ],
])('a part with %s is begun anew', async (_name, leave) => {
  const bytes = model();
  const { url } = await fileServer(bytes, {});
  const { part, target, get } = setUp();
  leave(part);
  await get([url]);
  expect(readFileSync(target).equals(bytes)).toBe(true);
});

test('the file changes between two ranges: never one file out of two, the new one from its start', async () => {
  const [old, changed] = [model(), model()];
  const server = await fileServer(old, { cutAfter: 100_000 }, { bytes: changed, etag: '"2"' });
  const { url, asked } = server;
  const { target, get } = setUp(server);
  await get([url]);
  expect(asked[1]?.ifRange).toBe('"1"');
  expect(readFileSync(target).equals(changed)).toBe(true);
});

test('a server that ignores If-Range and gives the rest of another edition is not believed', async () => {
  const [old, changed] = [model(), model()];
  const lying = { bytes: changed, etag: 'W/"2"', startsAt: 100_000 };
  const server = await fileServer(old, { cutAfter: 100_000, etag: 'W/"1"' }, lying, { bytes: changed, etag: 'W/"2"' });
  const { url } = server;
  const { target, get } = setUp(server);
  await get([url]);
  expect(readFileSync(target).equals(changed)).toBe(true);
});

test('a file that changes each time is given up with its own sentence', async () => {
  const server = await fileServer(model(), { cutAfter: 100_000 }, { startsAt: 7 });
  const { url } = server;
  const { folder, get } = setUp(server);
  expect(await codeOfAsync(get([url]))).toBe('download-changed');
  expect(readdirSync(folder)).toEqual([]);
});

test('without a mark of its edition and without a known sum, nothing is continued', async () => {
  const bytes = model();
  const server = await fileServer(bytes, { cutAfter: 100_000, etag: null }, { etag: null });
  const { url, asked } = server;
  const { target, get } = setUp(server);
  await get([url]);
  expect(asked[1]?.range).toBeUndefined();
  expect(readFileSync(target).equals(bytes)).toBe(true);
});

test.each([403, 404, 401])('%i at the first site: the next one is asked', async (status) => {
  const bytes = model();
  const first = await fileServer(bytes, { status });
  const second = await fileServer(bytes, {});
  const { target, seen, get } = setUp();
  await get([first.url, second.url]);
  expect(first.asked).toHaveLength(1);
  expect(seen[0]?.site).toBe('site 1');
  expect(readFileSync(target).equals(bytes)).toBe(true);
});

test('a site dies in the middle: another goes on with its part only if the sum will tell', async () => {
  const bytes = model();
  const first = await fileServer(bytes, { cutAfter: 100_000 }, { status: 404 });
  const second = await fileServer(bytes, { etag: '"other"' });
  const known = setUp(first);
  await known.get([first.url, second.url], { sha256: sumOf(bytes) });
  expect(second.asked[0]).toEqual({ range: 'bytes=100000-', ifRange: undefined });
  expect(readFileSync(known.target).equals(bytes)).toBe(true);

  first.behave({ cutAfter: 100_000 }, { status: 404 });
  const unknown = setUp(first);
  await unknown.get([first.url, second.url]);
  expect(second.asked[1]?.range).toBeUndefined();
  expect(readFileSync(unknown.target).equals(bytes)).toBe(true);
});

test('500 is tried again, and a network that is down loses nothing of what is here', async () => {
  const bytes = model();
  const server = await fileServer(bytes, { cutAfter: 100_000 }, { status: 500 });
  const elsewhere = await fileServer(bytes, { status: 503 });
  const { target, part, get } = setUp(server);
  expect(await codeOfAsync(get([server.url, elsewhere.url]))).toBe('download-busy');
  expect(server.asked.length).toBeGreaterThan(2);
  expect(statSync(part).size).toBe(100_000);
  await elsewhere.close();
  server.behave({ status: 500 }, {});
  await get([elsewhere.url, server.url]);
  expect(readFileSync(target).equals(bytes)).toBe(true);
});

test('nobody there at all', async () => {
  const { url, close } = await fileServer(model());
  await close();
  const { folder, get } = setUp();
  expect(await codeOfAsync(get([url]))).toBe('download-cut');
  expect(readdirSync(folder)).toEqual([]);
});

test.each(['named', 'nameless'] as const)('a log-in page (%s) is no model', async (html) => {
  const { url } = await fileServer(model(), { html });
  const { folder, get } = setUp();
  expect(await codeOfAsync(get([url]))).toBe('download-login');
  expect(readdirSync(folder)).toEqual([]);
});

test('416: a part that is already whole is checked and taken; another one is begun anew', async () => {
  const bytes = model();
  const whole = setUp();
  const { url } = await fileServer(bytes, {});
  const notes = { id: 'model', url, total: bytes.length, edition: '"1"', received: bytes.length };
  writeFileSync(whole.part, bytes);
  writeFileSync(`${whole.part}.json`, JSON.stringify(notes));
  await whole.get([url]);
  expect(readFileSync(whole.target).equals(bytes)).toBe(true);

  const longer = setUp();
  writeFileSync(longer.part, Buffer.concat([bytes, bytes]));
  writeFileSync(`${longer.part}.json`, JSON.stringify({ ...notes, total: bytes.length * 2, received: bytes.length * 2 }));
  await longer.get([url]);
  expect(readFileSync(longer.target).equals(bytes)).toBe(true);
});

test('a length that is a lie: too long ends with what there is, too short or not the catalog’s is refused', async () => {
  const bytes = model();
  const server = await fileServer(bytes, { claims: bytes.length + 1_000 });
  const { url, behave } = server;
  const long = setUp(server);
  await long.get([url]);
  expect(readFileSync(long.target).equals(bytes)).toBe(true);
  const other = setUp(server);
  expect(await codeOfAsync(other.get([url], { bytes: bytes.length }))).toBe('download-wrong');
  behave({ claims: bytes.length - 1_000 });
  expect(await codeOfAsync(other.get([url], { sha256: sumOf(bytes) }))).toBe('download-wrong');
  expect(readdirSync(other.folder)).toEqual([]);
});

test('a wrong sum: thrown away, the next site asked; when all are wrong, nothing is left', async () => {
  const [wrong, right] = [model(), model()];
  const bad = await fileServer(wrong, {});
  const good = await fileServer(right, {});
  const first = setUp();
  await first.get([bad.url, good.url], { sha256: sumOf(right) });
  expect(readFileSync(first.target).equals(right)).toBe(true);
  const second = setUp();
  expect(await codeOfAsync(second.get([bad.url], { sha256: sumOf(right) }))).toBe('download-wrong');
  expect(readdirSync(second.folder)).toEqual([]);
});

test('a file that looks wrong from inside gets no name and leaves nothing', async () => {
  const { url } = await fileServer(model(), {});
  const { folder, get } = setUp();
  const inspect = async () => {
    throw new Error('no model');
  };
  await expect(get([url], {}, { inspect })).rejects.toThrow('no model');
  expect(readdirSync(folder)).toEqual([]);
});

test('too little room is said before a byte is written', async () => {
  const { url } = await fileServer(model(), {});
  const { folder, get } = setUp();
  const disk = { ...realDisk, free: async () => 1_000 };
  expect(await codeOfAsync(get([url], {}, { disk }))).toBe('disk-full');
  expect(readdirSync(folder)).toEqual([]);
});

test('the disk fills up in the middle: what is there stays, and it goes on when there is room', async () => {
  const bytes = model();
  const { url, asked } = await fileServer(bytes, {});
  const { target, get } = setUp();
  let room = 100_000;
  const disk = {
    ...realDisk,
    async open(file: string, flags: string) {
      const handle = await open(file, flags);
      const write = handle.write.bind(handle) as (b: Uint8Array, o: number, l: number, p: number) => Promise<{ bytesWritten: number }>;
      Object.assign(handle, {
        write: async (buffer: Uint8Array, offset: number, length: number, position: number) => {
          if (room === 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
          const fits = Math.min(room, length);
          room -= fits;
          return await write(buffer, offset, fits, position);
        },
      });
      return handle;
    },
  };
  expect(await codeOfAsync(get([url], {}, { disk }))).toBe('disk-full');
  room = Number.POSITIVE_INFINITY;
  await get([url], {}, { disk });
  expect(asked[1]?.range).toBe('bytes=100000-');
  expect(readFileSync(target).equals(bytes)).toBe(true);
});
