/** What the calls about the organisation's server do. */

import type { CallName } from '../contract/channels.ts';
import type { Server, Settings } from '../contract/domain.ts';
import type { ServerState } from '../contract/ipc.ts';
import { AppError } from '../contract/result.ts';
import { listModels, RemoteModel, type ServerOptions } from '../engine/server/model.ts';
import { isSafeAddress } from '../support/address.ts';
import type { Secrets } from '../support/secrets.ts';
import type { Handlers } from './answer.ts';

export interface ServerParts {
  secrets: Pick<Secrets, 'get' | 'set' | 'keptAs'>;
  fetch: ServerOptions['fetch'];
  settings(): Settings;
  change(settings: Partial<Settings>): Settings;
  /** Loads what the settings now say. */
  useModel(): Promise<void>;
}

export const serverKey = 'server';

/** Ours, and as harmless as it is short: a check sends nothing that anybody said. */
const checkSentence = '甲:您好，请问有什么可以帮您？\n';
const checkMs = 15_000;

export function serverHandlers(parts: ServerParts): Pick<Handlers, Extract<CallName, `server.${string}`>> {
  const { secrets, fetch, settings, change, useModel } = parts;
  const state = (): ServerState => ({ server: settings().server, keyKept: secrets.keptAs(serverKey) });
  return {
    'server.state': state,
    'server.check': async ({ url, model, key }) => {
      const options = { url: addressOf(url), key: key === undefined ? await secrets.get(serverKey) : key, fetch, timeoutMs: checkMs };
      // Not every server lists its models; what counts is whether it can judge.
      const models = await listModels(options).catch((error: unknown) => {
        if (model && error instanceof AppError && error.code === 'server-failed') return [];
        throw error;
      });
      if (!model) return { models, ms: null };
      const started = performance.now();
      await new RemoteModel({ ...options, model, thresholds: null }).ask(checkSentence, new AbortController().signal);
      return { models, ms: performance.now() - started };
    },
    'server.use': async ({ url, model, key }) => {
      const server: Server = { url: addressOf(url), model };
      if (key !== undefined) await secrets.set(serverKey, key);
      change({ server });
      await useModel();
      return state();
    },
    'server.leave': async () => {
      await secrets.set(serverKey, null);
      change({ server: null });
      await useModel();
      return state();
    },
  };
}

/** @throws AppError `server-address`: plain http would let anybody on the way read what is said. */
function addressOf(url: string): string {
  const trimmed = url.trim().replace(/\/+$/, '');
  if (!isSafeAddress(trimmed)) throw new AppError('server-address');
  return trimmed;
}
