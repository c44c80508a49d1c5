import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrations } from '../../electron/store/migrations/index.ts';
import { closeStore, openStore } from '../../electron/store/open.ts';
import { tempFolder } from '../support/folders.ts';

test('migrations are numbered from 1 without a gap', () => {
  expect(migrations.map((migration) => migration.number)).toEqual(migrations.map((_, i) => i + 1));
});

test('0001 makes strict tables, and opening again changes nothing and backs up nothing', () => {
  const folder = tempFolder();
  const file = path.join(folder, 'huidun.db');
  closeStore(openStore(file));
  closeStore(openStore(file));
  const db = new Database(file, { readonly: true });
  const tables = db.prepare("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'").all();
  expect(tables).toEqual(
    expect.arrayContaining(['meetings', 'lines', 'verdicts', 'alerts', 'settings'].map((name) => ({ name, strict: 1 }))),
  );
  expect(db.pragma('user_version', { simple: true })).toBe(migrations.length);
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  db.close();
  expect(readdirSync(folder).filter((name) => name.endsWith('.bak'))).toEqual([]);
});

test('an older file is copied beside itself before it is changed', () => {
  const folder = tempFolder();
  const file = path.join(folder, 'huidun.db');
  closeStore(openStore(file));
  const old = new Database(file);
  old.prepare("INSERT INTO meetings (title, source, started_at) VALUES ('旧', 'live', 1)").run();
  old.close();
  copyFileSync(file, `${file}.same`);
  const added = { number: migrations.length + 1, sql: 'ALTER TABLE meetings ADD COLUMN note TEXT' };
  const db = openStore(file, [...migrations, added]);
  expect(db.prepare('SELECT title, note FROM meetings').all()).toEqual([{ title: '旧', note: null }]);
  closeStore(db);
  const backup = new Database(`${file}.before-${migrations.length + 1}.bak`, { readonly: true });
  expect(backup.prepare('SELECT title FROM meetings').pluck().all()).toEqual(['旧']);
  expect(backup.pragma('user_version', { simple: true })).toBe(migrations.length);
  backup.close();
});

test('a migration that fails leaves the file at its old version', () => {
  const file = path.join(tempFolder(), 'huidun.db');
  closeStore(openStore(file));
  const bad = { number: migrations.length + 1, sql: 'CREATE TABLE half (a INTEGER) STRICT; SELECT nonsense FROM nowhere' };
  expect(() => openStore(file, [...migrations, bad])).toThrow();
  const db = openStore(file);
  expect(db.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'half'").pluck().get()).toBe(0);
  closeStore(db);
  expect(existsSync(file)).toBe(true);
});
