/** What stands there when captions can't be read: for systems and states that are not at hand. */
import { expect, test } from 'vitest';
import type { Captions } from '../../electron/contract/capture.ts';
import { captionTroubles } from '../../electron/contract/constants.ts';
import { noInputs } from '../../electron/contract/domain.ts';
import { snapshot } from '../preview/snapshots.ts';
import { modelReady, openApp, shoot } from '../support/app.ts';
import { seriousFaults } from '../support/faults.ts';
import { tempFolder } from '../support/folders.ts';
import { answerWith, failWith, neverAnswer, send } from '../support/scripted-calls.ts';

const choice = { id: 'window:1:0', strip: { x: 0, y: 0.8, width: 1, height: 0.2 }, trial: false };
const stopped = (why: Captions['why'], state: Captions['state']): Captions => ({ state, why, name: '腾讯会议', choice, since: 1 });

test('why captions stopped is a sentence in both languages', { timeout: 120_000 }, async () => {
  const { app, main } = await openApp(tempFolder());
  await modelReady(main);
  for (const language of ['zh-CN', 'en-US'] as const) {
    const guarding = snapshot({ guarding: true }, { language });
    await answerWith(app, 'app.snapshot', guarding);
    await main.reload();
    await main.getByTestId('status').waitFor();
    for (const why of captionTroubles) {
      for (const state of ['stale', 'stopped'] as const) {
        await send(app, main, 'inputs', { ...noInputs, captions: stopped(why, state) });
        const shown = main.locator(`[data-testid="captions"][data-state="${state}"][data-why="${why}"]`);
        const sentence = await shown.textContent();
        expect(sentence, `${language} ${why}`).not.toContain(`why.${why}`);
        expect(sentence?.length, `${language} ${why}`).toBeGreaterThan(12);
      }
    }
    await send(app, main, 'inputs', { ...noInputs, captions: stopped('refused', 'stopped') });
    await main.getByRole('button', { name: /打开系统设置|Open system settings/ }).waitFor();
    expect(await seriousFaults(main)).toEqual([]);
    await shoot(main, `37-captions-refused-${language}`);
  }
});

test('a system that says no, and one that shows nothing: a sentence in the dialog, and the way to the setting', async () => {
  const { app, main } = await openApp(tempFolder());
  await modelReady(main);
  for (const [code, button] of [
    ['capture-refused', '打开系统设置'],
    ['capture-declined', '刷新'],
    ['capture-unavailable', '刷新'],
  ] as const) {
    await failWith(app, 'capture.list', code);
    await main.getByRole('button', { name: '读取屏幕字幕' }).click();
    await main.getByTestId('capture-failure').waitFor();
    await main.getByRole('dialog').getByRole('button', { name: button }).waitFor();
    await shoot(main, `38-${code}`);
    await main.keyboard.press('Escape');
    await main.getByRole('dialog').waitFor({ state: 'detached' });
  }
});

test('nothing moves while captions are read; where less motion is asked for, not even what loads', { timeout: 120_000 }, async () => {
  const { app, main } = await openApp(tempFolder());
  await modelReady(main);
  const still = () => main.waitForFunction(() => document.getAnimations().length === 0, undefined, { timeout: 5_000 });
  const captions: Captions = { state: 'reading', why: null, name: '腾讯会议', choice, since: 1 };
  const reading = snapshot({ guarding: true });
  await answerWith(app, 'app.snapshot', { ...reading, inputs: { ...noInputs, captions } });
  await main.reload();
  await main.locator('[data-testid="captions"][data-state="reading"]').waitFor();
  await still();
  await shoot(main, '39-captions-reading');

  await answerWith(app, 'app.snapshot', snapshot());
  await main.reload();
  await neverAnswer(app, 'capture.list');
  await main.emulateMedia({ reducedMotion: 'reduce' });
  await main.getByRole('button', { name: '读取屏幕字幕' }).click();
  await main.getByText('正在查看有哪些窗口').waitFor();
  await still();
});
