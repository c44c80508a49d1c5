/** The store: opened first, closed last. */
import path from 'node:path';
import { closeStore, type Db, openStore } from '../store/open.ts';
import type { Disposer } from '../support/dispose.ts';
import { databaseFile } from '../support/folders.ts';
import { refuseToStart } from '../support/refuse.ts';

/** @returns null when it could not be opened: the app ends then, and nothing is overwritten. */
export function openDatabase(parts: Disposer, demo: boolean): Db | null {
  try {
    const db = openStore(databaseFile());
    parts.add('store', () => closeStore(db));
    return db;
  } catch (error) {
    refuseToStart('store', error, path.dirname(databaseFile()), demo);
    return null;
  }
}
