/** A server on this machine that gives one file, well or badly: it cuts, dawdles, lies and refuses as the test says. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Behaviour {
  /** Answers this and nothing else. */
  status?: number;
  /** Sends on to another address. */
  redirect?: string;
  /** A page instead of the file; its type is not told when `nameless`. */
  html?: 'named' | 'nameless';
  /** Breaks the connection after so many bytes of this answer. */
  cutAfter?: number;
  /** Says nothing more after so many bytes, and keeps the connection. */
  hangAfter?: number;
  /** Waits after each 64 KB. */
  slowMs?: number;
  /** The length it claims for the whole file. */
  claims?: number;
  /** Another file under the same address. */
  bytes?: Buffer;
  etag?: string | null;
  ignoresRange?: boolean;
  /** Begins elsewhere than asked. */
  startsAt?: number;
}

export interface FileServer {
  url: string;
  /** What was asked, oldest first. */
  asked: { range: string | undefined; ifRange: string | undefined }[];
  /** Bytes of the file that the client has taken in. A connection is broken only then: what it had in its buffers is lost. */
  taken: () => number;
  /** One for each request to come; the last one stays. */
  behave(...behaviours: Behaviour[]): void;
  /** No longer there, as when the network goes. */
  close(): Promise<void>;
}

export async function fileServer(bytes: Buffer, ...behaviours: Behaviour[]): Promise<FileServer> {
  return await fileServerAt('127.0.0.1', bytes, ...behaviours);
}

/** @param host an address of this machine. */
export async function fileServerAt(host: string, bytes: Buffer, ...behaviours: Behaviour[]): Promise<FileServer> {
  let coming = behaviours.length > 0 ? behaviours : [{}];
  const asked: FileServer['asked'] = [];
  const server = createServer((request, response) => {
    asked.push({ range: request.headers.range, ifRange: request.headers['if-range'] as string | undefined });
    const now = coming.length > 1 ? (coming.shift() as Behaviour) : (coming[0] as Behaviour);
    void give(request, response, now, now.bytes ?? bytes, () => made.taken());
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(close);
  const made: FileServer = {
    taken: () => Number.POSITIVE_INFINITY,
    url: `http://${host}:${(server.address() as AddressInfo).port}/model.gguf`,
    asked,
    behave: (...next) => {
      coming = next;
    },
    close,
  };
  return made;
}

const page = Buffer.from('<!doctype html><title>Wi-Fi</title>请先登录');

async function give(request: IncomingMessage, response: ServerResponse, now: Behaviour, bytes: Buffer, taken: () => number): Promise<void> {
  if (now.status) return void response.writeHead(now.status).end();
  if (now.redirect) return void response.writeHead(302, { location: now.redirect }).end();
  if (now.html) {
    return void response
      .writeHead(200, { 'content-type': now.html === 'named' ? 'text/html; charset=utf-8' : 'application/octet-stream' })
      .end(page);
  }
  const etag = now.etag === undefined ? '"1"' : now.etag;
  const wanted = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const sameEdition = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
  const from = now.ignoresRange || !sameEdition ? 0 : (now.startsAt ?? wanted);
  const total = now.claims ?? bytes.length;
  if (wanted >= bytes.length && from !== 0) return void response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
  response.writeHead(from > 0 ? 206 : 200, {
    'content-type': 'application/octet-stream',
    'content-length': total - from,
    ...(etag ? { etag } : {}),
    ...(from > 0 ? { 'content-range': `bytes ${from}-${total - 1}/${total}` } : {}),
  });
  response.setMaxListeners(0);
  const stop = now.cutAfter ?? now.hangAfter ?? Number.POSITIVE_INFINITY;
  let sent = 0;
  while (from + sent < bytes.length) {
    const chunk = bytes.subarray(from + sent, from + Math.min(sent + 65_536, stop));
    if (chunk.length === 0) break;
    if (!response.write(chunk)) await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
    if (response.destroyed) return;
    sent += chunk.length;
    if (now.slowMs) await new Promise((resolve) => setTimeout(resolve, now.slowMs));
  }
  if (now.hangAfter !== undefined) return;
  if (now.cutAfter === undefined && now.claims === undefined) return void response.end();
  while (!response.destroyed && taken() < Math.min(from + sent, total)) await new Promise((resolve) => setTimeout(resolve, 10));
  response.destroy();
}
