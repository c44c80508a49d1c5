/**
 * The local API: other programs on this computer (a browser extension, a speech recogniser) send lines by POST /v1/lines
 * or over a WebSocket at /v1/live. It listens on the loopback addresses only, and only while it is started. It never
 * sends a transcript or a verdict.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { AppError } from '../../contract/result.ts';
import { refusal } from './authorise.ts';
import { pathOf, readBody, requestError, respond } from './exchange.ts';
import type { ApiAnswer, ApiIntake } from './intake.ts';
import { type ApiError, apiErrors, messageLimits } from './message.ts';
import { RateLimit } from './rate-limit.ts';

/**
 * Time limits in ms: for the headers and for the whole of a request, for an idle connection, between two checks of these
 * limits, and between two pings. They keep slow clients from using up the few connections.
 */
export const timeouts = { head: 5_000, request: 10_000, idle: 5_000, check: 1_000, ping: 30_000 } as const;
type Timeouts = { [K in keyof typeof timeouts]: number };
const max = { connections: 16, sockets: 4, headBytes: 8 * 1024, errorsInARow: 10 } as const;
/** Refused requests that still get an answer. Beyond this rate their connections are closed without one. */
const answeredRefusals = { perSecond: 5, burst: 30 } as const;
/** ms after its last message in which a program that sends by POST counts as connected. */
const recentMs = 60_000;

export interface ApiState {
  port: number;
  /** The number of open sockets, plus one if a POST arrived within `recentMs`. */
  connected: number;
}

export interface LocalApiDependencies {
  intake: ApiIntake;
  /** The hash of the valid token; null while there is no token. */
  tokenHash: () => string | null;
  /** Receives the new state, and null when the server stops. */
  onChange: (state: ApiState | null) => void;
  /** ms */
  now?: () => number;
  /** Tests set shorter ones. */
  timeouts?: Timeouts;
}

export class LocalApi {
  readonly #api: LocalApiDependencies;
  readonly #timeouts: Timeouts;
  readonly #sockets: WebSocketServer;
  /** Sockets that have answered since the last ping. */
  readonly #alive = new WeakSet<WebSocket>();
  readonly #answeredRefusals = new RateLimit(answeredRefusals.perSecond, answeredRefusals.burst);
  #servers: Server[] = [];
  #port = 0;
  #guarding = false;
  #recent: NodeJS.Timeout | undefined;
  #ping: NodeJS.Timeout | undefined;

  constructor(dependencies: LocalApiDependencies) {
    this.#api = dependencies;
    this.#timeouts = dependencies.timeouts ?? timeouts;
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: messageLimits.bytes, perMessageDeflate: false });
  }

  /**
   * Listens on 127.0.0.1 and, where the computer has IPv6, on ::1.
   * @param wanted the preferred port. If it is null or in use, a free port is chosen.
   * @returns the port. @throws AppError `api-failed`.
   */
  async start(wanted: number | null): Promise<number> {
    await this.stop();
    for (const port of [wanted ?? 0, 0, 0, 0]) {
      try {
        const first = await this.#listen('127.0.0.1', port);
        this.#servers = [first];
        this.#port = portOf(first);
        const second = await this.#listen('::1', this.#port).catch(ignoreMissingIpv6);
        if (second) this.#servers.push(second);
        this.#ping = setInterval(() => this.#pingAll(), this.#timeouts.ping).unref();
        this.#publish();
        return this.#port;
      } catch (error) {
        await this.stop();
        if (!isCode(error, 'EADDRINUSE', 'EACCES')) throw new AppError('api-failed', undefined, { cause: error });
      }
    }
    throw new AppError('api-failed', 'no free port');
  }

  /** Stops listening and closes every connection. */
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
    if (servers.length > 0) this.#api.onChange(null);
  }

  /** Call this when guarding may have begun or ended: it tells the connected programs whether their lines are accepted. */
  guardingChanged(): void {
    const { guarding } = this.#api.intake;
    if (guarding === this.#guarding) return;
    this.#guarding = guarding;
    for (const socket of this.#sockets.clients) this.#sendGuarding(socket);
  }

  /** Call this when the token has changed: it closes the sockets that were opened with the old one. */
  tokenChanged(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }

  #listen(host: string, port: number): Promise<Server> {
    const server = createServer(
      {
        maxHeaderSize: max.headBytes,
        headersTimeout: this.#timeouts.head,
        requestTimeout: this.#timeouts.request,
        keepAliveTimeout: this.#timeouts.idle,
        connectionsCheckingInterval: this.#timeouts.check,
      },
      (request, response) => void this.#answer(request, response),
    );
    server.maxConnections = max.connections;
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    server.on('clientError', (_error, socket) => socket.destroy());
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, exclusive: true, ipv6Only: host === '::1' }, () => resolve(server));
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = this.#refusal(request) ?? requestError(request);
    if (refused === 'cut') return void request.destroy();
    if (refused) return respond(response, { error: refused });
    const body = await readBody(request);
    if (body === 'gone') return;
    if (body === 'too-large') return respond(response, { error: 'too-large' });
    const answer = this.#api.intake.take(body.text);
    this.#posted();
    respond(response, answer);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refused = this.#refusal(request) ?? (pathOf(request) === '/v1/live' ? null : 'not-found');
    const full = this.#sockets.clients.size >= max.sockets ? 'too-many' : null;
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
    let errorsInARow = 0;
    this.#alive.add(client);
    client.on('pong', () => this.#alive.add(client));
    // After a frame that is too large or malformed, ws emits 'error' and closes the connection.
    client.on('error', () => {});
    client.on('close', () => this.#publish());
    client.on('message', (data, binary) => {
      const answer: ApiAnswer = binary ? { error: 'bad-message' } : this.#api.intake.take(String(data));
      client.send(JSON.stringify(answer));
      errorsInARow = 'error' in answer && answer.error !== 'no-meeting' ? errorsInARow + 1 : 0;
      if (errorsInARow >= max.errorsInARow) client.close(1008);
    });
    this.#sendGuarding(client);
    this.#publish();
  }

  #sendGuarding(client: WebSocket): void {
    client.send(JSON.stringify({ guarding: this.#api.intake.guarding }));
  }

  /** Why to refuse a request. 'cut': close the connection without an answer. The rate of refusals never affects valid requests. */
  #refusal(request: IncomingMessage): ApiError | 'cut' | null {
    const refused = refusal(request.headers, this.#port, this.#api.tokenHash());
    if (refused === null) return null;
    return this.#answeredRefusals.take((this.#api.now ?? Date.now)()) ? refused : 'cut';
  }

  #posted(): void {
    clearTimeout(this.#recent);
    this.#recent = setTimeout(() => {
      this.#recent = undefined;
      this.#publish();
    }, recentMs).unref();
    this.#publish();
  }

  #pingAll(): void {
    for (const client of this.#sockets.clients) {
      if (!this.#alive.delete(client)) client.terminate();
      else client.ping();
    }
  }

  #publish(): void {
    if (this.#servers.length === 0) return;
    this.#api.onChange({ port: this.#port, connected: this.#sockets.clients.size + (this.#recent ? 1 : 0) });
  }
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** On a computer without IPv6 the server listens on IPv4 alone. */
function ignoreMissingIpv6(error: unknown): null {
  if (isCode(error, 'EADDRNOTAVAIL', 'EAFNOSUPPORT')) return null;
  throw error;
}

function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
