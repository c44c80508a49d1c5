/** Opens the database file: checks, backs up, migrates. The only place that makes a connection. */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../contract/result.ts';
import { type Migration, migrations as shipped } from './migrations/index.ts';

export type Db = Database.Database;

/**
 * @param file the database's path; its folder is made when missing.
 * @param migrations what brings a file up to date; another list only in tests.
 * @throws AppError `store-newer` (made by a newer app), `store-readonly`, `store-full`, `store-corrupt`, `store-failed`.
 */
export function openStore(file: string, migrations: readonly Migration[] = shipped): Db {
  let db: Db | undefined;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    db = new Database(file);
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

/** Closes for good; the write-ahead log is folded into the file. */
export function closeStore(db: Db): void {
  if (!db.open) return;
  try {
    db.pragma('optimize');
  } catch {
    // Statistics for later queries have no room on a full disk; everything that was stored is in the file.
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
  const run = db.transaction(() => {
    for (const migration of migrations.slice(from)) db.exec(migration.sql);
    db.pragma(`user_version = ${migrations.length}`);
  });
  run.immediate();
}

const codes: Record<string, AppError['code']> = {
  SQLITE_READONLY: 'store-readonly',
  SQLITE_CANTOPEN: 'store-readonly',
  SQLITE_PERM: 'store-readonly',
  SQLITE_FULL: 'store-full',
  SQLITE_CORRUPT: 'store-corrupt',
  SQLITE_NOTADB: 'store-corrupt',
  EACCES: 'store-readonly',
  ENOTDIR: 'store-readonly',
  EEXIST: 'store-readonly',
  EROFS: 'store-readonly',
  EPERM: 'store-readonly',
  ENOSPC: 'store-full',
};

/** SQLite's and the file system's codes as ours. Extended codes (SQLITE_READONLY_DIRECTORY) count as their family. */
export function storeError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const raw = error instanceof Error && 'code' in error ? String(error.code) : '';
  const code = codes[raw] ?? codes[raw.split('_').slice(0, 2).join('_')] ?? 'store-failed';
  return new AppError(code, raw || undefined, { cause: error });
}
