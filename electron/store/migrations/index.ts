/** All migrations in order, without gaps. Never edit one that shipped. */
import { migration as m0001 } from './0001-meetings.ts';
import { migration as m0002 } from './0002-speakers.ts';
import { migration as m0003 } from './0003-reasons.ts';
import { migration as m0004 } from './0004-checks.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [m0001, m0002, m0003, m0004];
