/** Downloads as the page drives them: begun, paused, resumed after a restart, cancelled, failed; and imports. */
import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Transfer } from '../../../../electron/contract/models.ts';
import { type CatalogModel, readCatalog } from '../../../../electron/models/catalog.ts';
import { InstalledModels } from '../../../../electron/models/installed.ts';
import { readInstalledState } from '../../../../electron/models/installed-state.ts';
import { Transfers } from '../../../../electron/models/transfers/transfers.ts';
import { codeOf, codeOfAsync } from '../../../support/failure.ts';
import { fileServer } from '../../../support/file-server.ts';
import { root, tempFolder } from '../../../support/folders.ts';
import { splitGguf } from '../../../support/gguf.ts';
import { starterInOneFile } from '../../../support/starter.ts';

const models = path.join(root, 'models');
const catalog = readCatalog(models);
const starter = starterInOneFile();
const starterBytes = readFileSync(starter);
const starterSum = createHash('sha256').update(starterBytes).digest('hex');
const [first] = catalog.models;

/** A catalog of one model that lies at this address. */
function setUp(url: string, facts: Partial<CatalogModel> = {}, folder = tempFolder()) {
  const model: CatalogModel = {
    ...(first as CatalogModel),
    id: 'mine',
    file: 'mine.gguf',
    addresses: [{ site: 'here', url }],
    bytes: null,
    sha256: null,
    ...facts,
  };
  const installed = new InstalledModels(folder, { ...catalog, models: [model] });
  let waiting: (() => void)[] = [];
  const changed = () => {
    for (const wake of waiting.splice(0)) wake();
  };
  const transfers = new Transfers({ installed, models: [model], fetch, changed, report: () => {}, downloadOptions: { retryMs: 1 } });
  onTestFinished(() => transfers.dispose());
  /** Resolves when the list looks as asked for. */
  const until = async (wanted: (transfers: Transfer[]) => boolean) => {
    while (!wanted(transfers.list())) {
      await new Promise<void>((resolve) => {
        waiting = [...waiting, resolve];
      });
    }
    return transfers.list();
  };
  return {
    folder,
    model,
    installed,
    transfers,
    until,
    state: () => readInstalledState({ ...catalog, models: [model] }, installed, transfers),
  };
}

test('a download tells its speed and time left, leaves the list, is listed as installed, and its sum is pinned', async () => {
  const { url } = await fileServer(starterBytes, { slowMs: 1 });
  const { model, installed, transfers, until, state } = setUp(url);
  transfers.download('mine');
  const [running] = await until(([one]) => one?.secondsLeft != null);
  expect(running).toMatchObject({ stage: 'fetching', site: 'here', total: starterBytes.length, failure: null });
  expect(running?.bytesPerSecond).toBeGreaterThan(0);
  expect(codeOf(() => transfers.download('mine'))).toBe('no failure');
  await until((list) => list.length === 0);
  expect(state().installed).toMatchObject([{ sha256: starterSum, place: 'own', present: true }]);
  expect(state().offered[0]?.path).toBe(state().installed[0]?.path);
  expect(installed.sumOf(model)).toBe(starterSum);
  expect(codeOf(() => transfers.download('mine'))).toBe('model-exists');
});

test('a later download must have the sum of the first', async () => {
  const { url } = await fileServer(starterBytes);
  const { folder, model, installed, transfers, until } = setUp(url);
  installed.learnSum(model, 'a'.repeat(64));
  transfers.download('mine');
  const [failed] = await until(([one]) => one?.stage === 'failed');
  expect(failed).toMatchObject({ failure: { code: 'download-wrong' }, received: 0 });
  expect(readdirSync(folder)).toEqual(['shelf.json']);
});

test('paused, the app restarted, resumed: the list shows it as paused with what is here, and it goes on from there', async () => {
  const { url, asked } = await fileServer(starterBytes, { hangAfter: 9_000_000 }, {});
  const before = setUp(url);
  before.transfers.download('mine');
  await before.until(([one]) => (one?.received ?? 0) > 0);
  await before.transfers.pause('mine');
  const [paused] = before.transfers.list();
  expect(paused).toMatchObject({ stage: 'paused', failure: null });
  await before.transfers.dispose();

  const after = setUp(url, {}, before.folder);
  await after.transfers.findUnfinished();
  expect(after.transfers.list()).toMatchObject([{ id: 'mine', stage: 'paused', received: paused?.received, total: starterBytes.length }]);
  after.transfers.download('mine');
  await after.until((list) => list.length === 0);
  expect(asked[1]?.range).toBe(`bytes=${paused?.received}-`);
  expect(readFileSync(path.join(after.folder, 'mine.gguf')).equals(starterBytes)).toBe(true);
});

test('cancelled while it runs or while it is paused: nothing is left', async () => {
  const { url } = await fileServer(starterBytes, { hangAfter: 2_000_000 });
  const { folder, transfers, until } = setUp(url);
  for (const pauseFirst of [false, true]) {
    transfers.download('mine');
    await until(([one]) => (one?.received ?? 0) > 0);
    if (pauseFirst) await transfers.pause('mine');
    await transfers.cancel('mine');
    expect(transfers.list()).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  }
});

test('what is no Qwen2 model gets no place, and a failure stays readable until it is tried again', async () => {
  const llama = Buffer.from(starterBytes);
  llama.write('llama', llama.indexOf('qwen2', llama.indexOf('general.architecture')));
  const { url, behave } = await fileServer(llama);
  const { folder, transfers, until } = setUp(url);
  transfers.download('mine');
  const [failed] = await until(([one]) => one?.stage === 'failed');
  expect(failed?.failure?.code).toBe('model-unsupported');
  expect(readdirSync(folder)).toEqual([]);
  behave({ bytes: starterBytes });
  transfers.download('mine');
  await until((list) => list.length === 0);
  expect(codeOf(() => transfers.download('nothing'))).toBe('not-found');
});

test('imports: copied or linked they are listed as installed; what is wrong with a file is said at once', async () => {
  const { transfers, until, installed, folder } = setUp('http://127.0.0.1:1/');
  const elsewhere = tempFolder();
  const file = path.join(elsewhere, '我的模型.gguf');
  copyFileSync(starter, file);
  await transfers.import(file, 'own');
  await until((list) => list.length === 0);
  await transfers.import(file, 'linked');
  await until((list) => list.length === 0);
  expect(installed.list().map(({ path: at, sha256, place }) => ({ at, sha256, place }))).toEqual([
    { at: path.join(folder, '我的模型.gguf'), sha256: starterSum, place: 'own' },
    { at: file, sha256: starterSum, place: 'linked' },
  ]);
  const parts = splitGguf(file, elsewhere, 'split', 2);
  rmSync(parts[1] as string);
  expect(await codeOfAsync(transfers.import(parts[0] as string, 'own'))).toBe('model-incomplete');
  const letter = path.join(elsewhere, 'letter.gguf');
  writeFileSync(letter, 'Dear');
  expect(await codeOfAsync(transfers.import(letter, 'linked'))).toBe('model-corrupt');
  await transfers.import(file, 'own');
  const [failed] = await until(([one]) => one?.stage === 'failed');
  expect(failed).toMatchObject({ kind: 'copy', failure: { code: 'model-exists' } });
  await transfers.cancel(failed?.id ?? '');
  expect(transfers.list()).toEqual([]);
});
