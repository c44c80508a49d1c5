import type { Migration } from './migration.ts';

/** Who the speakers of a meeting are to the user, and when a line was said by its recording's clock (ms from the start). */
export const migration: Migration = {
  number: 2,
  sql: `
    CREATE TABLE marks (
      meeting_id INTEGER NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
      speaker TEXT NOT NULL,
      side TEXT NOT NULL,
      PRIMARY KEY (meeting_id, speaker)
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE lines ADD COLUMN offset_ms INTEGER;
  `,
};
