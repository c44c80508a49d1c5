/**
 * The local API: other programs on this computer (a browser extension, a speech recogniser) hand in what is said, by
 * POST /v1/lines or over a WebSocket at /v1/live. It listens on the loopback addresses only, and only while it is started.
 * What was said or judged never leaves through it.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { AppError } from '../../contract/result.ts';
import { refusal } from './authorise.ts';
import { pathOf, readBody, refusedCall, respond } from './exchange.ts';
import type { Answer, ApiIntake } from './intake.ts';
import { type ApiError, apiErrors, messageLimits } from './message.ts';
import { Bucket } from './rate-limit.ts';

/** ms. A client that dawdles over its request is let go: connections are few. */
export const patience = { head: 5_000, request: 10_000, idle: 5_000, check: 1_000, ping: 30_000 } as const;
const most = { connections: 16, sockets: 4, headBytes: 8 * 1024, warnings: 10 } as const;
/** Requests that are turned away at the gate; more are cut off without an answer. */
const strangers = { perSecond: 5, burst: 30 } as const;
/** For so long after its last message (ms) a program that posts counts as connected. */
const recentMs = 60_000;

export interface ApiState {
  port: number;
  /** Programs that hold a socket, and one more if any has posted within the last minute. */
  connected: number;
}

export interface LocalApiParts {
  intake: ApiIntake;
  /** What the token must hash to; null while there is none. */
  tokenHash: () => string | null;
  tell: (state: ApiState | null) => void;
  now?: () => number;
  /** Shorter ones in tests. */
  patience?: { [K in keyof typeof patience]: number };
}

export class LocalApi {
  readonly #parts: LocalApiParts;
  readonly #patience: { [K in keyof typeof patience]: number };
  readonly #sockets: WebSocketServer;
  /** Sockets that have answered since the last ping. */
  readonly #alive = new WeakSet<WebSocket>();
  readonly #strangers = new Bucket(strangers.perSecond, strangers.burst);
  #servers: Server[] = [];
  #port = 0;
  #guarding = false;
  #recent: NodeJS.Timeout | undefined;
  #ping: NodeJS.Timeout | undefined;

  constructor(parts: LocalApiParts) {
    this.#parts = parts;
    this.#patience = parts.patience ?? patience;
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: messageLimits.bytes, perMessageDeflate: false });
  }

  /**
   * @param wanted the port of last time; another free one is taken if that is in use, or for null.
   * @returns the port. @throws AppError `api-failed`.
   */
  async start(wanted: number | null): Promise<number> {
    await this.stop();
    for (const port of [wanted ?? 0, 0, 0, 0]) {
      try {
        const first = await this.#listen('127.0.0.1', port);
        this.#servers = [first];
        this.#port = portOf(first);
        const second = await this.#listen('::1', this.#port).catch(otherFamilyMissing);
        if (second) this.#servers.push(second);
        this.#ping = setInterval(() => this.#pingAll(), this.#patience.ping).unref();
        this.#tell();
        return this.#port;
      } catch (error) {
        await this.stop();
        if (!isCode(error, 'EADDRINUSE', 'EACCES')) throw new AppError('api-failed', undefined, { cause: error });
      }
    }
    throw new AppError('api-failed', 'no free port');
  }

  /** Everybody is cut off. */
  async stop(): Promise<void> {
    clearInterval(this.#ping);
    clearTimeout(this.#recent);
    this.#recent = undefined;
    for (const socket of this.#sockets.clients) socket.terminate();
    const servers = this.#servers;
    this.#servers = [];
    await Promise.all(
      servers.map((server) => {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        return closed;
      }),
    );
    if (servers.length > 0) this.#parts.tell(null);
  }

  /** Guarding may have begun or ended: connected programs hear whether their lines are wanted. */
  guardingChanged(): void {
    const { guarding } = this.#parts.intake;
    if (guarding === this.#guarding) return;
    this.#guarding = guarding;
    for (const socket of this.#sockets.clients) this.#greet(socket);
  }

  /** A new token: whoever came in with the old one is cut off. */
  tokenChanged(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }

  #listen(host: string, port: number): Promise<Server> {
    const server = createServer(
      {
        maxHeaderSize: most.headBytes,
        headersTimeout: this.#patience.head,
        requestTimeout: this.#patience.request,
        keepAliveTimeout: this.#patience.idle,
        connectionsCheckingInterval: this.#patience.check,
      },
      (request, response) => void this.#answer(request, response),
    );
    server.maxConnections = most.connections;
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    server.on('clientError', (_error, socket) => socket.destroy());
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, exclusive: true, ipv6Only: host === '::1' }, () => resolve(server));
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = this.#refusal(request) ?? refusedCall(request);
    if (refused === 'cut') return void request.destroy();
    if (refused) return respond(response, { error: refused });
    const body = await readBody(request);
    if (body === 'gone') return;
    if (body === 'too-large') return respond(response, { error: 'too-large' });
    const answer = this.#parts.intake.take(body.text);
    this.#posted();
    respond(response, answer);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refused = this.#refusal(request) ?? (pathOf(request) === '/v1/live' ? null : 'not-found');
    const full = this.#sockets.clients.size >= most.sockets ? 'too-many' : null;
    const error = refused ?? full;
    if (error === 'cut') return void socket.destroy();
    socket.on('error', () => {});
    if (error) {
      socket.end(`HTTP/1.1 ${apiErrors[error]} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (client) => this.#welcome(client));
  }

  #welcome(client: WebSocket): void {
    let warnings = 0;
    this.#alive.add(client);
    client.on('pong', () => this.#alive.add(client));
    // A frame that is too large or broken ends the connection by itself.
    client.on('error', () => {});
    client.on('close', () => this.#tell());
    client.on('message', (data, binary) => {
      const answer: Answer = binary ? { error: 'bad-message' } : this.#parts.intake.take(String(data));
      client.send(JSON.stringify(answer));
      warnings = 'error' in answer && answer.error !== 'no-meeting' ? warnings + 1 : 0;
      if (warnings >= most.warnings) client.close(1008);
    });
    this.#greet(client);
    this.#tell();
  }

  #greet(client: WebSocket): void {
    client.send(JSON.stringify({ guarding: this.#parts.intake.guarding }));
  }

  /** The gate; a crowd of strangers is cut off unanswered. The right token is never kept waiting by wrong ones. */
  #refusal(request: IncomingMessage): ApiError | 'cut' | null {
    const refused = refusal(request.headers, this.#port, this.#parts.tokenHash());
    if (refused === null) return null;
    return this.#strangers.take((this.#parts.now ?? Date.now)()) ? refused : 'cut';
  }

  #posted(): void {
    clearTimeout(this.#recent);
    this.#recent = setTimeout(() => {
      this.#recent = undefined;
      this.#tell();
    }, recentMs).unref();
    this.#tell();
  }

  #pingAll(): void {
    for (const client of this.#sockets.clients) {
      if (!this.#alive.delete(client)) client.terminate();
      else client.ping();
    }
  }

  #tell(): void {
    if (this.#servers.length === 0) return;
    this.#parts.tell({ port: this.#port, connected: this.#sockets.clients.size + (this.#recent ? 1 : 0) });
  }
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** A computer without IPv6 is served on IPv4 alone. */
function otherFamilyMissing(error: unknown): null {
  if (isCode(error, 'EADDRNOTAVAIL', 'EAFNOSUPPORT')) return null;
  throw error;
}

function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
