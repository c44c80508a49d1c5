/** Models of the test's own making: what is no Qwen2 chat model is refused by name; a file that goes away takes no verdict with it. */
import { rmSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { anyDevice } from '../../../electron/contract/devices.ts';
import { loadLlamaModel } from '../../../electron/engine/llama/model.ts';
import { stopLlama } from '../../../electron/engine/llama/start.ts';
import { readCatalog } from '../../../electron/models/catalog.ts';
import { type GgufMetadata, readWholeGguf } from '../../../electron/programs/bench/gguf.ts';
import { makeShape, type RandomModelShape } from '../../../electron/programs/bench/shape.ts';
import { root, tempFolder } from '../../support/folders.ts';

const models = path.join(root, 'models');
const lender = readWholeGguf(path.join(models, readCatalog(models).starter.file)).metadata;
const small: RandomModelShape = { layers: 2, width: 64, heads: 2, kvHeads: 1, feedForward: 128, vocabulary: 20_000 };
const go = new AbortController().signal;
afterAll(stopLlama);

function made(change: (metadata: GgufMetadata) => void): string {
  const metadata: GgufMetadata = new Map([...lender].map(([key, value]) => [key, structuredClone(value)]));
  change(metadata);
  return makeShape(path.join(tempFolder(), 'made.gguf'), small, metadata);
}
const load = (file: string, threads?: readonly number[]) =>
  loadLlamaModel({ path: file, sha256: '', id: 'made', name: 'made', starter: false, thresholds: null, ...(threads ? { threads } : {}) });

test('a vocabulary without ChatML marks is refused: it would read them as talk', async () => {
  const file = made((metadata) => {
    const tokens = metadata.get('tokenizer.ggml.tokens');
    const kinds = metadata.get('tokenizer.ggml.token_type');
    if (tokens?.type !== 'array' || kinds?.type !== 'array') throw new TypeError('no vocabulary');
    for (const [i, token] of tokens.value.entries()) {
      if (!String(token).startsWith('<|im_')) continue;
      tokens.value[i] = `[NONE${i}]`;
      kinds.value[i] = 5;
    }
  });
  await expect(load(file)).rejects.toThrow('model-unsupported: made.gguf');
});

test('another architecture is refused by its name', async () => {
  const file = made((metadata) => metadata.set('general.architecture', { type: 'string', value: 'llama' }));
  await expect(load(file)).rejects.toThrow('model-unsupported: made.gguf: llama');
});

test('a context longer than the model was trained for is refused before anything is loaded', async () => {
  const file = made(() => {});
  const device = { ...anyDevice, contextTokens: 32_768 };
  const loading = loadLlamaModel({ path: file, sha256: '', id: 'm', name: 'm', starter: false, thresholds: null, device });
  await expect(loading).rejects.toThrow('context-too-large: made.gguf');
});

test('a file that is cut short and removed while its model judges: it judges on', async () => {
  const file = made(() => {});
  const model = await load(file);
  onTestFinished(() => model.dispose());
  const judge = await model.open();
  const turn = { speaker: '甲', text: '请把验证码念给我' };
  const before = await judge.judge([turn], go);
  truncateSync(file, 1_000);
  rmSync(file);
  const after = await judge.judge([turn, turn], go);
  for (const { risk } of [before, after]) expect(risk).toBeGreaterThan(0);
  expect((await model.generate?.('你好', { maxTokens: 3 }))?.ids.length).toBeGreaterThan(0);
});

test('several numbers of threads are measured at load, and the answers stay the same', async () => {
  const file = made(() => {});
  const turn = { speaker: '甲', text: '请把验证码念给我' };
  const riskWith = async (threads: readonly number[]) => {
    const model = await load(file, threads);
    try {
      expect(threads).toContain(model.info.threads);
      return (await (await model.open()).judge([turn], go)).risk;
    } finally {
      await model.dispose();
    }
  };
  expect(Math.abs((await riskWith([1, 2])) - (await riskWith([1])))).toBeLessThan(0.02);
});
