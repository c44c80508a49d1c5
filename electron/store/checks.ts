import { type Check, checkSchema } from '../contract/check.ts';
import { AppError } from '../contract/result.ts';
import type { Db } from './open.ts';

type Row = { id: number; result: string };

/** Checks of one file that are kept; the oldest leave first. */
const keptOfAFile = 20;

export function addCheck(db: Db, check: Omit<Check, 'id'>): Check {
  const add = db.transaction((): number => {
    const { lastInsertRowid } = db
      .prepare('INSERT INTO checks (at, sha256, result) VALUES (?, ?, ?)')
      .run(check.at, check.sha256, JSON.stringify({ ...check, id: 0 }));
    db.prepare(`DELETE FROM checks WHERE sha256 = @sha256 AND id NOT IN
      (SELECT id FROM checks WHERE sha256 = @sha256 ORDER BY at DESC, id DESC LIMIT @kept)`).run({
      sha256: check.sha256,
      kept: keptOfAFile,
    });
    return Number(lastInsertRowid);
  });
  return { ...check, id: add.immediate() };
}

/** Newest first. A row that no longer fits its schema counts as not there. */
export function listChecks(db: Db): Check[] {
  return (db.prepare('SELECT id, result FROM checks ORDER BY at DESC, id DESC').all() as Row[]).flatMap((row) => {
    const parsed = checkSchema.safeParse({ ...JSON.parse(row.result), id: row.id });
    return parsed.success ? [parsed.data] : [];
  });
}

/** @throws AppError `not-found`. */
export function getCheck(db: Db, id: number): Check {
  const found = listChecks(db).find((check) => check.id === id);
  if (!found) throw new AppError('not-found', `check ${id}`);
  return found;
}
