/**
 * The settings: one owner, and one way for a change to take effect. `change` stores the settings, then emits `changed`
 * with the settings now and before, and each feature that depends on one listens. The windows get the event `settings`.
 */
import { EventEmitter } from 'node:events';
import type { Settings as Values } from '../contract/domain.ts';
import type { Handlers } from '../ipc/answer.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Db } from '../store/db.ts';
import { changeSettings, readSettings } from '../store/settings.ts';

export class Settings extends EventEmitter<{ changed: [now: Values, before: Values] }> {
  readonly #db: Db;
  #now: Values;

  constructor(db: Db) {
    super();
    this.#db = db;
    this.#now = readSettings(db);
  }

  get now(): Values {
    return this.#now;
  }

  /** @throws AppError store codes; then nothing has changed. */
  change(patch: Partial<Values>): Values {
    const before = this.#now;
    this.#now = changeSettings(this.#db, patch);
    this.emit('changed', this.#now, before);
    return this.#now;
  }
}

export function openSettings(db: Db, publish: Publish): { settings: Settings; calls: Pick<Handlers, 'settings.change'> } {
  const settings = new Settings(db);
  settings.on('changed', (now) => publish('settings', now));
  return {
    settings,
    calls: {
      // The schema of the call makes every key optional; a key without a value is no change.
      'settings.change': (patch) => settings.change(Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))),
    },
  };
}
