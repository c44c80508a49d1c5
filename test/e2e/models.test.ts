/** The page 模型 in the real app: a download over Chromium's network, a kill in the middle, the model in use, removed. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { closeStore, openStore } from '../../electron/store/open.ts';
import { changeSettings } from '../../electron/store/settings.ts';
import { modelReady, openApp, shoot } from '../support/app.ts';
import { fileServer, fileServerAt } from '../support/file-server.ts';
import { tempFolder } from '../support/folders.ts';
import { splitGguf, writeLora } from '../support/gguf.ts';
import { modelsFolderAt } from '../support/models-folder.ts';
import { otherModel, starterInOneFile } from '../support/starter.ts';

const openModels = async (main: Page) => {
  await modelReady(main);
  await main.getByRole('button', { name: '模型', exact: true }).click();
  await main.getByTestId('offered').first().waitFor();
};

/** The next file dialog answers with this file. */
const choose = (app: ElectronApplication, file: string) =>
  app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, file);

test('a download survives kill -9, goes on where it was, judges, and removing it brings the starter back', async () => {
  const bytes = otherModel();
  const server = await fileServer(bytes, { slowMs: 3 }, {});
  const flags = ['--models', modelsFolderAt(new URL(server.url).origin)];
  const userData = tempFolder();
  const folder = path.join(userData, 'models');
  const part = path.join(folder, 'qwen2-1_5b-instruct-q4_k_m.gguf.part');

  const first = await openApp(userData, flags);
  await openModels(first.main);
  await first.main.getByRole('button', { name: '下载 Qwen2-1.5B-Instruct Q4_K_M' }).click();
  await first.main.getByText('/s').waitFor();
  await shoot(first.main, '21-models-downloading');
  // Something is certainly on the disk.
  await expect.poll(() => existsSync(part) && statSync(part).size, { timeout: 60_000 }).toBeGreaterThan(9_000_000);
  const gone = new Promise((resolve) => first.app.process().once('exit', resolve));
  first.app.process().kill('SIGKILL');
  await gone;

  const second = await openApp(userData, flags);
  await openModels(second.main);
  await second.main.locator('[data-stage="paused"]').waitFor();
  await shoot(second.main, '22-models-paused');
  await second.main.getByRole('button', { name: '继续 Qwen2-1.5B-Instruct Q4_K_M' }).click();
  await second.main.getByText('已下载').waitFor();
  expect(Number(/\d+/.exec(server.asked[1]?.range ?? '')?.[0])).toBeGreaterThanOrEqual(8 * 1024 * 1024);
  expect(server.asked[1]?.ifRange).toBe('"1"');
  expect(readdirSync(folder).toSorted()).toEqual(['qwen2-1_5b-instruct-q4_k_m.gguf', 'shelf.json']);

  await second.main.getByRole('button', { name: '使用 Qwen2-1.5B-Instruct Q4_K_M' }).click();
  await second.main.getByTestId('uncalibrated').waitFor();
  await shoot(second.main, '23-models-in-use');
  await second.main.getByRole('button', { name: '删除 Qwen2-1.5B-Instruct Q4_K_M' }).click();
  await second.main.getByRole('dialog').getByRole('button', { name: '删除', exact: true }).click();
  await second.main.getByText('正在用的模型已经删除').waitFor();
  expect(await second.main.getByTestId('model').first().textContent()).toContain('内置入门模型');
  await shoot(second.main, '24-models-removed');
  expect(readdirSync(folder)).toEqual(['shelf.json']);
});

