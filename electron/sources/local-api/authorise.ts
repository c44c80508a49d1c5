/** Decides by the headers of a request whether to accept it. Pure. */
import type { IncomingHttpHeaders } from 'node:http';
import type { ApiError } from './message.ts';
import { matchesHash } from './token.ts';

/** The origins of browser extensions. A web page cannot have such an origin. */
const extension = /^(?:chrome-extension|moz-extension|safari-web-extension):\/\/[\w-]+$/;

/**
 * A web page that the user visits can send requests to this computer, and by DNS rebinding
 * (https://en.wikipedia.org/wiki/DNS_rebinding) it can make its own host name resolve to this computer. But the browser
 * writes the Host and Origin headers, so the page cannot forge them.
 * @param port the port that the server listens on.
 * @param tokenHash the hash of the valid token; null refuses every request.
 * @returns the reason to refuse; null to accept.
 */
export function refusal(headers: IncomingHttpHeaders, port: number, tokenHash: string | null): ApiError | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
  if (!hosts.includes(headers.host ?? '')) return 'bad-host';
  if (headers.origin !== undefined && !extension.test(headers.origin)) return 'bad-origin';
  const [, token] = /^Bearer ([\w-]{20,100})$/.exec(headers.authorization ?? '') ?? [];
  return token !== undefined && tokenHash !== null && matchesHash(token, tokenHash) ? null : 'bad-token';
}
