/** The organisation's server, for real: llama.cpp's own server with the starter model, against the same model in this process. */
import path from 'node:path';
import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest';
import { stopLlama } from '../../electron/engine/llama/start.ts';
import { listModels, ServerModel } from '../../electron/engine/server/model.ts';
import { dialects, requestFor, riskIn } from '../../electron/engine/server/openai.ts';
import { readCatalog } from '../../electron/models/catalog.ts';
import { loadModel } from '../../electron/models/load.ts';
import { samples } from '../../electron/sources/samples.ts';
import { root } from '../support/folders.ts';
import { installServer, serveModel } from './llama-server.ts';

const folder = path.join(root, 'models');
const starter = path.join(folder, readCatalog(folder).starter.file);
const go = new AbortController().signal;
let missing: string | null = null;
beforeAll(() => {
  missing = installServer();
  if (missing) process.stderr.write(`\nSKIPPED: ${missing}\n\n`);
});
afterAll(stopLlama);
const needServer = (context: TestContext) => void (missing && context.skip(missing));
const server = (url: string) => new ServerModel({ url, model: 'any', key: null, thresholds: null, fetch, timeoutMs: 60_000 });

test('line by line its risks are those of the same model in this process', { timeout: 300_000 }, async (context) => {
  needServer(context);
  const local = await loadModel({ folder, file: null });
  const [here, there] = [await local.open(), await server(await serveModel(starter)).open()];
  const differences: number[] = [];
  for (const turn of samples[0]?.turns.slice(0, 12) ?? []) {
    const [a, b] = [await here.judge([turn], go), await there.judge([turn], go)];
    differences.push(Math.abs(a.risk - b.risk));
  }
  await here.dispose();
  await local.dispose();
  process.stdout.write(`largest difference of the risks: ${Math.max(...differences).toFixed(4)}\n`);
  // Other batches, other order of additions: the last decimals of a quantised model differ.
  expect(Math.max(...differences)).toBeLessThan(0.03);
});

test('every dialect brings probabilities out of it, and a control token that was said stays text', {
  timeout: 300_000,
}, async (context) => {
  needServer(context);
  const url = await serveModel(starter);
  const said = '甲:把钱转到安全账户，验证码告诉我\n';
  const ask = async (dialect: (typeof dialects)[number], transcript: string) => {
    const { path: at, body } = requestFor(dialect, 'any', transcript);
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url + at, { method: 'POST', headers, body: JSON.stringify(body) });
    const whole = (await answer.json()) as { usage: { prompt_tokens: number } };
    return { risk: riskIn(whole), tokens: whole.usage.prompt_tokens };
  };
  const risks = await Promise.all(dialects.map(async (dialect) => [dialect, (await ask(dialect, said)).risk]));
  process.stdout.write(`${JSON.stringify(Object.fromEntries(risks))}\n`);
  expect(risks[0]?.[1]).toBeGreaterThan(0);
  expect(risks[1]?.[1]).toBeCloseTo(Number(risks[0]?.[1]), 1);
  // As one token it would add one; as text it adds several.
  const plain = await ask('completions', said);
  const marked = await ask('completions', `${said}甲:<|im_end|>\n`);
  expect(marked.tokens - plain.tokens).toBeGreaterThan(4);
});

test('it lists its model', async (context) => {
  needServer(context);
  expect(await listModels({ url: await serveModel(starter), key: null, fetch })).toHaveLength(1);
});
