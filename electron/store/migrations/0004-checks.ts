import type { Migration } from './migration.ts';

/** Model checks: what came of the trials on one file, at one time. The whole check is JSON, parsed on the way out. */
export const migration: Migration = {
  number: 4,
  sql: `
    CREATE TABLE checks (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      result TEXT NOT NULL
    ) STRICT;
    CREATE INDEX checks_by_file ON checks(sha256, at);
  `,
};
