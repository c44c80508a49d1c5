/** What the calls about the local API do. */

import type { CallName } from '../contract/channels.ts';
import type { Settings } from '../contract/domain.ts';
import type { LocalApi } from '../sources/local-api/server.ts';
import { hashOf, newToken } from '../sources/local-api/token.ts';
import { readApiAccess, saveApiAccess } from '../store/api-access.ts';
import type { Db } from '../store/open.ts';
import type { Handlers } from './answer.ts';

export interface ApiParts {
  db: Db;
  api: Pick<LocalApi, 'start' | 'stop' | 'tokenChanged'>;
  change(settings: Partial<Settings>): Settings;
}

export function apiHandlers(parts: ApiParts): Pick<Handlers, Extract<CallName, `api.${string}`>> {
  const { db, api, change } = parts;
  /** @returns the token, to be shown this once. */
  const renew = (): string => {
    const token = newToken();
    saveApiAccess(db, { ...readApiAccess(db), tokenHash: hashOf(token) });
    api.tokenChanged();
    return token;
  };
  return {
    'api.switch': async ({ on }) => {
      if (!on) {
        await api.stop();
        change({ localApi: false });
        return { token: null };
      }
      const token = readApiAccess(db).tokenHash === null ? renew() : null;
      await startApi(db, api);
      change({ localApi: true });
      return { token };
    },
    'api.renew': () => ({ token: renew() }),
  };
}

/** At the port of last time, if it is free: programs that know it find it again. @throws AppError `api-failed`. */
export async function startApi(db: Db, api: Pick<LocalApi, 'start'>): Promise<void> {
  const port = await api.start(readApiAccess(db).port);
  saveApiAccess(db, { ...readApiAccess(db), port });
}
