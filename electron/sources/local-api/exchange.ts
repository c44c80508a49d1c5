/** One HTTP exchange: is it a call that we have, what does it say, what is answered. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './intake.ts';
import { type ApiError, apiErrors, messageLimits } from './message.ts';

/** Why a request is none of ours; null if it is a message. */
export function refusedCall(request: IncomingMessage): ApiError | null {
  if (pathOf(request) !== '/v1/lines') return 'not-found';
  if (request.method !== 'POST') return 'bad-method';
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return 'not-json';
  return Number(request.headers['content-length'] ?? 0) > messageLimits.bytes ? 'too-large' : null;
}

export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?')[0] ?? '';
}

/** `gone`: the client left in the middle. What is over the bound is not read. */
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

/** After a refusal the connection ends: what may still come of the request is not read. */
export function respond(response: ServerResponse, answer: Answer): void {
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
