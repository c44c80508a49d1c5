/** 模型: what judges now, what is installed, what can be had; every state of a transfer, in both languages. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { ModelsState, Transfer } from '../../electron/contract/models.ts';
import { snapshot } from '../preview/snapshots.ts';
import { modelReady, openApp, shoot } from '../support/app.ts';
import { seriousFaults } from '../support/faults.ts';
import { tempFolder } from '../support/folders.ts';
import { answerWith, inputsOf, send } from '../support/scripted-calls.ts';

const transfer = (change: Partial<Transfer>): Transfer => ({
  id: 'q4',
  name: 'Qwen2-1.5B-Instruct Q4_K_M',
  kind: 'download',
  stage: 'fetching',
  site: 'ModelScope',
  received: 421_000_000,
  total: 986_045_824,
  bytesPerSecond: 8_300_000,
  secondsLeft: 68,
  failure: null,
  ...change,
});
const model = { kind: 'model', license: 'Apache-2.0', sha256: 'a'.repeat(64), place: 'own', present: true, calibrated: false } as const;
const models: ModelsState = {
  folder: '/home/user/.config/Huidun/models',
  installed: [
    { ...model, path: '/m/a.gguf', name: 'Qwen2-0.5B-Instruct Q8_0', bytes: 531_000_000, calibrated: true },
    { ...model, path: '/media/usb/b.gguf', name: '防诈微调', bytes: 1_650_000_000, license: null, place: 'linked', present: false },
    { ...model, path: '/m/l.gguf', name: 'fraud-lora', bytes: 37_000_000, kind: 'lora', license: null },
  ],
  offered: [
    { id: 'q4', family: 'Qwen2-1.5B-Instruct', quantisation: 'Q4_K_M', bytes: 986_045_824, memory: 1_330_000_000, path: null },
    { id: 'q5', family: 'Qwen2-1.5B-Instruct', quantisation: 'Q5_K_M', bytes: null, memory: null, path: null },
    { id: 'q8', family: 'Qwen2-0.5B-Instruct', quantisation: 'Q8_0', bytes: 531_000_000, memory: 850_000_000, path: '/m/a.gguf' },
    { id: 'b', family: 'Qwen2-1.5B', quantisation: 'Q8_0', bytes: 1_640_000_000, memory: 1_990_000_000, path: null },
  ].map((one) => ({ ...one, license: 'Apache-2.0', sites: ['ModelScope', 'Hugging Face', 'hf-mirror'] })),
  transfers: [
    transfer({}),
    transfer({ id: 'q5', stage: 'failed', bytesPerSecond: null, secondsLeft: null, total: null, failure: { code: 'download-login' } }),
    transfer({ id: 'b', stage: 'paused', bytesPerSecond: null, secondsLeft: null }),
    transfer({ id: 'x.gguf', name: 'x.gguf', kind: 'copy', stage: 'checking', site: null }),
  ],
};

test('the page tells what the built-in model is, that it misses fraud, and what judges better', async () => {
  const { main } = await openApp(tempFolder());
  await modelReady(main);
  await main.getByRole('button', { name: '模型', exact: true }).click();
  await main.getByTestId('offered').first().waitFor();
  const page = await main.getByRole('main').textContent();
  for (const part of ['内置入门模型', '漏报', 'Qwen2-1.5B-Instruct', 'SHA-256', '986 MB', 'Apache-2.0', 'ModelScope'])
    expect(page).toContain(part);
  await shoot(main, '20-models');
  expect(await seriousFaults(main)).toEqual([]);
});

test.each([
  ['zh-CN', '模型', ['还要约 1 分钟', '浏览器登录', '已暂停', '正在核对', '文件不在了', '未校准', '大小未公布', '许可未知']],
  [
    'en-US',
    'Models',
    ['about 1 min left', 'sign in first', 'Paused', 'Checking', 'File not found', 'Not calibrated', 'Size not published'],
  ],
] as const)(
  '%s: each state of a transfer and of a model reads well, without serious faults for a screen reader',
  async (language, nav, words) => {
    const { app, main } = await openApp(tempFolder());
    await modelReady(main);
    await answerWith(app, 'models.state', models);
    await answerWith(app, 'app.snapshot', snapshot({}, { language, lora: { path: '/m/l.gguf', scale: 0.5 } }));
    await main.reload();
    await main.getByRole('button', { name: nav, exact: true }).click();
    await main.getByTestId('lora').waitFor();
    const page = await main.getByRole('main').textContent();
    for (const word of words) expect(page).toContain(word);
    expect(page).not.toMatch(/undefined|NaN|models\.|error\./);
    await shootWhole(main, `26-models-states-${language}`);
    expect(await seriousFaults(main)).toEqual([]);
  },
);

/** Presses Tab until this button has the keyboard, then Enter. */
async function press(main: Page, name: string): Promise<void> {
  const button = main.getByRole('button', { name, exact: true });
  await button.waitFor();
  await expect
    .poll(
      async () => {
        await main.keyboard.press('Tab');
        return await button.evaluate((one) => one === document.activeElement);
      },
      { interval: 0, timeout: 15_000 },
    )
    .toBe(true);
  await main.keyboard.press('Enter');
}

