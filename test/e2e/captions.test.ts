/** Captions off the screen: a meeting program of its own process, the real capture, the real recogniser. */
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { demoSample } from '../../electron/sources/samples.ts';
import { modelReady, openApp, shoot } from '../support/app.ts';
import { scoreLines } from '../support/caption-score.ts';
import { typeScript } from '../support/caption-typing.ts';
import { FakeMeeting, type MeetingOptions } from '../support/fake-meeting.ts';
import { seriousFaults } from '../support/faults.ts';
import { tempFolder } from '../support/folders.ts';
import { manageWindows } from '../support/window-manager.ts';

const timeout = 200_000;
const greeting = '大家好，会议马上开始。';

async function openMeeting(options: MeetingOptions = {}): Promise<FakeMeeting> {
  const meeting = await FakeMeeting.open(options);
  onTestFinished(() => meeting.end());
  return meeting;
}

async function meetingAndApp(options: MeetingOptions = {}) {
  manageWindows();
  const meeting = await openMeeting(options);
  await meeting.act('show', { lines: [`主持人：${greeting}`] });
  const opened = await openApp(tempFolder());
  await modelReady(opened.main);
  return { meeting, ...opened };
}

/** As a user does: the button, then the window. */
async function pick(main: Page, name: string): Promise<void> {
  await main.getByRole('button', { name: '读取屏幕字幕' }).click();
  await main.getByTestId('pick').getByRole('button', { name }).first().click();
  await main.getByTestId('frame-step').waitFor();
}

async function begin(main: Page): Promise<void> {
  await main.getByTestId('tried').getByText('大家好').waitFor();
  await main.getByRole('button', { name: '开始读取' }).click();
  await captions(main, 'reading');
  await main.getByTestId('line').getByText('大家好').waitFor();
}

async function captions(main: Page, state: string, why = ''): Promise<void> {
  await main.locator(`[data-testid="captions"][data-state="${state}"]${why && `[data-why="${why}"]`}`).waitFor();
}

test('a fraud from pixels alone: the words arrive, the card turns red before the ask', { timeout }, async () => {
  const { meeting, main, overlay } = await meetingAndApp();
  await main.getByRole('button', { name: '读取屏幕字幕' }).click();
  await main.getByTestId('pick').getByText('屏幕 1').waitFor();
  await shoot(main, '30-capture-pick');
  expect(await seriousFaults(main)).toEqual([]);
  await main.getByTestId('pick').getByRole('button', { name: '腾讯会议' }).first().click();
  await main.getByTestId('tried').getByText('大家好').waitFor();
  await shoot(main, '31-capture-frame');
  expect(await seriousFaults(main)).toEqual([]);
  await begin(main);

  const ask = demoSample.ask_turn as number;
  const turns = demoSample.turns.slice(ask - 9, ask + 1);
  const typed = typeScript(turns, { charsPerSecond: 25 });
  // Each line is said when the one before it has arrived: a busy machine takes its time.
  for (const [i] of turns.entries()) {
    await meeting.play(turns, typed, { line: i });
    await main
      .getByTestId('line')
      .nth(i + 1)
      .waitFor();
  }
  await shoot(main, '32-capture-reading');
  await overlay.locator('[data-level="danger"]').waitFor();
  await shoot(overlay, '33-capture-danger');
  await main.getByRole('button', { name: '结束守护' }).click();
  await main.getByRole('button', { name: '开始守护' }).waitFor();

  const heard = await main.getByTestId('line-text').allTextContents();
  const { lost, doubled, wrong, characters } = scoreLines([greeting, ...turns.map((turn) => turn.text)], heard);
  expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
  // How many exactly is the bench's question: on a machine without time a word may be final before it is corrected.
  expect(wrong / characters, heard.join('\n')).toBeLessThanOrEqual(0.05);
  const record = await main.evaluate(async () => {
    const listed = await window.app.call('history.list', { limit: 1 });
    return await window.app.call('history.open', { id: listed.ok ? (listed.value[0]?.id ?? 0) : 0 });
  });
  const danger = record.ok ? record.value.alerts.find((alert) => alert.level === 'danger') : undefined;
  const asked = heard.findIndex((text) => scoreLines([turns.at(-1)?.text ?? ''], [text]).lost.length === 0);
  expect(danger?.seq).toBeLessThan(asked);
});

