/** What a user does in the first minute, in the real app. */
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { demoSample, samples } from '../../electron/sources/samples.ts';
import { modelReady, openApp, shoot } from '../support/app.ts';
import { seriousFaults } from '../support/faults.ts';
import { tempFolder } from '../support/folders.ts';

const paste = async (main: Page, text: string) => {
  await main.getByLabel('粘贴会议文字').fill(text);
  await main.getByRole('button', { name: '加入会议' }).click();
};

test('the fraud sample turns the overlay red before the ask, quotes the call, and is in the history afterwards', async () => {
  const userData = tempFolder();
  const { main, overlay } = await openApp(userData);
  await modelReady(main);
  await shoot(main, '01-empty');
  expect(await seriousFaults(main)).toEqual([]);
  await main.getByRole('button', { name: /做笔录/ }).click();
  await overlay.getByTestId('card').waitFor();
  await overlay.locator('[data-level="danger"]').waitFor();
  await shoot(main, '02-danger-main');
  await shoot(overlay, '02-danger-overlay');
  expect(await seriousFaults(overlay)).toEqual([]);

  // 「知道了」 asks whether somebody told them to; a yes keeps the warning.
  await overlay.getByRole('button', { name: '知道了' }).click();
  await shoot(overlay, '03-coached-question');
  await overlay.getByRole('button', { name: '有', exact: true }).click();
  await overlay.getByText('往往就是骗子').waitFor();
  await shoot(overlay, '04-coached');

  await main.getByRole('button', { name: '结束守护' }).click();
  await main.getByRole('button', { name: '开始守护' }).waitFor();
  await main
    .getByRole('link', { name: '历史' })
    .or(main.getByRole('button', { name: '历史' }))
    .click();
  await main.getByTestId('meeting').first().waitFor();
  await shoot(main, '05-history');
  await main.getByTestId('meeting').first().click();
  await main.getByText('有人让关掉').waitFor();
  await shoot(main, '06-meeting');

  const db = new Database(path.join(userData, 'huidun.db'), { readonly: true });
  const lines = db.prepare('SELECT text FROM lines ORDER BY seq').pluck().all();
  expect(lines).toEqual(demoSample.turns.slice(0, lines.length).map((turn) => turn.text));
  expect(db.prepare('SELECT count(*) FROM verdicts').pluck().get()).toBe(lines.length);
  expect(db.prepare('SELECT min(seq) FROM alerts').pluck().get()).toBeLessThan(demoSample.ask_turn as number);
  db.close();
});

test('an honest bank call, pasted at once, stays calm', async () => {
  const { main, overlay } = await openApp(tempFolder());
  await modelReady(main);
  const honest = samples.find((sample) => sample.label === 'normal');
  await paste(main, (honest?.turns ?? []).map((turn) => `${turn.speaker}：${turn.text}`).join('\n'));
  await main.getByText('还有').waitFor({ state: 'detached' });
  await main.locator('[data-testid="status"][data-level="safe"]').waitFor();
  await shoot(main, '07-safe');
  await overlay.getByTestId('pill').waitFor();
  await shoot(overlay, '07-pill');
  expect(await overlay.getByTestId('card').count()).toBe(0);
});

test('text that cannot be taken: one sentence, and it is still in the box', async () => {
  const { main } = await openApp(tempFolder());
  await modelReady(main);
  const long = '长'.repeat(4_001);
  await paste(main, long);
  await main.getByTestId('problem').waitFor();
  await shoot(main, '08-too-long');
  expect(await main.getByLabel('粘贴会议文字').inputValue()).toBe(long);
  await paste(main, '\u200b');
  await main.getByTestId('problem').waitFor();
  expect(await main.getByText(/Error|undefined|error\./).count()).toBe(0);
});

test('files: a Chinese encoding is read, a picture is refused in a sentence', async () => {
  const { main } = await openApp(tempFolder());
  await modelReady(main);
  const gbk = Buffer.from([0xbf, 0xcd, 0xb7, 0xfe, 0xa3, 0xba, 0xc4, 0xfa, 0xba, 0xc3]);
  await main.getByRole('button', { name: '开始守护' }).click();
  await main.locator('input[type=file]').setInputFiles({ name: '记录.txt', mimeType: 'text/plain', buffer: gbk });
  await main.getByRole('button', { name: '导入', exact: true }).click();
  await main.getByText('您好').waitFor();
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 0, 0xd8, 0]);
  await main.locator('input[type=file]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: png });
  await main.getByTestId('problem').waitFor();
});

test('English, large type and dark reach both windows and survive a restart', async () => {
  const userData = tempFolder();
  const first = await openApp(userData);
  await first.main
    .getByRole('button', { name: '设置' })
    .or(first.main.getByRole('link', { name: '设置' }))
    .click();
  await first.main.getByText('English').click();
  await first.main.getByText('Dark').click();
  await first.main.getByRole('switch', { name: 'Large type' }).click();
  await first.main.locator('html[data-large]').waitFor();
  await shoot(first.main, '09-settings-dark-en');
  expect(await seriousFaults(first.main)).toEqual([]);
  await first.app.close();

  const second = await openApp(userData);
  await second.main.getByRole('button', { name: 'Start guarding' }).click();
  await second.overlay.locator('html[data-large]').waitFor();
  await second.main.getByText('Not enough').or(second.main.locator('[data-level="unknown"]')).first().waitFor();
  await shoot(second.main, '10-guarding-dark-en');
});
