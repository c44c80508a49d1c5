/** The HTTP side of the API: checks a request, reads its body, writes the answer. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiAnswer } from './intake.ts';
import { type ApiError, apiErrors, messageLimits } from './message.ts';

/** Why a request is not a message to the API; null if it is one. */
export function requestError(request: IncomingMessage): ApiError | null {
  if (pathOf(request) !== '/v1/lines') return 'not-found';
  if (request.method !== 'POST') return 'bad-method';
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return 'not-json';
  return Number(request.headers['content-length'] ?? 0) > messageLimits.bytes ? 'too-large' : null;
}

export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?')[0] ?? '';
}

/** Reads no more than the size limit. 'gone': the client disconnected before the end. */
export function readBody(request: IncomingMessage): Promise<{ text: string } | 'too-large' | 'gone'> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    request.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes <= messageLimits.bytes) return void parts.push(part);
      request.pause();
      resolve('too-large');
    });
    request.on('end', () => resolve({ text: Buffer.concat(parts).toString('utf8') }));
    request.on('error', () => resolve('gone'));
    request.on('close', () => resolve('gone'));
  });
}

/** Writes the answer. After an error the connection is closed, because the rest of the request is not read. */
export function respond(response: ServerResponse, answer: ApiAnswer): void {
  const error = 'error' in answer ? answer.error : null;
  response.writeHead(error ? apiErrors[error] : 200, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(error === 'too-many' ? { 'retry-after': '1' } : {}),
    ...(error && error !== 'no-meeting' ? { connection: 'close' } : {}),
  });
  response.end(JSON.stringify(answer));
}
