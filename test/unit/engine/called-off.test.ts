/** What failed to load, or was called off: its owners still close. */
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { loadLlamaModel } from '../../../electron/engine/llama/model.ts';
import { stopLlama } from '../../../electron/engine/llama/start.ts';
import { readCatalog } from '../../../electron/models/catalog.ts';
import { readWholeGguf, writeGguf } from '../../../electron/programs/bench/gguf.ts';
import { makeShape } from '../../../electron/programs/bench/shape.ts';
import { codeOfAsync } from '../../support/failure.ts';
import { root, tempFolder } from '../../support/folders.ts';

const models = path.join(root, 'models');
const starter = path.join(models, readCatalog(models).starter.file);
const small = { layers: 2, width: 64, heads: 2, kvHeads: 1, feedForward: 128, vocabulary: 20_000 };
const load = (file: string, signal?: AbortSignal) =>
  loadLlamaModel({ path: file, sha256: '', id: 'm', name: 'm', starter: false, thresholds: null, ...(signal ? { signal } : {}) });

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Whatever was given up is collected: only then does the library wait for it in vain. */
async function collected(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await new Promise(setImmediate);
    collect();
  }
}

/** A signal that fires once native code has begun to read the model. */
function amidTheLoad(): AbortSignal {
  const stop = new AbortController();
  const listen = stop.signal.addEventListener.bind(stop.signal);
  stop.signal.addEventListener = (...args: Parameters<typeof listen>) => {
    listen(...args);
    setImmediate(() => stop.abort());
  };
  return stop.signal;
}

test('after a load that was called off the next model loads, judges and closes, and the engine stops', async () => {
  expect(await codeOfAsync(load(starter, amidTheLoad()))).toBe('cancelled');
  await collected();
  const model = await load(starter);
  const judge = await model.open();
  expect((await judge.judge([{ speaker: '甲', text: '您好' }], new AbortController().signal)).risk).toBeLessThan(1);
  await model.dispose();
  await collected();
  await stopLlama();
});

test('after a file that the engine could not load it stops too', async () => {
  const { metadata, tensors } = readWholeGguf(makeShape(path.join(tempFolder(), 'whole.gguf'), small, readWholeGguf(starter).metadata));
  const file = path.join(tempFolder(), 'lacking.gguf');
  writeGguf(file, metadata, tensors.slice(0, -1));
  expect(await codeOfAsync(load(file))).toBe('model-failed');
  await collected();
  await stopLlama();
});
