/** The packaged app: what ships, locked as it ships, plays the demo. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runScript } from '../support/app.ts';
import { root, tempFolder } from '../support/folders.ts';

test.runIf(process.platform === 'linux')('npm run package makes an app that plays the demo', async () => {
  const made = await runScript('build/run.mjs', ['build/package.mjs']);
  expect([made.code, made.err.split('\n').filter((line) => line.startsWith('✗'))]).toEqual([0, []]);
  const dist = path.join(root, 'dist');
  const binary = path.join(dist, readdirSync(dist).find((name) => name.endsWith('-unpacked')) as string, 'huidun');
  const app = spawn(binary, ['--demo', '--json', '--out', tempFolder(), ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]);
  let out = '';
  app.stdout.on('data', (data) => {
    out += data;
  });
  const code = await new Promise((resolve) => app.once('close', resolve));
  expect(code).toBe(0);
  expect(JSON.parse(out.trim().split('\n').at(-1) ?? '')).toMatchObject({ event: 'done', lines: 24, verdicts: 24 });
});
