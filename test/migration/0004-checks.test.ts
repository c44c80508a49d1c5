import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkModel } from '../../electron/models/check/run.ts';
import { addCheck, getCheck, listChecks } from '../../electron/store/checks.ts';
import { migrations } from '../../electron/store/migrations/index.ts';
import { closeStore, openStore } from '../../electron/store/open.ts';
import { codeOf } from '../support/failure.ts';
import { tempFolder } from '../support/folders.ts';
import { ScriptedModel } from '../support/scripted-model.ts';

test('0004: a file of before holds no checks and takes them; the newest comes first, a file keeps its last twenty', async () => {
  const file = path.join(tempFolder(), 'huidun.db');
  closeStore(openStore(file, migrations.slice(0, 3)));
  const db = openStore(file);
  onTestFinished(() => closeStore(db));
  expect(listChecks(db)).toEqual([]);
  const check = await checkModel(new ScriptedModel(), { at: 1 });
  for (let at = 1; at <= 25; at++) addCheck(db, { ...check, at });
  const other = addCheck(db, { ...check, at: 3, sha256: 'f'.repeat(64) });
  const kept = listChecks(db);
  expect(kept.map((one) => one.at)).toEqual([...Array.from({ length: 20 }, (_, i) => 25 - i), 3]);
  expect(getCheck(db, other.id)).toEqual(other);
  expect(codeOf(() => getCheck(db, 9_999))).toBe('not-found');
});

test('a check that a later version wrote otherwise is passed over', async () => {
  const db = openStore(':memory:');
  onTestFinished(() => closeStore(db));
  const check = addCheck(db, await checkModel(new ScriptedModel(), { at: 1 }));
  db.prepare(`INSERT INTO checks (at, sha256, result) VALUES (2, 'x', '{"trials": "many"}')`).run();
  expect(listChecks(db)).toEqual([check]);
});
