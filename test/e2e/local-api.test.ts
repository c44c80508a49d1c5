/** The local API in the real app: turned on in the settings, used by the example client and by the userscript. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { call, says } from '../support/api.ts';
import { modelReady, openApp, shoot } from '../support/app.ts';
import { seriousFaults } from '../support/faults.ts';
import { root, tempFolder } from '../support/folders.ts';

const examples = path.join(root, 'electron/sources/local-api/examples');

/** Turns it on and reads what the screen shows, as a user would. */
async function turnOn(main: Page) {
  await main.getByRole('button', { name: '设置' }).click();
  const panel = main.getByTestId('local-api');
  await panel.getByRole('switch').click();
  const token = await panel.getByRole('textbox', { name: '密钥' }).inputValue();
  const address = (await panel.locator('code').first().textContent()) ?? '';
  return { panel, token, address, port: Number(new URL(address).port) };
}

test('off by default; on, it shows its address and, once, its key; a new key ends the old; it stays on over a restart', async () => {
  const userData = tempFolder();
  const { app, main } = await openApp(userData);
  await modelReady(main);
  const { panel, token, address, port } = await turnOn(main);
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1\/lines$/);
  await panel.scrollIntoViewIfNeeded();
  await shoot(main, 'api-1-token');
  expect(await seriousFaults(main)).toEqual([]);
  expect((await call({ port, token, body: says('一') })).answer).toEqual({ error: 'no-meeting' });
  await panel.getByText('有 1 个程序在用').waitFor();

  await panel.getByRole('button', { name: '记好了' }).click();
  expect(await main.getByText(token).count()).toBe(0);
  await panel.getByRole('button', { name: '换一个密钥' }).click();
  const renewed = await panel.getByRole('textbox', { name: '密钥' }).inputValue();
  expect((await call({ port, token, body: says('一') })).status).toBe(401);
  await app.close();

  const file = path.join(userData, 'huidun.db');
  const db = new Database(file, { readonly: true });
  expect(db.prepare("SELECT count(*) FROM settings WHERE value LIKE '%huidun_%'").pluck().get()).toBe(0);
  db.close();
  expect(readFileSync(file).includes(renewed)).toBe(false);
  await expect(call({ port, token: renewed, body: says('一') })).rejects.toThrow('ECONNREFUSED');

  const second = await openApp(userData);
  await modelReady(second.main);
  expect((await call({ port, token: renewed, body: says('一') })).status).toBe(409);
  await second.main.evaluate(() => window.app.call('settings.change', { language: 'en-US', theme: 'dark' }));
  await second.main.getByRole('button', { name: 'Settings' }).click();
  const switched = second.main.getByTestId('local-api');
  await switched.scrollIntoViewIfNeeded();
  await shoot(second.main, 'api-2-on-en');
  expect(await seriousFaults(second.main)).toEqual([]);
  await switched.getByRole('switch').click();
  await switched.getByText('Address').waitFor({ state: 'detached' });
  await expect(call({ port, token: renewed, body: says('一') })).rejects.toThrow('ECONNREFUSED');
});

test('the example client’s lines join the meeting, and the window shows that a program sends', async () => {
  const { main } = await openApp(tempFolder());
  await modelReady(main);
  const { token, port } = await turnOn(main);
  await main.getByRole('button', { name: '守护', exact: true }).click();
  await main.getByRole('button', { name: '开始守护' }).click();
  const client = spawn(process.execPath, [path.join(examples, 'client.mjs'), String(port), token]);
  let out = '';
  client.stdout.on('data', (data) => {
    out += data;
  });
  client.stdin.end('张警官：您好，我是公安局的\n\n什么事？\n');
  expect(await new Promise((resolve) => client.once('close', resolve))).toBe(0);
  expect(out).toBe('1 added\n1 added\n');
  await main.getByTestId('line').nth(1).waitFor();
  expect(await main.getByTestId('line-text').allTextContents()).toEqual(['您好，我是公安局的', '什么事？']);
  await main.getByTestId('api-connected').waitFor();
  await shoot(main, 'api-3-sending');
  expect(await seriousFaults(main)).toEqual([]);
});

test('the userscript reads Meet’s captions as they grow, and sends each word once', async () => {
  const { app, main } = await openApp(tempFolder());
  await modelReady(main);
  const { token, port } = await turnOn(main);
  await main.getByRole('button', { name: '守护', exact: true }).click();
  await main.getByRole('button', { name: '开始守护' }).click();
  const opened = app.waitForEvent('window');
  await app.evaluate(
    ({ BrowserWindow }) => void new BrowserWindow({ show: false, webPreferences: { sandbox: true } }).loadURL('about:blank'),
  );
  const meet = await opened;
  await meet.exposeFunction('send', (body: string) => call({ port, token, body }).then(() => undefined));
  // Meet's captions as they lie in its page: a region, in it a block a speaker, in that the head with a picture, and the words.
  await meet.evaluate(() => {
    document.body.innerHTML = '<div role="region" aria-label="Captions" tabindex="0"></div>';
    Object.assign(window, {
      GM_getValue: () => 'x',
      GM_setValue: () => {},
      GM_xmlhttpRequest: (request: { data: string }) => void (window as unknown as { send(body: string): void }).send(request.data),
      say(block: number, name: string, words: string) {
        const region = document.querySelector('[role="region"]') as HTMLElement;
        while (region.children.length <= block)
          region.insertAdjacentHTML('beforeend', '<div><div><img alt=""><span></span></div><div></div></div>');
        const [head, body] = region.children[block]?.children ?? [];
        (head?.querySelector('span') as HTMLElement).textContent = name;
        (body as HTMLElement).textContent = words;
      },
    });
  });
  const say = (block: number, name: string, words: string) =>
    meet.evaluate((args) => (window as unknown as { say(...args: unknown[]): void }).say(...args), [block, name, words] as const);
  await meet.evaluate(readFileSync(path.join(examples, 'google-meet.user.js'), 'utf8'));
  await say(0, '张警官', '您好，我是');
  await say(0, '张警官', '您好，我是公安局的。您名下的银行卡涉嫌一起洗钱案，请您配合我们的调查工作');
  await main.getByTestId('line-text').getByText('您好，我是公安局的。').waitFor();
  await say(1, '小李', '什么案子？');
  await main.getByTestId('line-text').getByText('什么案子？').waitFor();
  await main.getByTestId('line-text').getByText('请您配合我们的调查工作').waitFor();
  await say(1, '小李', '什么案子？我没做过');
  await main.getByTestId('line-text').getByText('我没做过').waitFor();
  const lines = await main.getByTestId('line-text').allTextContents();
  expect(lines.join('|')).toBe('您好，我是公安局的。|您名下的银行卡涉嫌一起洗钱案，请您配合我们的调查工作|什么案子？|我没做过');
});
