/** The user's own models: found, kept, removed; with real GGUF files. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readGguf } from '../../../electron/engine/llama/gguf.ts';
import { readCatalog } from '../../../electron/models/catalog.ts';
import { copyModel, inspectModel } from '../../../electron/models/import.ts';
import { InstalledModels } from '../../../electron/models/installed.ts';
import { loadModel } from '../../../electron/models/load.ts';
import { keepThresholds } from '../../../electron/models/thresholds.ts';
import { realDisk } from '../../../electron/models/transfers/partial-file.ts';
import { codeOf, codeOfAsync } from '../../support/failure.ts';
import { root, tempFolder } from '../../support/folders.ts';
import { splitGguf, writeLora } from '../../support/gguf.ts';
import { starterInOneFile } from '../../support/starter.ts';

const models = path.join(root, 'models');
const catalog = readCatalog(models);
const starter = starterInOneFile();
const options = (signal = new AbortController().signal) => ({ signal, onProgress: () => {} });

test('a split model is copied whole under its names, with the sum of its bytes, and is there at the next start', async () => {
  const folder = tempFolder();
  const installed = new InstalledModels(folder, catalog);
  const parts = splitGguf(starter, tempFolder(), 'mine', 2);
  const { facts, sha256 } = await copyModel(await inspectModel(parts[1] as string), folder, options());
  const file = installed.add(facts, sha256);
  const whole = createHash('sha256');
  for (const part of parts) whole.update(readFileSync(part));
  expect(new InstalledModels(folder, catalog).list()).toEqual([
    {
      path: file,
      name: 'mine-00001-of-00002',
      kind: 'model',
      bytes: facts.bytes,
      sha256: whole.digest('hex'),
      license: 'apache-2.0',
      place: 'own',
      present: true,
      calibrated: false,
    },
  ]);
  expect(await codeOfAsync(copyModel(await inspectModel(parts[0] as string), folder, options()))).toBe('model-exists');
  installed.remove(file);
  expect(readdirSync(folder)).toEqual(['shelf.json']);
  expect(parts.every((part) => existsSync(part))).toBe(true);
});

test('a linked model is never deleted; when its file goes, the list says so', () => {
  const folder = tempFolder();
  const own = path.join(tempFolder(), 'usb.gguf');
  copyFileSync(starter, own);
  const installed = new InstalledModels(folder, catalog);
  const facts = {
    kind: 'model',
    architecture: 'qwen2',
    name: null,
    license: null,
    parts: [own],
    bytes: 1,
    contextLength: null,
    shapes: new Map(),
  } as const;
  installed.add({ ...facts, parts: [own] }, catalog.starter.sha256);
  expect(installed.find(own)).toMatchObject({ place: 'linked', present: true, calibrated: true, name: catalog.starter.name });
  installed.remove(own);
  expect(existsSync(own)).toBe(true);
  expect(installed.list()).toEqual([]);
  installed.add({ ...facts, parts: ['/gone/a.gguf'] }, null);
  expect(installed.find('/gone/a.gguf')?.present).toBe(false);
  expect(codeOf(() => installed.remove('/not/there.gguf'))).toBe('not-found');
});

test('files put into the folder by hand are taken in, half copies are cleared, anything else is left alone', async () => {
  const folder = tempFolder();
  copyFileSync(starter, path.join(folder, 'byhand.gguf'));
  writeLora(path.join(folder, 'adapter.gguf'), 896);
  writeFileSync(path.join(folder, 'big.gguf.copying'), 'x');
  writeFileSync(path.join(folder, 'letter.gguf'), 'not a model');
  const installed = new InstalledModels(folder, catalog);
  await installed.refresh();
  expect(installed.list().map(({ name, kind, sha256 }) => ({ name, kind, sha256 }))).toEqual([
    { name: 'adapter', kind: 'lora', sha256: null },
    { name: 'byhand', kind: 'model', sha256: null },
  ]);
  expect(readdirSync(folder).toSorted()).toEqual(['adapter.gguf', 'byhand.gguf', 'letter.gguf', 'shelf.json']);
});

test('a damaged index is put aside, and the files are found again', async () => {
  const folder = tempFolder();
  copyFileSync(starter, path.join(folder, 'mine.gguf'));
  writeFileSync(path.join(folder, 'shelf.json'), '{"models":');
  const installed = new InstalledModels(folder, catalog);
  await installed.refresh();
  expect(installed.list().map((one) => one.name)).toEqual(['mine']);
  expect(existsSync(path.join(folder, 'shelf.json.damaged'))).toBe(true);
});

test('a sum that the first download taught stays, and thresholds of the user’s own calibration are found by sum', () => {
  const folder = tempFolder();
  const unknown = catalog.models.find((one) => one.sha256 === null);
  const known = catalog.models.find((one) => one.sha256 !== null);
  if (!unknown || !known) throw new Error('the catalog has both');
  const installed = new InstalledModels(folder, catalog);
  expect(installed.sumOf(unknown)).toBeNull();
  installed.learnSum(unknown, 'a'.repeat(64));
  installed.learnSum(known, 'b'.repeat(64));
  keepThresholds(folder, 'c'.repeat(64), { watch: 0.6, danger: 0.8 });
  const later = new InstalledModels(folder, catalog);
  expect(later.sumOf(unknown)).toBe('a'.repeat(64));
  expect(later.sumOf(known)).toBe(known.sha256);
  expect(later.thresholds('c'.repeat(64))).toEqual({ watch: 0.6, danger: 0.8 });
  expect(later.thresholds(catalog.starter.sha256)).toEqual(catalog.starter.thresholds);
  expect(later.thresholds('d'.repeat(64))).toBeNull();
});

test('a copy that is cancelled or finds no room leaves nothing', async () => {
  const folder = tempFolder();
  const facts = await inspectModel(starter);
  const stop = new AbortController();
  const cancelled = copyModel(facts, folder, { signal: stop.signal, onProgress: () => stop.abort() });
  expect(await codeOfAsync(cancelled)).toBe('cancelled');
  expect(await codeOfAsync(copyModel(facts, folder, { ...options(), disk: { ...realDisk, free: async () => 5 } }))).toBe('disk-full');
  expect(readdirSync(folder)).toEqual([]);
});

test('with an adapter over it a model is another one: its own name, no calibration but its own', async () => {
  const lora = path.join(tempFolder(), 'fraud.gguf');
  writeLora(lora, 896);
  const asked: string[] = [];
  const thresholds = (key: string) => {
    asked.push(key);
    return null;
  };
  const model = await loadModel({
    folder: models,
    file: null,
    lora: { path: lora, scale: 0.5 },
    known: { thresholds, catalogEntry: () => undefined },
  });
  expect(model.info).toMatchObject({ calibrated: false, starter: false, name: `${catalog.starter.name} + fraud` });
  await model.dispose();
  const { parts } = await readGguf(lora);
  const sum = createHash('sha256').update(readFileSync(parts[0] as string));
  expect(asked).toEqual([`${catalog.starter.sha256}+${sum.digest('hex')}*0.5`]);
});

test('a disk that takes no note: the file is not tried, in a sentence; clearing the note never fails', () => {
  const folder = tempFolder();
  const installed = new InstalledModels(folder, catalog);
  installed.nowTrying('/a.gguf');
  // Nothing can be written there any more.
  mkdirSync(path.join(folder, 'shelf.json.new'));
  expect(codeOf(() => installed.nowTrying('/b.gguf'))).toBe('disk-failed');
  installed.nowTrying(null);
  expect(new InstalledModels(folder, catalog).trying).toBe('/a.gguf');
});
