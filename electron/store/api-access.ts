/** The local API's token hash and port, kept between starts. They lie in the settings table, but no window may read them. */
import { z } from 'zod';
import type { Db } from './db.ts';
import { readOptional } from './row.ts';

const accessSchema = z.object({ tokenHash: z.string().length(64).nullable(), port: z.number().int().nullable() });
export type ApiAccess = z.infer<typeof accessSchema>;

const key = 'localApiAccess';

/** Both are null while nothing usable is stored. */
export function readApiAccess(db: Db): ApiAccess {
  const value = db.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(key) as string | undefined;
  return (value === undefined ? undefined : readOptional(accessSchema, value)) ?? { tokenHash: null, port: null };
}

export function saveApiAccess(db: Db, access: ApiAccess): void {
  db.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)').run(key, JSON.stringify(access));
}
