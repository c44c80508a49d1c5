/** The starter model's files. It is a split model; a test that needs one file joins its parts. */
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { partsOf } from '../../electron/engine/llama/gguf.ts';
import { readCatalog } from '../../electron/models/catalog.ts';
import { readWholeGguf, writeGguf } from '../../electron/programs/bench/gguf.ts';
import { root } from './folders.ts';

const models = path.join(root, 'models');
export const starterParts: readonly string[] = partsOf(path.join(models, readCatalog(models).starter.file));

/** The starter as one file. It is made once and kept beside the other things that tests prepare. Do not change it. */
export function starterInOneFile(): string {
  const kept = path.join(root, '.cache/test', `${readCatalog(models).starter.sha256.slice(0, 16)}.gguf`);
  if (existsSync(kept)) return kept;
  mkdirSync(path.dirname(kept), { recursive: true });
  const parts = starterParts.map(readWholeGguf);
  const metadata = new Map([...(parts[0]?.metadata ?? [])].filter(([key]) => !key.startsWith('split.')));
  // Another test process may be making the same file: each writes its own, and the last rename wins.
  const file = `${kept}.${process.pid}`;
  writeGguf(
    file,
    metadata,
    parts.flatMap(({ tensors }) => tensors),
  );
  renameSync(file, kept);
  return kept;
}

/** The same with another name in it: another sum, so the app cannot know that it is the starter. */
export function otherModel(): Buffer {
  const bytes = readFileSync(starterInOneFile());
  const name = 'Huidun starter';
  bytes.write('Another model.', bytes.indexOf(name));
  return bytes;
}
