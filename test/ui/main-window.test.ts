/** States of the main window that need trouble to appear. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { errorCodes } from '../../electron/contract/constants.ts';
import { calmState, liveMeeting, snapshot } from '../preview/snapshots.ts';
import { modelReady, openApp, shoot } from '../support/app.ts';
import { root, tempFolder } from '../support/folders.ts';
import { answerWith, failWith, neverAnswer, send } from '../support/scripted-calls.ts';
import { ScriptedModel } from '../support/scripted-model.ts';

test('while the snapshot is on its way, something turns; without a model it says that rules guard alone', async () => {
  const { app, main } = await openApp(tempFolder());
  await modelReady(main);
  await neverAnswer(app, 'app.snapshot');
  await main.reload();
  await main.locator('.mantine-Loader-root').waitFor();
  await answerWith(app, 'app.snapshot', snapshot());
  await main.reload();
  await main.getByText('现在只用规则守护').waitFor();
});

test('every failure is a sentence in both languages, never a code', { timeout: 120_000 }, async () => {
  const { app, main } = await openApp(tempFolder());
  await modelReady(main);
  for (const language of ['zh-CN', 'en-US'] as const) {
    await answerWith(app, 'app.snapshot', snapshot({}, { language }));
    await main.reload();
    for (const code of errorCodes) {
      await main.getByRole('main').waitFor();
      await send(app, main, 'state', { ...calmState, problem: { code } });
      const sentence = await main.getByTestId('problem').textContent();
      expect(sentence, `${language} ${code}`).not.toContain(code);
      expect(sentence?.length, `${language} ${code}`).toBeGreaterThan(3);
    }
  }
  await shoot(main, '12-problem-en');
});

test('a busy machine is said beside the model, and no longer once it is calm', async () => {
  const { app, main } = await openApp(tempFolder());
  await modelReady(main);
  const guarding = { ...calmState, guarding: true, modelState: 'ready' as const, model: new ScriptedModel().info };
  await send(app, main, 'state', { ...guarding, busy: true });
  await main.getByText('电脑正忙').waitFor();
  await shoot(main, '14-busy');
  await send(app, main, 'state', guarding);
  await main.getByText('电脑正忙').waitFor({ state: 'detached' });
});

test('a history that cannot be read says so, and is there when it can be read again', async () => {
  const { app, main } = await openApp(tempFolder());
  await modelReady(main);
  await failWith(app, 'history.list', 'store-corrupt');
  await main.getByRole('button', { name: '历史' }).click();
  const problem = main.getByRole('main').getByRole('alert');
  await problem.getByText('记录文件损坏，没有改动它。').waitFor();
  expect(await main.getByRole('main').textContent()).not.toContain('store-corrupt');
  await shoot(main, '13-history-problem');
  await answerWith(app, 'history.list', [{ ...liveMeeting, title: '回访', endedAt: 2 }]);
  await problem.getByRole('button', { name: '重试' }).click();
  await main.getByTestId('meeting').filter({ hasText: '回访' }).waitFor();
  expect(await problem.count()).toBe(0);
});

test('the built app holds nothing that is for development only', () => {
  const built = (file: string) => readFileSync(path.join(root, 'out', file), 'utf8');
  for (const file of ['main/main.js', 'preload/preload.cjs']) {
    expect(built(file)).not.toMatch(/ELECTRON_RENDERER_URL|toggleDevTools|script-src 'self' 'unsafe|connect-src|sourceMappingURL/);
  }
});

test('everything can be reached with the keyboard', async () => {
  const { main } = await openApp(tempFolder());
  await main.getByRole('button', { name: '开始守护' }).waitFor();
  const reached = new Set<string>();
  for (let i = 0; i < 20; i++) {
    await main.keyboard.press('Tab');
    reached.add(await main.evaluate(() => document.activeElement?.textContent || document.activeElement?.getAttribute('aria-label') || ''));
  }
  for (const name of ['守护', '历史', '模型', '设置', '开始守护', '粘贴会议文字', '打开文件', '加入会议'])
    expect([...reached].join('|')).toContain(name);
});