test('with the keyboard: download, pause, go on, cancel, use, remove after a question', async () => {
  const { app, main } = await openApp(tempFolder());
  await modelReady(main);
  const offered = models.offered.filter((one) => one.id === 'q4' || one.id === 'q8');
  const quiet = { ...models, offered, transfers: [] };
  await answerWith(app, 'models.state', quiet);
  for (const name of ['models.download', 'models.pause', 'models.cancel', 'models.use', 'models.remove'] as const) {
    await answerWith(app, name, undefined);
  }
  await main.getByRole('button', { name: '模型', exact: true }).click();
  await main.getByTestId('lora').waitFor();
  const name = 'Qwen2-1.5B-Instruct Q4_K_M';

  await press(main, `下载 ${name}`);
  await expect.poll(() => inputsOf(app, 'models.download')).toEqual([{ id: 'q4' }]);
  // How a download goes arrives by event.
  await send(app, main, 'models', { ...quiet, transfers: [transfer({})] });
  await press(main, `暂停 ${name}`);
  await expect.poll(() => inputsOf(app, 'models.pause')).toEqual([{ id: 'q4' }]);
  await send(app, main, 'models', { ...quiet, transfers: [transfer({ stage: 'paused', bytesPerSecond: null, secondsLeft: null })] });
  await press(main, `继续 ${name}`);
  await expect.poll(() => inputsOf(app, 'models.download')).toEqual([{ id: 'q4' }, { id: 'q4' }]);
  await press(main, `取消 ${name}`);
  await expect.poll(() => inputsOf(app, 'models.cancel')).toEqual([{ id: 'q4' }]);
  await send(app, main, 'models', quiet);
  await main.getByTestId('transfer').first().waitFor({ state: 'detached' });

  await press(main, '使用 Qwen2-0.5B-Instruct Q8_0');
  await expect.poll(() => inputsOf(app, 'models.use')).toEqual([{ path: '/m/a.gguf' }]);

  // A file of the user's own is kept, and the question can be left.
  await press(main, '移出列表 防诈微调');
  await main.getByRole('dialog').getByText('你自己的文件会留着').waitFor();
  await main.keyboard.press('Escape');
  await main.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await inputsOf(app, 'models.remove')).toEqual([]);
  await press(main, '移出列表 防诈微调');
  await main.getByRole('dialog').getByText('你自己的文件会留着').waitFor();
  await press(main, '移出列表');
  await expect.poll(() => inputsOf(app, 'models.remove')).toEqual([{ path: '/media/usb/b.gguf' }]);
  await main.getByRole('dialog').waitFor({ state: 'detached' });
});

/** The whole page, not only what the window shows of it. */
async function shootWhole(main: Page, name: string): Promise<void> {
  const size = main.viewportSize() ?? { width: 1180, height: 780 };
  await main.setViewportSize({ width: size.width, height: 2_000 });
  await shoot(main, name);
  await main.setViewportSize(size);
}
