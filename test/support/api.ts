/** The local API for a test: real sockets, the real pipeline. */
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { onTestFinished } from 'vitest';
import { Pipeline } from '../../electron/guard/pipeline.ts';
import { ApiIntake } from '../../electron/sources/local-api/intake.ts';
import { type ApiState, LocalApi, type LocalApiDependencies } from '../../electron/sources/local-api/server.ts';
import { hashOf, newToken } from '../../electron/sources/local-api/token.ts';
import { closeStore, openStore } from '../../electron/store/open.ts';

export async function openApi(more: Pick<LocalApiDependencies, 'timeouts'> & { now?: () => number } = {}) {
  const db = openStore(':memory:');
  const pipeline = new Pipeline(db);
  const keys = { token: newToken() };
  const told: (ApiState | null)[] = [];
  const failures: unknown[] = [];
  const intake = new ApiIntake(pipeline, more.now ?? Date.now, (error) => failures.push(error));
  const api = new LocalApi({ intake, tokenHash: () => hashOf(keys.token), onChange: (state) => told.push(state), ...more });
  pipeline.on('state', () => api.guardingChanged());
  const port = await api.start(null);
  onTestFinished(async () => {
    await api.stop();
    await pipeline.dispose();
    closeStore(db);
  });
  return { api, db, pipeline, port, keys, told, failures };
}

export interface Call {
  port: number;
  token?: string | null;
  host?: string;
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Status and answer of one request; node's own client, because fetch would not let a test lie about Host. */
export function call({ port, token, host = '127.0.0.1', path = '/v1/lines', method = 'POST', headers = {}, body = '' }: Call) {
  return new Promise<{ status: number; answer: unknown }>((resolve, reject) => {
    const all = { ...(token ? { authorization: `Bearer ${token}` } : {}), 'content-type': 'application/json', ...headers };
    const sent: ClientRequest = request({ host, port, path, method, headers: all, agent: false }, (response: IncomingMessage) => {
      let text = '';
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, answer: text === '' ? null : JSON.parse(text) }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export const says = (...texts: string[]) => JSON.stringify({ lines: texts.map((text) => ({ speaker: '甲', text })) });
