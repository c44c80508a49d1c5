import { defaultSettings, type Settings, settingsSchema } from '../contract/domain.ts';
import type { Db } from './db.ts';
import { readOptional } from './row.ts';

/** The stored settings; the default stands in for a value that is missing or no longer fits its schema. */
export function readSettings(db: Db): Settings {
  const rows = db.prepare('SELECT key, value FROM settings').all() as { key: string; value: string }[];
  const settings: Record<string, unknown> = { ...defaultSettings };
  for (const { key, value } of rows) {
    const shape = settingsSchema.shape[key as keyof Settings];
    const stored = shape && readOptional(shape, value);
    if (stored !== undefined) settings[key] = stored;
  }
  return settingsSchema.parse(settings);
}

export function changeSettings(db: Db, change: Partial<Settings>): Settings {
  const put = db.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)');
  db.transact(() => {
    for (const [key, value] of Object.entries(change)) put.run(key, JSON.stringify(value));
  });
  return readSettings(db);
}