test('captions that stop are said, large, in both windows, and come back by themselves when they can', { timeout }, async () => {
  // A display of 150 %.
  const { meeting, app, main, overlay } = await meetingAndApp({ scale: 1.5, width: 900, height: 540, x: 20, y: 20 });
  await pick(main, '腾讯会议');
  await begin(main);
  await meeting.act('move', { x: 40, y: 10 });
  await meeting.act('show', { lines: ['主持人：窗口移开了。'] });
  await main.getByTestId('line').getByText('窗口移开了').waitFor();

  await meeting.act('minimise');
  await captions(main, 'stale', 'no-picture');
  await overlay.getByTestId('captions-stopped').waitFor();
  await main.getByTestId('status').getByText('会盾现在听不到').waitFor();
  await shoot(main, '34-captions-stopped');
  expect(await seriousFaults(main)).toEqual([]);
  await shoot(overlay, '34-captions-stopped-overlay');
  await meeting.act('restore');
  await captions(main, 'reading');
  await overlay.getByTestId('captions-stopped').waitFor({ state: 'detached' });

  await meeting.act('resize', { width: 200, height: 70 });
  await captions(main, 'stale', 'too-small');
  await meeting.act('resize', { width: 900, height: 540 });
  await captions(main, 'reading');

  const recogniser = () => app.evaluate(({ app }) => app.getAppMetrics().find((one) => one.name === 'Huidun captions')?.pid ?? 0);
  const first = await recogniser();
  process.kill(first, 'SIGKILL');
  await meeting.act('show', { lines: ['主持人：还能听到吗？'] });
  await main.getByTestId('line').getByText('还能听到吗').waitFor();
  expect(await recogniser()).not.toBe(first);

  await meeting.act('black');
  await captions(main, 'stale', 'black');
  await meeting.close();
  await captions(main, 'stopped', 'closed');
  await shoot(main, '35-captions-closed');
  await main.getByRole('button', { name: '不再读取' }).click();
  await main.getByRole('button', { name: '读取屏幕字幕' }).waitFor();
  expect(await recogniser()).toBe(0);
});

test('a frame drawn on the whole screen, moved with the keyboard, remembered; a window over the captions is said', {
  timeout,
}, async () => {
  const top = { x: 0, y: 0, width: 1280, height: 330 };
  const { app, main } = await meetingAndApp(top);
  // Below the captions.
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/main/'));
    window?.setBounds({ x: 0, y: 400, width: 1000, height: 480 });
  });
  await pick(main, '屏幕 1');
  const frame = main.getByTestId('frame');
  const { x, y, width, height } = (await main.getByTestId('framing').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await main.mouse.move(x + 0.1 * width, y + 0.3 * height);
  await main.mouse.down();
  await main.mouse.move(x + 0.8 * width, y + 0.42 * height);
  await main.mouse.up();
  const drawn = await frame.getAttribute('aria-label');
  await frame.focus();
  for (let i = 0; i < 8; i++) await main.keyboard.press('ArrowUp');
  await main.keyboard.press('Shift+ArrowRight');
  await main.getByTestId('tried').getByText('大家好').waitFor();
  const moved = await frame.getAttribute('aria-label');
  expect(moved).not.toBe(drawn);
  await begin(main);

  const paper = await openMeeting({ ...top, above: true, title: '记事本', colour: '#222', ground: '#fff' });
  await paper.act('show', { lines: ['一张纸，写着别的字，和会议没有关系。'] });
  await captions(main, 'stale', 'covered');
  await shoot(main, '36-captions-covered');
  await paper.close();
  await captions(main, 'reading');

  await main.getByRole('button', { name: '重新框选' }).click();
  await main.getByText('已放在上次的位置').waitFor();
  expect(await frame.getAttribute('aria-label')).toBe(moved);
  await main.getByTestId('tried').getByText('大家好').waitFor();
  await main.getByRole('button', { name: '取消' }).last().click();
  await captions(main, 'reading');
});
