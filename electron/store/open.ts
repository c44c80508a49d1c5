/** Opens the database file: checks, backs up, migrates. The only place that makes a connection. */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../contract/result.ts';
import { type Db, storeError, translated } from './db.ts';
import { migrations as shipped } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';

/**
 * @param file the database's path; its folder is made when missing.
 * @param migrations what brings a file up to date; another list only in tests.
 * @throws AppError `store-newer` (made by a newer app), `store-readonly`, `store-full`, `store-corrupt`, `store-failed`.
 */
export function openStore(file: string, migrations: readonly Migration[] = shipped): Db {
  let db: Db | undefined;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    db = translated(new Database(file));
    // Before anything is written: a newer app's file stays as it is.
    const version = db.pragma('user_version', { simple: true }) as number;
    if (version > migrations.length) throw new AppError('store-newer', `${version} > ${migrations.length}`);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    migrate(db, file, version, migrations);
    return db;
  } catch (error) {
    db?.close();
    throw storeError(error);
  }
}

/** Closes for good; SQLite folds its write-ahead log into the file. */
export function closeStore(db: Db): void {
  if (!db.open) return;
  try {
    db.pragma('optimize');
  } catch {
    // `optimize` writes statistics for later queries. On a full disk it fails, and nothing that was stored is lost.
  } finally {
    db.close();
  }
}

/** Brings a file to this app's version, after a backup beside it (`….before-N.bak`). */
function migrate(db: Db, file: string, from: number, migrations: readonly Migration[]): void {
  if (from === migrations.length) return;
  if (from > 0 && existsSync(file)) {
    db.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(file, `${file}.before-${migrations.length}.bak`);
  }
  db.transact(() => {
    for (const migration of migrations.slice(from)) db.exec(migration.sql);
    db.pragma(`user_version = ${migrations.length}`);
  });
}
