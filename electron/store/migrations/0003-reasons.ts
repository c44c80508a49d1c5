import type { Migration } from './migration.ts';

/** Why a level is what it is, and what people said about alerts. What they thought of one is no longer mixed with how they closed it. */
export const migration: Migration = {
  number: 3,
  sql: `
    ALTER TABLE verdicts ADD COLUMN reasons TEXT;
    ALTER TABLE alerts ADD COLUMN episode INTEGER;
    ALTER TABLE alerts ADD COLUMN cause TEXT NOT NULL DEFAULT 'first';
    ALTER TABLE alerts ADD COLUMN cues TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE alerts ADD COLUMN reason TEXT;
    ALTER TABLE alerts ADD COLUMN feedback TEXT;
    UPDATE alerts SET feedback = answer, answer = 'dismissed' WHERE answer IN ('false-alarm', 'true-alarm');
    CREATE INDEX alerts_by_feedback ON alerts(at) WHERE feedback IS NOT NULL;
  `,
};
