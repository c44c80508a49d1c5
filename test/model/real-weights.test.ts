/**
 * Real weights through the same engine: Qwen2.5-Coder-0.5B-Instruct, untrained for this work and made for code. What it can
 * and can't do is written down as it was found; a change of it is worth a look.
 */
import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest';
import { loadLlamaModel } from '../../electron/engine/llama/model.ts';
import { stopLlama } from '../../electron/engine/llama/start.ts';
import type { RiskModel } from '../../electron/engine/risk-model.ts';
import { toText } from '../../electron/models/check/report.ts';
import { checkModel } from '../../electron/models/check/run.ts';
import { samples } from '../../electron/sources/samples.ts';
import { codeOfAsync } from '../support/failure.ts';
import { realWeights } from './real-weights.ts';

const found = realWeights();
const go = new AbortController().signal;
let model: RiskModel;
beforeAll(async () => {
  if ('missing' in found) return process.stderr.write(`\nSKIPPED: ${found.missing}\n\n`);
  const names = { sha256: '', id: 'real', name: 'Qwen2.5-Coder-0.5B-Instruct', starter: false, thresholds: null };
  model = await loadLlamaModel({ path: found.file, ...names });
});
afterAll(async () => {
  await model?.dispose();
  await stopLlama();
});
/** Without the weights a test says why it did not run. */
function needWeights(context: TestContext): void {
  if ('missing' in found) context.skip(found.missing);
}

/** Highest risk over a conversation, line by line. */
async function peakOf(turns: (typeof samples)[number]['turns']): Promise<number> {
  const judge = await model.open();
  let peak = 0;
  for (const turn of turns.slice(0, 16)) peak = Math.max(peak, (await judge.judge([turn], go)).risk);
  await judge.dispose();
  return peak;
}

test('its shape is what its header says', (context) => {
  needWeights(context);
  expect(model.info).toMatchObject({ layers: 25, bytes: 491_400_064, calibrated: false, starter: false });
});

test('sample meetings: risks, fraud against honest', { timeout: 900_000 }, async (context) => {
  needWeights(context);
  const peaks: { id: string; label: string; peak: number }[] = [];
  for (const { id, label, turns } of samples) peaks.push({ id, label, peak: await peakOf(turns) });
  process.stdout.write(`${peaks.map(({ id, label, peak }) => `${peak.toFixed(3)} ${label} ${id}`).join('\n')}\n`);
  for (const { peak } of peaks) expect(peak).toBeGreaterThan(0);
});

test('line by line gives what judging all at once gives', { timeout: 300_000 }, async (context) => {
  needWeights(context);
  const turns = samples[0]?.turns.slice(0, 8) ?? [];
  const judge = await model.open();
  let risk = Number.NaN;
  for (const turn of turns) risk = (await judge.judge([turn], go)).risk;
  await judge.dispose();
  const again = await model.open();
  expect(Math.abs((await again.judge(turns, go)).risk - risk)).toBeLessThan(0.03);
});

test('the model check', { timeout: 900_000 }, async (context) => {
  needWeights(context);
  const check = await checkModel(model, { at: 0 });
  process.stdout.write(`${toText(check, false)}\n`);
  expect(check.trials.find((trial) => trial.id === 'introduce')?.misfits).not.toContain('chinese');
});

test('an explanation is a sentence of Chinese, and is called off at once', { timeout: 300_000 }, async (context) => {
  needWeights(context);
  const lines = [{ speaker: '张警官', text: '请把卡里的钱转到安全账户，这件事不能告诉家里人。' }];
  const said = await model.explain?.(lines, go);
  process.stdout.write(`${said}\n`);
  expect(said).toMatch(/\p{Script=Han}{4}/u);
  const stop = new AbortController();
  const stopped = model.explain?.(lines, stop.signal);
  stop.abort();
  expect(await codeOfAsync(stopped as Promise<string>)).toBe('cancelled');
});
