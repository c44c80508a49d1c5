/** 为什么提醒 and 为什么没有提醒, the stages and the alert beside the transcript, over a record that was really judged. */
import { expect, test } from 'vitest';
import type { Alert, MeetingRecord, Settings } from '../../electron/contract/domain.ts';
import { Replayer } from '../../electron/programs/replay.ts';
import { findSample } from '../../electron/sources/samples.ts';
import { liveMeeting, snapshot } from '../preview/snapshots.ts';
import { modelReady, openApp, shoot } from '../support/app.ts';
import { seriousFaults } from '../support/faults.ts';
import { tempFolder } from '../support/folders.ts';
import { answerWith, send } from '../support/scripted-calls.ts';
import { ScriptedModel } from '../support/scripted-model.ts';

/**
 * A sample meeting as the guard records it. The model's risk is scripted so far from every threshold that the level of the last
 * line depends on no weights.
 */
async function judged(id: string, lines: number, risk: number): Promise<MeetingRecord> {
  const replayer = await Replayer.create(new ScriptedModel(() => risk));
  const turns = findSample(id).turns.slice(0, lines);
  const { verdicts, alerts } = await replayer.judge(id, turns);
  await replayer.dispose();
  const meeting = liveMeeting;
  const last = verdicts.at(-1);
  const ownAlerts = alerts.map((alert): Alert => ({ ...alert, meetingId: meeting.id }));
  return {
    meeting: { ...meeting, lines: lines, maxLevel: last?.level ?? 'unknown' },
    lines: turns.map((turn, seq) => ({ ...turn, meetingId: meeting.id, seq, at: 1 })),
    verdicts: verdicts.map((verdict) => ({ ...verdict, meetingId: meeting.id })),
    alerts: ownAlerts,
  };
}

async function show(record: MeetingRecord, settings: Partial<Settings> = {}) {
  const windows = await openApp(tempFolder());
  await modelReady(windows.main);
  const last = record.verdicts.at(-1);
  const state = {
    guarding: true,
    level: last?.level ?? 'unknown',
    stage: last?.stage ?? null,
    kind: last?.kind ?? null,
    snoozeMinutes: 3,
  } as const;
  const value = snapshot({ ...state, meeting: record.meeting }, settings);
  await answerWith(windows.app, 'app.snapshot', { ...value, record });
  await windows.main.reload();
  return windows;
}

test('a red meeting: the alert beside the transcript, each stage with its lines, and why for any line', async () => {
  const record = await judged('police-screen-share', 24, 0.99);
  const { app, main } = await show(record);
  await main.getByTestId('card').waitFor();
  await shoot(main, '20-alert-main');

  // A stage opens its evidence; a click goes to the line.
  await main.getByTestId('stages').getByRole('button', { name: '隔离' }).click();
  await main.getByRole('dialog').getByText('让你保密').waitFor();
  await shoot(main, '21-stage-evidence');
  await main.getByRole('dialog').getByText('让你保密').click();
  await expect.poll(() => main.evaluate(() => document.activeElement?.id)).toBe('line-14');

  await main.getByTestId('line').nth(14).getByRole('button', { name: '为什么' }).click();
  const why = main.getByTestId('why');
  await why.getByText('为什么提醒').waitFor();
  expect(await why.textContent()).toMatch(/第 \d+ 句/);
  await shoot(main, '22-why');
  expect(await seriousFaults(main)).toEqual([]);
  expect(await main.getByText(/why\.|cue\.|alert\.|stageAdvice\./).count()).toBe(0);

  // Putting it off asks the same question, and is told to the guard with its answer.
  await answerWith(app, 'alert.answer', undefined);
  await main.getByRole('button', { name: '3 分钟后再提醒' }).click();
  await main.getByText('有人让你关掉这个提示，或者让你保密吗？').waitFor();
  await main.keyboard.press('Escape');
  await main.getByRole('button', { name: '知道了' }).click();
  await shoot(main, '23-coach-main');
  await main.getByRole('button', { name: '没有', exact: true }).click();
  const last = record.alerts.at(-1) as Alert;
  await send(app, main, 'alert', { ...last, answer: 'dismissed' });
  await main.getByTestId('card').waitFor({ state: 'detached' });
});

test('a calm meeting answers why it does not warn, for a line that mentions a trick too', async () => {
  const record = await judged('police-lecture', 18, 0.01);
  const { main } = await show(record);
  const line = main.getByTestId('line').nth(5);
  await line.getByRole('button', { name: '为什么' }).click();
  const text = await main.getByTestId('why').textContent();
  expect(text).toContain('为什么没有提醒');
  expect(text).toContain('是在讲别人的事');
  expect(text).toContain('没有提醒，不等于没有风险');
  await shoot(main, '24-why-calm');
  await main.getByTestId('line').nth(0).getByRole('button', { name: '为什么' }).click();
  await main.getByText('话还太少').waitFor();
});

test('English, dark and large says the same', async () => {
  const { main } = await show(await judged('police-screen-share', 17, 0.99), { language: 'en-US', theme: 'dark', largeType: true });
  await main.getByTestId('line').nth(14).getByRole('button', { name: 'Why' }).click();
  expect(await main.getByTestId('why').textContent()).toContain('Why it warns');
  await shoot(main, '25-why-en');
  expect(await seriousFaults(main)).toEqual([]);
  expect(await main.getByText(/why\.|cue\.|alert\.|stageAdvice\./).count()).toBe(0);
});
