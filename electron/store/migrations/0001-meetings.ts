import type { Migration } from './migration.ts';

/** Meetings, their lines, verdicts and alerts, and the settings. Lists inside a row are JSON, parsed on the way out. */
export const migration: Migration = {
  number: 1,
  sql: `
    CREATE TABLE meetings (
      id INTEGER PRIMARY KEY,
      title TEXT NOT NULL,
      source TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      ended_at INTEGER
    ) STRICT;

    CREATE TABLE lines (
      meeting_id INTEGER NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
      seq INTEGER NOT NULL,
      speaker TEXT,
      text TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (meeting_id, seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE verdicts (
      meeting_id INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      risk REAL NOT NULL,
      model_risk REAL,
      level TEXT NOT NULL,
      kind TEXT,
      stage TEXT,
      cues TEXT NOT NULL,
      model TEXT,
      ms REAL NOT NULL,
      PRIMARY KEY (meeting_id, seq),
      FOREIGN KEY (meeting_id, seq) REFERENCES lines(meeting_id, seq) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE alerts (
      id INTEGER PRIMARY KEY,
      meeting_id INTEGER NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
      seq INTEGER NOT NULL,
      level TEXT NOT NULL,
      kind TEXT NOT NULL,
      stage TEXT,
      quotes TEXT NOT NULL,
      at INTEGER NOT NULL,
      answer TEXT
    ) STRICT;
    CREATE INDEX alerts_by_meeting ON alerts(meeting_id, seq);

    CREATE TABLE settings (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
