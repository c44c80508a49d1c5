/** An organisation's server in the real app: off at first, agreed to, judging, failing, back again. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { modelReady, openApp, shoot } from '../support/app.ts';
import { tempFolder } from '../support/folders.ts';
import { inferenceServer } from '../support/inference-server.ts';

const open = (main: Page, name: string) => main.getByRole('button', { name, exact: true }).click();
const say = async (main: Page, text: string) => {
  await main.getByLabel('粘贴会议文字').fill(text);
  await main.getByRole('button', { name: '加入会议' }).click();
  await main.getByText(text.split('：')[1] ?? text).waitFor();
  await main.getByText('判断中').waitFor({ state: 'detached' });
};

test('nothing is sent before the user agrees; then the server judges; when it fails the local model does and the screen says so', async () => {
  const server = await inferenceServer('vllm', () => 0.42);
  const userData = tempFolder();
  const { main } = await openApp(userData);
  await modelReady(main);
  await open(main, '设置');
  await shoot(main, '27-server-off');

  await main.getByLabel('服务器地址').fill('http://models.example.com/v1');
  await open(main, '检查连接');
  expect(await main.getByTestId('server-failure').textContent()).toContain('https://');
  await main.getByLabel('服务器地址').fill(server.url);
  await main.getByLabel('密钥', { exact: true }).fill('key-of-the-bank');
  await open(main, '检查连接');
  await main.getByText('可以用').waitFor();
  expect(await main.getByLabel('模型名').inputValue()).toBe('qwen2');
  expect(await main.getByRole('button', { name: '开始使用' }).isDisabled()).toBe(true);
  await main.getByRole('checkbox', { name: /我知道会议文字会发送到 127\.0\.0\.1/ }).check();
  await shoot(main, '28-server-checked');
  const { violations } = await new AxeBuilder({ page: main }).setLegacyMode().analyze();
  expect(violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => one.nodes[0]?.html)).toEqual([]);
  await open(main, '开始使用');
  await main.getByText('会议文字会发送到 127.0.0.1').first().waitFor();
  await shoot(main, '29-server-in-use');
  // No keyring under the tests' Linux: the key stays in memory, and nothing of it is on the disk.
  await main.getByText('没有可用的密钥库').waitFor();
  const kept = ['secrets.json', 'huidun.db', 'huidun.db-wal'].map((name) => {
    try {
      return readFileSync(path.join(userData, name), 'latin1');
    } catch {
      return '';
    }
  });
  expect(kept.join('')).not.toContain('key-of-the-bank');

  await open(main, '守护');
  await main.getByRole('button', { name: '开始守护' }).click();
  const before = server.asked.length;
  await say(main, '客服：您好，这里是客服中心');
  expect(server.asked.length).toBe(before + 1);
  expect(server.asked.at(-1)?.authorization).toBe('Bearer key-of-the-bank');
  expect(await main.getByTestId('model').first().textContent()).toContain('由机构服务器 127.0.0.1');

  server.be('error 500');
  await say(main, '客服：请问有什么可以帮您');
  await main.getByText('机构服务器出错了').waitFor();
  expect(await main.getByTestId('model').first().textContent()).toContain('内置入门模型');
  await shoot(main, '30-server-failed');

  const db = new Database(path.join(userData, 'huidun.db'), { readonly: true });
  expect(db.prepare('SELECT model FROM verdicts ORDER BY seq').pluck().all()).toEqual(['server:qwen2', 'huidun-starter']);
  db.close();

  await open(main, '设置');
  await open(main, '不再使用');
  await main.getByLabel('服务器地址').waitFor();
  await main.getByText('不会上传').waitFor();
});
