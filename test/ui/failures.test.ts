/** A call that fails says so on the screen that made it, with a way on. */
import type { ElectronApplication, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { CallName } from '../../electron/contract/channels.ts';
import { type Meeting, noInputs } from '../../electron/contract/domain.ts';
import { liveMeeting, snapshot } from '../preview/snapshots.ts';
import { modelReady, openApp, shoot } from '../support/app.ts';
import { seriousFaults } from '../support/faults.ts';
import { tempFolder } from '../support/folders.ts';
import { answerWith, failWith, inputsOf, send } from '../support/scripted-calls.ts';

const sentence = '会盾出了点问题，请再试一次。';

async function open() {
  const windows = await openApp(tempFolder());
  await modelReady(windows.main);
  return windows;
}
const go = (main: Page, page: string) => main.getByRole('button', { name: page, exact: true }).click();

/** What is loaded with a screen: it fails first, and is there after 重试. */
async function retried(app: ElectronApplication, screen: Page, name: CallName, mend: () => Promise<void>): Promise<void> {
  const problem = screen.getByRole('alert').filter({ hasText: sentence });
  await problem.waitFor();
  expect(await problem.count(), name).toBe(1);
  await mend();
  await problem.getByRole('button', { name: '重试' }).click();
  await problem.waitFor({ state: 'detached' });
  expect((await inputsOf(app, name)).length).toBeGreaterThan(1);
}

test('a snapshot that fails: both windows say what happened, in both languages, and try again', async () => {
  const { app, main, overlay } = await open();
  await go(main, '开始守护');
  await failWith(app, 'app.snapshot', 'store-corrupt');
  for (const [window, shown, name] of [
    [main, 'status', '41-snapshot-failed-main'],
    [overlay, 'pill', '41-snapshot-failed-overlay'],
  ] as const) {
    await failWith(app, 'app.snapshot', 'store-corrupt');
    await window.reload();
    await window.getByText('记录文件损坏').waitFor();
    await window.getByText('The records file is damaged.').waitFor();
    await shoot(window, name);
    expect(await seriousFaults(window)).toEqual([]);
    await answerWith(app, 'app.snapshot', snapshot({ guarding: true }));
    await window.getByRole('button', { name: '重试 / Try again' }).click();
    await window.getByTestId(shown).waitFor();
  }
});

test('another meeting whose snapshot fails: the window keeps what it shows, and says so', async () => {
  const { app, main } = await open();
  await answerWith(app, 'app.snapshot', snapshot({ guarding: true }));
  await main.reload();
  await main.getByTestId('status').waitFor();
  await failWith(app, 'app.snapshot', 'internal');
  const next: Meeting = { ...liveMeeting, id: 2 };
  await send(app, main, 'state', snapshot({ guarding: true, meeting: next }).state);
  await retried(app, main, 'app.snapshot', () => answerWith(app, 'app.snapshot', snapshot({ guarding: true, meeting: next })));
  await main.getByTestId('status').waitFor();
});

test('the history: a meeting that cannot be opened or removed, and older ones that cannot be read', async () => {
  const { app, main } = await open();
  const meetings = Array.from({ length: 50 }, (_, i): Meeting => ({ ...liveMeeting, id: 100 - i, endedAt: 2 }));
  const [meeting = liveMeeting] = meetings;
  await answerWith(app, 'history.list', meetings);
  await failWith(app, 'history.open', 'internal');
  await go(main, '历史');
  const problem = main.getByRole('alert').filter({ hasText: sentence });
  const rows = main.getByTestId('meeting');
  await rows.first().click();
  await problem.waitFor();
  await problem.getByRole('button', { name: '关闭' }).click();
  await problem.waitFor({ state: 'detached' });

  await failWith(app, 'history.list', 'internal');
  await main.getByRole('button', { name: '更早的会议' }).click();
  await problem.waitFor();
  expect(await rows.count()).toBe(50);

  await answerWith(app, 'history.open', { meeting, lines: [], verdicts: [], alerts: [] });
  await failWith(app, 'history.remove', 'internal');
  await rows.first().click();
  await main.getByRole('button', { name: '删除这次会议' }).click();
  await main.getByRole('dialog').getByRole('button', { name: '删除这次会议' }).click();
  await problem.waitFor();
  await main.getByRole('button', { name: '← 返回' }).click();
  expect(await rows.count()).toBe(50);
});

test('the settings: the server, the devices and the feedback cannot be read, and the server cannot be left', async () => {
  const { app, main } = await open();
  const summary = {
    falseAlarms: 0,
    trueAlarms: 0,
    shift: { watch: 0, danger: 0 },
    before: { watch: 0.6, danger: 0.85 },
    after: { watch: 0.6, danger: 0.85 },
  };
  const memory = { total: 8e9, free: 4e9 };
  const machine = { backends: [], started: null, cards: [], vram: { total: 0, free: 0 }, ram: memory, present: [] };
  const server = { server: { url: 'https://models.example.com/v1', model: 'qwen2' }, keyKept: 'none' as const };
  for (const [name, shown, mend] of [
    ['server.state', 'server', () => answerWith(app, 'server.state', server)],
    ['device.machine', 'device', () => answerWith(app, 'device.machine', machine)],
    ['feedback.summary', 'feedback', () => answerWith(app, 'feedback.summary', summary)],
  ] as const) {
    await go(main, '守护');
    await failWith(app, name, 'internal');
    await go(main, '设置');
    await retried(app, main, name, mend);
    await main.getByTestId(shown).waitFor();
  }
  await failWith(app, 'server.leave', 'internal');
  const panel = main.getByTestId('server');
  await panel.getByRole('button', { name: '不再使用' }).click();
  await panel.getByRole('alert').filter({ hasText: sentence }).waitFor();
  await panel.getByText('models.example.com').first().waitFor();
});

test('the models: what is installed and the results of checks cannot be read', async () => {
  const { app, main } = await open();
  await failWith(app, 'models.state', 'internal');
  await go(main, '模型');
  await retried(app, main, 'models.state', () =>
    answerWith(app, 'models.state', { folder: '/home/user/models', installed: [], offered: [], transfers: [] }),
  );
  await main.getByText('/home/user/models').waitFor();
  await go(main, '守护');
  await failWith(app, 'check.list', 'internal');
  await go(main, '模型');
  await retried(app, main, 'check.list', () => answerWith(app, 'check.list', { checks: [], recommended: null }));
});

test('the guard: the samples cannot be read, and a file or an import cannot be stopped', async () => {
  const { app, main } = await openApp(tempFolder());
  await modelReady(main);
  await failWith(app, 'sample.list', 'internal');
  await main.reload();
  await retried(app, main, 'sample.list', () =>
    answerWith(app, 'sample.list', [{ id: 'a', title: { 'zh-CN': '做笔录', 'en-US': 'A statement' }, label: 'fraud', lines: 9 }]),
  );
  await main.getByRole('button', { name: /做笔录/ }).waitFor();

  await failWith(app, 'file.cancel', 'internal');
  const problem = main.getByRole('alert').filter({ hasText: sentence });
  await send(app, main, 'inputs', { ...noInputs, importing: { name: '会议.txt', done: 3, total: 9 } });
  await main.getByTestId('importing').getByRole('button', { name: '停止' }).click();
  await problem.waitFor();
  await problem.getByRole('button', { name: '关闭' }).click();
  await main.locator('input[type=file]').setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('甲：你好\n乙：好') });
  await main.getByTestId('file-preview').getByRole('button', { name: '不导入' }).click();
  await main.getByTestId('file-preview').waitFor({ state: 'detached' });
  await problem.waitFor();
});

test('the captions dialog: the system’s settings cannot be opened', async () => {
  const { app, main } = await open();
  await failWith(app, 'capture.list', 'capture-refused');
  await failWith(app, 'capture.permission', 'internal');
  await main.getByRole('button', { name: '读取屏幕字幕' }).click();
  await main.getByRole('dialog').getByRole('button', { name: '打开系统设置' }).click();
  await main.getByTestId('capture-failure').filter({ hasText: sentence }).waitFor();
});

test('the overlay: a click that fails says so, and the words can be closed', async () => {
  const { app, main, overlay } = await open();
  await go(main, '开始守护');
  await failWith(app, 'window.showMain', 'internal');
  await overlay.getByTestId('pill').click();
  const problem = overlay.getByTestId('overlay-problem').filter({ hasText: sentence });
  await problem.waitFor();
  await shoot(overlay, '42-overlay-problem');
  await problem.getByRole('button', { name: '关闭' }).click();
  await problem.waitFor({ state: 'detached' });
  await overlay.getByTestId('pill').waitFor();
});
