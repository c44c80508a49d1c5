/** Who may come in, told by a request's head alone. Pure. */
import type { IncomingHttpHeaders } from 'node:http';
import type { ApiError } from './message.ts';
import { fits } from './token.ts';

/** Browser extensions name themselves; no web page can take such an origin. */
const extension = /^(?:chrome-extension|moz-extension|safari-web-extension):\/\/[\w-]+$/;

/**
 * A web page that the user visits can send requests to this computer, and can even make its own name point here (DNS
 * rebinding): it cannot choose the Host and Origin that the browser writes.
 * @param port the one that is listened on.
 * @param tokenHash what the token must hash to; null lets nobody in.
 * @returns why it stays out; null to let it in.
 */
export function refusal(headers: IncomingHttpHeaders, port: number, tokenHash: string | null): ApiError | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
  if (!hosts.includes(headers.host ?? '')) return 'bad-host';
  if (headers.origin !== undefined && !extension.test(headers.origin)) return 'bad-origin';
  const [, token] = /^Bearer ([\w-]{20,100})$/.exec(headers.authorization ?? '') ?? [];
  return token !== undefined && tokenHash !== null && fits(token, tokenHash) ? null : 'bad-token';
}