test('a log-in page in place of the file is one sentence; cancelling leaves nothing', async () => {
  const server = await fileServer(otherModel(), { html: 'named' });
  const userData = tempFolder();
  const { main } = await openApp(userData, ['--models', modelsFolderAt(new URL(server.url).origin)]);
  await openModels(main);
  await main.getByRole('button', { name: '下载 Qwen2-1.5B-Instruct Q4_K_M' }).click();
  await main.getByTestId('transfer-failure').waitFor();
  expect(await main.getByTestId('transfer-failure').textContent()).toContain('浏览器登录');
  await shoot(main, '25-models-login');
  server.behave({ hangAfter: 3_000_000 });
  await main.getByRole('button', { name: '继续 Qwen2-1.5B-Instruct Q4_K_M' }).click();
  await main.getByText('3 MB').waitFor();
  await main.getByRole('button', { name: '取消 Qwen2-1.5B-Instruct Q4_K_M' }).click();
  await main.getByRole('button', { name: '下载 Qwen2-1.5B-Instruct Q4_K_M' }).waitFor();
  expect(readdirSync(path.join(userData, 'models'))).toEqual([]);
});

test('a file that native code crashes over: the next start leaves it alone, says so, and guards', async () => {
  const userData = tempFolder();
  const [crashing] = splitGguf(starterInOneFile(), tempFolder(), 'crashing', 2, 'i32');
  const db = openStore(path.join(userData, 'huidun.db'));
  changeSettings(db, { modelPath: crashing ?? null });
  closeStore(db);
  // It ends while its windows are opening, or soon after.
  const crashed = await openApp(userData).then(
    ({ app }) => new Promise((resolve) => app.process().once('exit', resolve)),
    () => 'before its windows were open',
  );
  expect(crashed).not.toBe(0);
  const { main } = await openApp(userData);
  await modelReady(main);
  await main.getByText('意外退出').waitFor();
  expect(await main.getByTestId('model').first().textContent()).toContain('内置入门模型');
  await shoot(main, '31-model-crashed');
});

test('a site that sends on to plain http elsewhere is not followed', async () => {
  const elsewhere = await fileServerAt('127.0.0.2', otherModel());
  const server = await fileServer(otherModel(), { redirect: elsewhere.url });
  const { main } = await openApp(tempFolder(), ['--models', modelsFolderAt(new URL(server.url).origin)]);
  await openModels(main);
  await main.getByRole('button', { name: '下载 Qwen2-1.5B-Instruct Q4_K_M' }).click();
  await main.getByTestId('transfer-failure').waitFor();
  expect(server.asked.length).toBeGreaterThan(0);
  expect(elsewhere.asked).toEqual([]);
});

test('imports: a split model is copied, an adapter is linked and laid over it, one for another base is refused in a sentence', async () => {
  const userData = tempFolder();
  const elsewhere = tempFolder();
  const parts = splitGguf(starterInOneFile(), elsewhere, '我的模型', 2);
  const [fitting, other] = [path.join(elsewhere, 'fraud.gguf'), path.join(elsewhere, 'other.gguf')];
  writeLora(fitting, 896);
  writeLora(other, 1_536);
  const { app, main } = await openApp(userData);
  await openModels(main);
  await choose(app, parts[1] as string);
  await main.getByRole('button', { name: '复制一份到会盾' }).click();
  await main.getByRole('button', { name: /^使用 我的模型/ }).click();
  await main.getByText('使用中').waitFor();
  expect(readdirSync(path.join(userData, 'models')).filter((name) => name.startsWith('我的模型'))).toHaveLength(2);
  for (const file of [fitting, other]) {
    await choose(app, file);
    await main.getByRole('button', { name: '直接用原来的文件' }).click();
    await main.getByRole('button', { name: `叠加 ${path.basename(file, '.gguf')}` }).waitFor();
  }
  await main.getByRole('button', { name: '叠加 other' }).click();
  await main.getByText('这个 LoRA 是给别的模型做的').waitFor();
  await main.getByRole('button', { name: '叠加 fraud' }).click();
  await main.getByRole('button', { name: '不再叠加 fraud' }).waitFor();
  await expect.poll(() => main.getByTestId('model').first().textContent(), { timeout: 30_000 }).toContain('+ fraud');
  await shoot(main, '32-models-lora');
  await main.getByRole('button', { name: '移出列表 fraud' }).click();
  await main.getByRole('dialog').getByRole('button', { name: '移出列表' }).click();
  await main.getByText('正在用的 LoRA 已经删除').waitFor();
  expect(existsSync(fitting)).toBe(true);
});
