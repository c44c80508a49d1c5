/** The card, for every kind of fraud, in both languages and at both sizes. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { kinds } from '../../electron/contract/constants.ts';
import type { Alert } from '../../electron/contract/domain.ts';
import { calmState, snapshot } from '../preview/snapshots.ts';
import { modelReady, openApp, shoot } from '../support/app.ts';
import { tempFolder } from '../support/folders.ts';
import { answerWith, send } from '../support/scripted-calls.ts';

const alert = (change: Partial<Alert>): Alert => ({
  id: 1,
  meetingId: 1,
  seq: 3,
  level: 'danger',
  kind: 'police',
  stage: 'control',
  quotes: [
    { seq: 1, speaker: '来电人', text: `这件事不要告诉家里人。${'很长很长。'.repeat(60)}` },
    { seq: 3, speaker: '来电人', text: '\u202e点一下共享屏幕。' },
  ],
  at: 1,
  episode: 1,
  cause: 'first',
  cues: [],
  reason: null,
  answer: null,
  feedback: null,
  ...change,
});
const height = (page: Page) => page.evaluate(() => document.getElementById('root')?.firstElementChild?.getBoundingClientRect().height ?? 0);

test('every kind has its why, its one thing to do and its question; the card fits a small screen', async () => {
  const { app, main, overlay } = await openApp(tempFolder());
  await modelReady(main);
  // The overlay's window is only there while the app guards.
  await main.getByRole('button', { name: '开始守护' }).click();
  for (const language of ['zh-CN', 'en-US'] as const) {
    for (const largeType of [false, true]) {
      await answerWith(app, 'app.snapshot', snapshot({ guarding: true, level: 'danger' }, { language, largeType }));
      await overlay.reload();
      await overlay.getByTestId('pill').waitFor();
      for (const [i, kind] of kinds.entries()) {
        await send(app, overlay, 'alert', alert({ id: i + 1, kind }));
        await overlay.locator('[data-testid="card"]').waitFor();
        const text = (await overlay.getByTestId('card').textContent()) ?? '';
        expect(text, `${language} ${kind}`).not.toMatch(/advice\.|kind\.|stage\.|alert\./);
        // A mark that turns text around must not hide what was asked.
        expect(text).toContain('点一下共享屏幕。');
        expect(text).not.toContain('\u202e');
        expect(await height(overlay), `${language} ${kind}`).toBeLessThanOrEqual(largeType ? 860 : 640);
      }
      await shoot(overlay, `14-card-${language}${largeType ? '-large' : ''}`);
    }
  }
}, 120_000);

test('amber is not red, and the card stays until its answer is stored', async () => {
  const { app, main, overlay } = await openApp(tempFolder());
  await modelReady(main);
  // The overlay's window is only there while the app guards.
  await main.getByRole('button', { name: '开始守护' }).click();
  await answerWith(app, 'app.snapshot', snapshot({ guarding: true, level: 'watch' }, {}, { alerts: [alert({ level: 'watch' })] }));
  await answerWith(app, 'alert.answer', undefined);
  await overlay.reload();
  await overlay.locator('[data-testid="card"][data-level="watch"]').waitFor();
  await overlay.getByText('请留意').waitFor();
  await shoot(overlay, '15-card-watch');
  // 知道了 → 没有: the card goes when the app has stored the answer, not before.
  await overlay.getByRole('button', { name: '知道了' }).click();
  await overlay.getByRole('button', { name: '没有', exact: true }).click();
  await overlay.getByTestId('card').waitFor();
  await send(app, overlay, 'alert', alert({ level: 'watch', answer: 'dismissed' }));
  await overlay.getByTestId('pill').waitFor();
});

test('without guarding there is no card, whatever was said before', async () => {
  const { app, main, overlay } = await openApp(tempFolder());
  await modelReady(main);
  // The overlay's window is only there while the app guards.
  await main.getByRole('button', { name: '开始守护' }).click();
  await answerWith(app, 'app.snapshot', snapshot({ guarding: true, level: 'danger' }, {}, { alerts: [alert({})] }));
  await overlay.reload();
  await overlay.getByTestId('card').waitFor();
  await send(app, overlay, 'state', calmState);
  await overlay.getByTestId('pill').waitFor();
  expect(await overlay.getByTestId('card').count()).toBe(0);
});

test('putting off asks the same question; a quiet time shows its end, and one click ends it', async () => {
  const { app, main, overlay } = await openApp(tempFolder());
  await modelReady(main);
  await main.getByRole('button', { name: '开始守护' }).click();
  const state = { guarding: true, level: 'danger', snoozeMinutes: 3 } as const;
  await answerWith(app, 'app.snapshot', snapshot(state, {}, { alerts: [alert({})] }));
  await answerWith(app, 'alert.answer', undefined);
  await overlay.reload();
  await overlay.getByRole('button', { name: '3 分钟后再提醒' }).waitFor();
  await shoot(overlay, '17-card-snooze');
  await overlay.getByRole('button', { name: '3 分钟后再提醒' }).click();
  await overlay.getByText('有人让你关掉这个提示，或者让你保密吗？').waitFor();
  // The question has the keyboard at once; a false alarm is no reason to put something off.
  expect(await overlay.evaluate(() => document.activeElement?.textContent)).toBe('有');
  expect(await overlay.getByRole('button', { name: '没有，这是误报' }).count()).toBe(0);
  await shoot(overlay, '18-card-question');
  await overlay.keyboard.press('Escape');
  await overlay.getByRole('button', { name: '3 分钟后再提醒' }).click();
  await overlay.getByRole('button', { name: '没有', exact: true }).click();
  await send(app, overlay, 'alert', alert({ answer: 'snoozed' }));
  const until = new Date(2026, 0, 5, 15, 42).getTime();
  await send(app, overlay, 'state', { ...snapshot(state).state, quiet: { kind: 'snooze', level: 'danger', until } });
  await overlay.getByText('15:42 前不提醒').waitFor();
  await overlay.getByRole('button', { name: '恢复提醒' }).waitFor();
  await shoot(overlay, '19-pill-quiet');
});

test('an alert that somebody wanted closed stays, beneath any newer one', async () => {
  const { app, main, overlay } = await openApp(tempFolder());
  await modelReady(main);
  await main.getByRole('button', { name: '开始守护' }).click();
  const coached = alert({ id: 2, cause: 'coached', answer: 'coached' });
  await answerWith(
    app,
    'app.snapshot',
    snapshot({ guarding: true, level: 'danger' }, {}, { alerts: [alert({ answer: 'coached' }), coached] }),
  );
  await overlay.reload();
  await overlay.getByText('往往就是骗子').waitFor();
  expect(await overlay.getByRole('button', { name: '知道了' }).count()).toBe(0);
  await shoot(overlay, '19-card-coached');
  await send(app, overlay, 'alert', alert({ id: 3, stage: 'extract', cause: 'stage' }));
  await overlay.getByRole('button', { name: '知道了' }).waitFor();
  await send(app, overlay, 'alert', alert({ id: 3, stage: 'extract', cause: 'stage', answer: 'dismissed' }));
  await overlay.getByText('往往就是骗子').waitFor();
  // An alert of another meeting, marked in the history, is none of this one's.
  await send(app, overlay, 'alert', alert({ id: 4, meetingId: 99 }));
  await overlay.getByText('往往就是骗子').waitFor();
  expect(await overlay.getByRole('button', { name: '知道了' }).count()).toBe(0);
});
