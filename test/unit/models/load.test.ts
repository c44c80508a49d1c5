import { closeSync, copyFileSync, mkdirSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { anyDevice } from '../../../electron/contract/devices.ts';
import { defaultContextTokens } from '../../../electron/engine/devices.ts';
import { loadModel } from '../../../electron/models/load.ts';
import { codeOfAsync } from '../../support/failure.ts';
import { root, tempFolder } from '../../support/folders.ts';
import { starterInOneFile, starterParts } from '../../support/starter.ts';

const models = path.join(root, 'models');
const starterFile = starterInOneFile();

/** A models folder with a starter of the test's own making. */
function folderWith(change: (file: string) => void): string {
  const folder = tempFolder();
  mkdirSync(path.join(folder, 'starter'));
  copyFileSync(path.join(models, 'catalog.json'), path.join(folder, 'catalog.json'));
  for (const part of starterParts) copyFileSync(part, path.join(folder, 'starter', path.basename(part)));
  change(path.join(folder, 'starter', path.basename(starterParts.at(-1) as string)));
  return folder;
}

test('a starter model with one changed byte is refused as changed', async () => {
  const folder = folderWith((file) => {
    const handle = openSync(file, 'r+');
    writeSync(handle, 'x', readFileSync(file).length - 10);
    closeSync(handle);
  });
  expect(await codeOfAsync(loadModel({ folder, file: null }))).toBe('model-changed');
});

test('a truncated file, another architecture and no GGUF at all are refused by name', async () => {
  const folder = tempFolder();
  const short = path.join(folder, 'short.gguf');
  copyFileSync(starterFile, short);
  truncateSync(short, 30_000_000);
  await expect(loadModel({ folder: models, file: short })).rejects.toThrow('model-corrupt: short.gguf');
  const text = path.join(folder, 'letter.gguf');
  writeFileSync(text, 'not a model');
  await expect(loadModel({ folder: models, file: text })).rejects.toThrow('model-corrupt: letter.gguf');
  const boasting = path.join(folder, 'boasting.gguf');
  writeFileSync(boasting, 'GGUF but not really, with a number of fields that takes years to read');
  await expect(loadModel({ folder: models, file: boasting })).rejects.toThrow('model-corrupt: boasting.gguf');
  const other = path.join(folder, 'llama.gguf');
  const bytes = readFileSync(starterFile);
  const at = bytes.indexOf('qwen2', bytes.indexOf('general.architecture'));
  bytes.write('llama', at);
  writeFileSync(other, bytes);
  await expect(loadModel({ folder: models, file: other })).rejects.toThrow('model-unsupported: llama.gguf: llama');
  expect(await codeOfAsync(loadModel({ folder: models, file: path.join(folder, 'gone.gguf') }))).toBe('model-missing');
});

test('a context that the starter cannot hold is refused, unless the usual one will do', async () => {
  const device = { ...anyDevice, contextTokens: 4_096 };
  expect(await codeOfAsync(loadModel({ folder: models, file: null, device }))).toBe('context-too-large');
  const model = await loadModel({ folder: models, file: null, device, usualContext: true });
  onTestFinished(() => model.dispose());
  expect(model.info.contextTokens).toBe(defaultContextTokens);
});
