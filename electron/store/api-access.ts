/** What the local API needs from one start to the next. It lies among the settings and is none that a window may see. */
import { z } from 'zod';
import type { Db } from './open.ts';

const accessSchema = z.object({ tokenHash: z.string().length(64).nullable(), port: z.number().int().nullable() });
export type ApiAccess = z.infer<typeof accessSchema>;

const key = 'localApiAccess';

/** Nothing is stored yet, or nothing that can be used: both null. */
export function readApiAccess(db: Db): ApiAccess {
  const value = db.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(key) as string | undefined;
  const access = accessSchema.safeParse(value === undefined ? null : JSON.parse(value));
  return access.success ? access.data : { tokenHash: null, port: null };
}

export function saveApiAccess(db: Db, access: ApiAccess): void {
  db.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)').run(key, JSON.stringify(access));
}
