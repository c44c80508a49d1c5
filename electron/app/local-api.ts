/** The local API: other programs on this computer hand lines in. Off until the user switches it on. */
import type { Handlers } from '../ipc/answer.ts';
import { ApiIntake } from '../sources/local-api/intake.ts';
import { LocalApi } from '../sources/local-api/server.ts';
import { hashOf, newToken } from '../sources/local-api/token.ts';
import { readApiAccess, saveApiAccess } from '../store/api-access.ts';
import type { Db } from '../store/db.ts';
import type { Disposer } from '../support/dispose.ts';
import { logError } from '../support/log.ts';
import type { Guard } from './guard.ts';
import type { InputsState } from './inputs.ts';
import type { Settings } from './settings.ts';

interface LocalApiDependencies {
  db: Db;
  guard: Guard;
  inputs: InputsState;
  settings: Settings;
}

export function openLocalApi(disposer: Disposer, { db, guard: { pipeline }, inputs, settings }: LocalApiDependencies) {
  const report = (error: unknown) => logError('local api', error);
  const intake = new ApiIntake(pipeline, Date.now, report);
  const api = new LocalApi({ intake, tokenHash: () => readApiAccess(db).tokenHash, onChange: (state) => inputs.set({ api: state }) });
  disposer.add('local api', () => api.stop());
  pipeline.on('state', () => api.guardingChanged());

  /** Listens on the port of the last time if it is free, so that programs find the API again. @throws AppError `api-failed`. */
  async function start(): Promise<void> {
    const port = await api.start(readApiAccess(db).port);
    saveApiAccess(db, { ...readApiAccess(db), port });
  }

  /** @returns the new token. Only its hash is stored, so the user sees it this once. */
  function renewToken(): string {
    const token = newToken();
    saveApiAccess(db, { ...readApiAccess(db), tokenHash: hashOf(token) });
    api.tokenChanged();
    return token;
  }

  const calls: Pick<Handlers, Extract<keyof Handlers, `api.${string}`>> = {
    'api.switch': async ({ on }) => {
      if (!on) {
        await api.stop();
        settings.change({ localApi: false });
        return { token: null };
      }
      const token = readApiAccess(db).tokenHash === null ? renewToken() : null;
      await start();
      settings.change({ localApi: true });
      return { token };
    },
    'api.renew': () => ({ token: renewToken() }),
  };
  return {
    calls,
    /** Listens if the settings say so. A failure is logged and shown in the settings; the app starts all the same. */
    begin: () => settings.now.localApi && void start().catch(report),
  };
}
