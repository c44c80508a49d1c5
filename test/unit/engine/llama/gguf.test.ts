/** Split models and adapters, on the real starter model. */
import { rmSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkLora, partsOf, readGguf } from '../../../../electron/engine/llama/gguf.ts';
import { loadLlamaModel } from '../../../../electron/engine/llama/model.ts';
import { codeOf, codeOfAsync } from '../../../support/failure.ts';
import { tempFolder } from '../../../support/folders.ts';
import { splitGguf, writeLora } from '../../../support/gguf.ts';
import { starterInOneFile } from '../../../support/starter.ts';

const starter = starterInOneFile();
const starterWidth = 896;

/** The risk that a loaded model gives one fraudulent sentence. */
async function riskOf(file: string, lora?: { path: string; scale: number }): Promise<number> {
  const names = { id: 'm', name: 'm', sha256: '', starter: false, thresholds: null };
  const model = await loadLlamaModel({ ...names, path: file, ...(lora ? { lora } : {}) });
  onTestFinished(() => model.dispose());
  const judge = await model.open();
  const { risk } = await judge.judge([{ speaker: '张警官', text: '把钱转到安全账户，验证码告诉我' }], new AbortController().signal);
  await judge.dispose();
  return risk;
}

test('a split model is found from any of its parts, and judges as the whole does', async () => {
  const parts = splitGguf(starter, tempFolder(), 'model', 3);
  for (const part of parts) expect(partsOf(part)).toEqual(parts);
  const facts = await readGguf(parts[1] as string);
  expect(facts).toMatchObject({ kind: 'model', architecture: 'qwen2', license: 'apache-2.0', parts });
  expect(await riskOf(parts[2] as string)).toBeCloseTo(await riskOf(starter), 5);
});

test('a missing part is named, a truncated one is damaged', async () => {
  const parts = splitGguf(starter, tempFolder(), 'model', 3);
  // Within the last tensor.
  truncateSync(parts[2] as string, statSync(parts[2] as string).size - 64);
  expect(await codeOfAsync(readGguf(parts[0] as string))).toBe('model-corrupt');
  rmSync(parts[1] as string);
  await expect(readGguf(parts[0] as string)).rejects.toThrow('model-incomplete: model-00002-of-00003.gguf');
});

test('an adapter changes what the model says, by its scale', async () => {
  const lora = path.join(tempFolder(), 'lora.gguf');
  writeLora(lora, starterWidth);
  const plain = await riskOf(starter);
  expect(await riskOf(starter, { path: lora, scale: 0 })).toBeCloseTo(plain, 5);
  expect(Math.abs(Math.log((await riskOf(starter, { path: lora, scale: 1 })) / plain))).toBeGreaterThan(0.01);
});

test('an adapter for another base, another architecture, and a model in its place are refused', async () => {
  const folder = tempFolder();
  const other = path.join(folder, 'other.gguf');
  writeLora(other, 1_536);
  expect(await codeOfAsync(riskOf(starter, { path: other, scale: 1 }))).toBe('lora-other-base');
  writeLora(other, starterWidth, 'llama');
  expect(await codeOfAsync(riskOf(starter, { path: other, scale: 1 }))).toBe('lora-unsupported');
  const model = await readGguf(starter);
  expect(codeOf(() => checkLora(model, model))).toBe('lora-unsupported');
  writeLora(other, starterWidth);
  expect(await codeOfAsync(riskOf(other))).toBe('model-unsupported');
});

test('a name that only looks like a part stands for itself', () => {
  for (const name of ['/m/a-00001-of-00000.gguf', '/m/a-1-of-2.gguf', '/m/a.gguf']) expect(partsOf(name)).toEqual([name]);
});
