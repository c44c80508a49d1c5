/** A models folder for the real app: the real starter, and a catalog of one model that lies on a server of the test. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, tempFolder } from './folders.ts';
import { starterParts } from './starter.ts';

const models = path.join(root, 'models');
const catalog = JSON.parse(readFileSync(path.join(models, 'catalog.json'), 'utf8'));

/** @param origin of the server, without a path. @returns the folder for `--models`. */
export function modelsFolderAt(origin: string, facts: { bytes?: number | null; sha256?: string | null } = {}): string {
  const folder = tempFolder();
  mkdirSync(path.join(folder, 'starter'));
  for (const part of starterParts) symlinkSync(part, path.join(folder, 'starter', path.basename(part)));
  const [model] = catalog.models.filter((one: { family: string }) => one.family === 'qwen2-1.5b-instruct');
  writeFileSync(
    path.join(folder, 'catalog.json'),
    JSON.stringify({
      ...catalog,
      sites: [{ id: 'modelscope', name: 'ModelScope', address: `${origin}/{repository}/{file}` }],
      models: [{ ...model, bytes: null, sha256: null, ...facts }],
    }),
  );
  return folder;
}
