import { defaultSettings, type Settings, settingsSchema } from '../contract/domain.ts';
import type { Db } from './open.ts';

/** What is stored, completed by the defaults; a value that no longer fits its schema counts as not stored. */
export function readSettings(db: Db): Settings {
  const rows = db.prepare('SELECT key, value FROM settings').all() as { key: string; value: string }[];
  const settings: Record<string, unknown> = { ...defaultSettings };
  for (const { key, value } of rows) {
    const shape = settingsSchema.shape[key as keyof Settings];
    const parsed = shape?.safeParse(JSON.parse(value));
    if (parsed?.success) settings[key] = parsed.data;
  }
  return settingsSchema.parse(settings);
}

export function changeSettings(db: Db, change: Partial<Settings>): Settings {
  const put = db.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)');
  const write = db.transaction(() => {
    for (const [key, value] of Object.entries(change)) put.run(key, JSON.stringify(value));
  });
  write.immediate();
  return readSettings(db);
}
