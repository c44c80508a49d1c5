/** 模型体检 and 运行设备: what runs, what came of it, and where the model runs on machines that these are not. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type Check, noCheck } from '../../electron/contract/check.ts';
import { deviceReasons, type Machine } from '../../electron/contract/devices.ts';
import { checkModel } from '../../electron/models/check/run.ts';
import { calmState, snapshot } from '../preview/snapshots.ts';
import { modelReady, openApp, shoot } from '../support/app.ts';
import { seriousFaults } from '../support/faults.ts';
import { tempFolder } from '../support/folders.ts';
import { answerWith, send } from '../support/scripted-calls.ts';
import { ScriptedModel } from '../support/scripted-model.ts';

const open = (main: Page, page: string) => main.getByRole('button', { name: page, exact: true }).click();
const summary = ({ trials, ...rest }: Check) => rest;

test('a running check says what it does and can be stopped; results name the smallest that fits and why others do not', async () => {
  const { app, main } = await openApp(tempFolder());
  await modelReady(main);
  const base = await checkModel(new ScriptedModel(), { at: Date.UTC(2026, 10, 26) });
  const fit: Check = {
    ...base,
    id: 1,
    name: 'Qwen2-1.5B-Instruct Q4_K_M',
    sha256: 'a'.repeat(64),
    bytes: 986e6,
    fits: true,
    misfits: [],
    lineMs: 640,
  };
  const earlier: Check = { ...fit, id: 2, at: fit.at - 86_400_000, lineMs: 1_900 };
  const unfit: Check = { ...base, id: 3, name: 'Qwen2-1.5B Q4_K_M', sha256: 'b'.repeat(64), fits: false, misfits: ['endless', 'json'] };
  await answerWith(app, 'check.list', { checks: [fit, unfit, earlier].map(summary), recommended: fit.sha256 });
  await answerWith(app, 'check.open', unfit);
  await open(main, '模型');
  const results = main.getByTestId('check-result');
  await expect.poll(() => results.count()).toBe(2);
  const [first, second] = [await results.nth(0).textContent(), await results.nth(1).textContent()];
  for (const part of ['合适', '推荐', '0.64 秒', '以前的 1 次结果', '1.90 秒']) expect(first).toContain(part);
  for (const part of ['不合适', '不会自己结束', '写不出 JSON']) expect(second).toContain(part);
  await shoot(main, '30-check-results');
  expect(await seriousFaults(main)).toEqual([]);

  await results
    .nth(1)
    .getByRole('button', { name: /看回答/ })
    .click();
  const answers = main.getByTestId('answers');
  await answers.getByText('模型实际看到和写出的内容').first().click();
  await answers.getByText('<|im_start|>').first().waitFor();
  await shoot(main, '31-check-answers');
  expect(await seriousFaults(main)).toEqual([]);
  await main.keyboard.press('Escape');

  const running = { ...noCheck, running: true, model: 'Qwen2-1.5B-Instruct Q4_K_M', models: 2, done: 1, trial: 2, text: '{"is_fraud"' };
  await send(app, main, 'check', running);
  await main.getByText('判断安全账户 (3/6)').waitFor();
  await main.getByText('{"is_fraud"').waitFor();
  await shoot(main, '32-check-running');
  await main.getByRole('button', { name: '停止' }).click();
  const problems = [{ model: 'broken.gguf', failure: { code: 'model-corrupt' as const } }];
  await send(app, main, 'check', { ...noCheck, problems });
  await main.getByText('模型文件不完整').waitFor();
  await main.getByRole('button', { name: '开始体检' }).waitFor();
});

test('during a meeting no check can begin, and it says why', async () => {
  const { app, main } = await openApp(tempFolder());
  await modelReady(main);
  await answerWith(app, 'app.snapshot', snapshot({ guarding: true }));
  await main.reload();
  await open(main, '模型');
  await main.getByText('体检会拖慢判断').waitFor();
  expect(await main.getByRole('button', { name: '开始体检' }).isDisabled()).toBe(true);
});

test('a machine with two cards: both are offered with their memory, and the choice is kept', async () => {
  const { app, main } = await openApp(tempFolder());
  await modelReady(main);
  const memory = { total: 24e9, free: 20e9 };
  const machine: Machine = {
    backends: ['cuda', 'vulkan'],
    started: 'cuda',
    cards: [
      { name: 'NVIDIA GeForce RTX 3090', memory },
      { name: 'NVIDIA GeForce RTX 3080', memory: { total: 10e9, free: 9e9 } },
    ],
    vram: { total: 34e9, free: 29e9 },
    ram: { total: 32e9, free: 20e9 },
    present: ['NVIDIA'],
  };
  await answerWith(app, 'device.machine', machine);
  await open(main, '设置');
  const card = main.getByTestId('device');
  await card.getByText('RTX 3080（9 GB 可用，共 10 GB）').waitFor();
  await card.getByLabel('用哪一块显卡').first().click();
  await main.getByRole('option', { name: '1: NVIDIA GeForce RTX 3080' }).click();
  await card.getByLabel('模型运行在').first().click();
  await main.getByRole('option', { name: 'CUDA 显卡' }).click();
  await shoot(main, '33-device-cards');
  expect(await seriousFaults(main)).toEqual([]);
  await open(main, '守护');
  await open(main, '设置');
  expect(await card.getByLabel('用哪一块显卡').first().inputValue()).toBe('1: NVIDIA GeForce RTX 3080');
});

test('every reason why a card is not used is a sentence in both languages; layers on the card are always on screen', async () => {
  const { app, main } = await openApp(tempFolder());
  await modelReady(main);
  const { info } = new ScriptedModel();
  for (const language of ['zh-CN', 'en-US'] as const) {
    await answerWith(app, 'app.snapshot', snapshot({}, { language }));
    await main.reload();
    await open(main, language === 'zh-CN' ? '设置' : 'Settings');
    for (const deviceReason of deviceReasons) {
      await send(app, main, 'state', { ...calmState, modelState: 'ready', model: { ...info, deviceReason } });
      const text = await main.getByTestId('device').textContent();
      expect(text, deviceReason).not.toContain(deviceReason);
      expect(text, deviceReason).not.toContain('deviceReason');
    }
  }
  const part = { ...info, device: 'cuda', deviceName: 'RTX 3060', gpuLayers: 12, layers: 29, deviceReason: 'card-part' } as const;
  await send(app, main, 'state', { ...calmState, modelState: 'ready', model: part });
  await main.getByText('CUDA RTX 3060 (12 of 29 layers)').waitFor();
  await shoot(main, '34-device-part-en');
});
