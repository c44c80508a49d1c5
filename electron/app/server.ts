/** The organisation's own inference server: its address, its key, and one question to try it out. */
import type { Server } from '../contract/domain.ts';
import type { ServerState } from '../contract/ipc.ts';
import { AppError } from '../contract/result.ts';
import { listModels, ServerModel } from '../engine/server/model.ts';
import type { Handlers } from '../ipc/answer.ts';
import { isSafeAddress } from '../support/address.ts';
import { secretsFile } from '../support/folders.ts';
import { systemFetch } from '../support/net.ts';
import { Secrets } from '../support/secrets.ts';
import type { Settings } from './settings.ts';

/** The name of the server's key in the secret store. */
const serverKey = 'server';
/** The check sends this line of our own, never what somebody said. */
const checkSentence = '甲:您好，请问有什么可以帮您？\n';
const checkMs = 15_000;

type ServerCalls = Extract<keyof Handlers, `server.${string}`>;

export interface InferenceServer {
  /** The server as a risk model. */
  connect(server: Server): Promise<ServerModel>;
  /** @param choose changes the settings and waits until the model that they name is in use. */
  calls(choose: (patch: { server: Server | null }) => Promise<void>): Pick<Handlers, ServerCalls>;
}

export function openServer(settings: Settings): InferenceServer {
  const fetch = systemFetch();
  const secrets = new Secrets(secretsFile());
  const state = (): ServerState => ({ server: settings.now.server, keyKept: secrets.keptAs(serverKey) });
  return {
    connect: async (server) => new ServerModel({ ...server, key: await secrets.get(serverKey), thresholds: null, fetch }),
    calls: (choose) => ({
      'server.state': state,
      'server.check': async ({ url, model, key }) => {
        const options = { url: addressOf(url), key: key === undefined ? await secrets.get(serverKey) : key, fetch, timeoutMs: checkMs };
        // Some servers list no models. The check passes if the named model answers.
        const models = await listModels(options).catch((error: unknown) => {
          if (model && error instanceof AppError && error.code === 'server-failed') return [];
          throw error;
        });
        if (!model) return { models, ms: null };
        const started = performance.now();
        await new ServerModel({ ...options, model, thresholds: null }).ask(checkSentence, new AbortController().signal);
        return { models, ms: performance.now() - started };
      },
      'server.use': async ({ url, model, key }) => {
        const server: Server = { url: addressOf(url), model };
        if (key !== undefined) await secrets.set(serverKey, key);
        await choose({ server });
        return state();
      },
      'server.leave': async () => {
        await secrets.set(serverKey, null);
        await choose({ server: null });
        return state();
      },
    }),
  };
}

/** @throws AppError `server-address`: over plain http everybody on the way could read what is said. */
function addressOf(url: string): string {
  const trimmed = url.trim().replace(/\/+$/, '');
  if (!isSafeAddress(trimmed)) throw new AppError('server-address');
  return trimmed;
}
