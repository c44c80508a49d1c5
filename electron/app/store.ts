/** The store: opened first, closed last. */
import path from 'node:path';
import type { Db } from '../store/db.ts';
import { closeStore, openStore } from '../store/open.ts';
import type { Disposer } from '../support/dispose.ts';
import { databaseFile } from '../support/folders.ts';
import { refuseToStart } from '../support/refuse.ts';

/** @returns null if the database cannot be opened. The app then says why and ends, and nothing is overwritten. */
export function openDatabase(disposer: Disposer, demo: boolean): Db | null {
  try {
    const db = openStore(databaseFile());
    disposer.add('store', () => closeStore(db));
    return db;
  } catch (error) {
    refuseToStart('store', error, path.dirname(databaseFile()), demo);
    return null;
  }
}
