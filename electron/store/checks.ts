import { type Check, checkSchema } from '../contract/check.ts';
import { AppError } from '../contract/result.ts';
import type { Db } from './db.ts';
import { readOptional } from './row.ts';

type Row = { id: number; result: string };

/** Checks of one file that are kept; the oldest leave first. */
const keptOfAFile = 20;

export function addCheck(db: Db, check: Omit<Check, 'id'>): Check {
  const id = db.transact((): number => {
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
  return { ...check, id };
}

/** Newest first. A row that no longer fits its schema is left out. */
export function listChecks(db: Db): Check[] {
  return (db.prepare('SELECT id, result FROM checks ORDER BY at DESC, id DESC').all() as Row[]).flatMap((row) => {
    const check = readOptional(checkSchema, row.result);
    return check ? [{ ...check, id: row.id }] : [];
  });
}

/** @throws AppError `not-found`. */
export function getCheck(db: Db, id: number): Check {
  const found = listChecks(db).find((check) => check.id === id);
  if (!found) throw new AppError('not-found', `check ${id}`);
  return found;
}
