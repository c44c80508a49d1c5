/**
 * The connection that the store works with: better-sqlite3, with every failure translated into an `AppError` where the
 * statement runs. No caller has to know SQLite's codes.
 */
import type Database from 'better-sqlite3';
import { AppError } from '../contract/result.ts';

export interface Statement {
  run(...values: unknown[]): Database.RunResult;
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
  /** Returns the first column alone instead of a row. */
  pluck(): Statement;
}

export interface Db {
  /** The path of the file. */
  readonly name: string;
  readonly open: boolean;
  /** @throws AppError store codes, as every function of the statement does. */
  prepare(sql: string): Statement;
  exec(sql: string): void;
  pragma(text: string, options?: Database.PragmaOptions): unknown;
  /** Runs `work` in a transaction that takes the write lock first: all of it is stored, or nothing. */
  transact<T>(work: () => T): T;
  close(): void;
}

export function translated(sqlite: Database.Database): Db {
  return {
    name: sqlite.name,
    get open() {
      return sqlite.open;
    },
    prepare: (sql) => translatedStatement(attempt(() => sqlite.prepare(sql))),
    exec: (sql) => void attempt(() => sqlite.exec(sql)),
    pragma: (text, options) => attempt(() => sqlite.pragma(text, options)),
    transact: (work) => attempt(() => sqlite.transaction(work).immediate()),
    close: () => void attempt(() => sqlite.close()),
  };
}

function translatedStatement(statement: Database.Statement): Statement {
  return {
    run: (...values) => attempt(() => statement.run(...values)),
    get: (...values) => attempt(() => statement.get(...values)),
    all: (...values) => attempt(() => statement.all(...values)),
    pluck: () => translatedStatement(statement.pluck()),
  };
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeError(error);
  }
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

/** SQLite's and the file system's codes as ours. An extended code (SQLITE_READONLY_DIRECTORY) counts as its family. */
export function storeError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const raw = error instanceof Error && 'code' in error ? String(error.code) : '';
  const code = codes[raw] ?? codes[raw.split('_').slice(0, 2).join('_')] ?? 'store-failed';
  return new AppError(code, raw || undefined, { cause: error });
}
