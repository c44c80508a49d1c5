import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readCatalog } from '../../../electron/models/catalog.ts';
import { estimateMemory, expectedBytes, parameters } from '../../../electron/models/memory.ts';
import { root } from '../../support/folders.ts';
import { starterParts } from '../../support/starter.ts';

const folder = path.join(root, 'models');
const catalog = readCatalog(folder);
const model = (id: string) => {
  const found = catalog.models.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

test('the starter model in the repository is the file that the catalog names, and small enough', () => {
  const { starter } = catalog;
  const parts = starterParts.map((part) => readFileSync(part));
  const bytes = Buffer.concat(parts);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(starter.sha256);
  expect(bytes.length).toBe(starter.bytes);
  expect(bytes.length).toBeLessThanOrEqual(192_000_000);
  // Hosts of repositories refuse larger files.
  for (const part of parts) expect(part.length).toBeLessThan(96_000_000);
});

test('the four models of the source document are there, each under its own id and file name, with a licence', () => {
  const names = new Set(catalog.models.map((one) => one.family.name));
  expect([...names]).toEqual(['Qwen2-0.5B-Instruct', 'Qwen2-1.5B', 'Qwen2-1.5B-Instruct', 'Qwen2-7B-Instruct']);
  expect(new Set(catalog.models.map((one) => one.id)).size).toBe(catalog.models.length);
  expect(new Set(catalog.models.map((one) => one.file)).size).toBe(catalog.models.length);
  expect(catalog.models.map((one) => one.license)).toEqual(catalog.models.map(() => 'Apache-2.0'));
});

test('ModelScope is asked first, then Hugging Face, then its mirror; a site that does not have a model is left out', () => {
  expect(model('qwen2-1.5b-instruct-q4_k_m').addresses).toEqual([
    {
      site: 'ModelScope',
      url: 'https://modelscope.cn/models/Qwen/Qwen2-1.5B-Instruct-GGUF/resolve/master/qwen2-1_5b-instruct-q4_k_m.gguf',
    },
    {
      site: 'Hugging Face',
      url: 'https://huggingface.co/Qwen/Qwen2-1.5B-Instruct-GGUF/resolve/main/qwen2-1_5b-instruct-q4_k_m.gguf',
    },
    { site: 'hf-mirror', url: 'https://hf-mirror.com/Qwen/Qwen2-1.5B-Instruct-GGUF/resolve/main/qwen2-1_5b-instruct-q4_k_m.gguf' },
  ]);
  expect(model('qwen2-1.5b-q4_k_m').addresses.map((one) => one.site)).toEqual(['Hugging Face', 'hf-mirror']);
});

test('the shapes come to the parameters that the models are published with, and to the sizes of known files', () => {
  const count = (id: string) => parameters(model(id).family.shape);
  expect(count('qwen2-0.5b-instruct-q8_0')).toBe(494_032_768);
  expect(count('qwen2-1.5b-q8_0')).toBe(1_543_714_304);
  expect(count('qwen2-7b-instruct-q8_0')).toBe(7_615_616_512);
  // A Q8_0 file of the 1.5B's shape was seen with 1,646,573,408 bytes.
  const q8 = expectedBytes(model('qwen2-1.5b-q8_0').family.shape, 'Q8_0') as number;
  expect(Math.abs(q8 / 1_646_573_408 - 1)).toBeLessThan(0.01);
});

test('what is not known is not invented: a K quantisation without a published size has none', () => {
  expect(model('qwen2-1.5b-instruct-q5_k_m')).toMatchObject({ bytes: null, sha256: null, thresholds: null, approximateBytes: null });
  expect(model('qwen2-1.5b-instruct-q4_k_m').approximateBytes).toBe(986_045_824);
});

test('the memory need is above the file and, for the document’s model, within an 8 GB laptop', () => {
  const { family, bytes } = model('qwen2-1.5b-instruct-q4_k_m');
  const need = estimateMemory(family.shape, bytes as number);
  expect(need).toBeGreaterThan(986_045_824 + 300_000_000);
  expect(need).toBeLessThan(2_000_000_000);
});
