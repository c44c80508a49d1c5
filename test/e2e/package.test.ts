/** The packaged app, with the fuses of a release, plays the demo. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runScript } from '../support/app.ts';
import { root, tempFolder } from '../support/folders.ts';
import { docxOf } from '../support/zip.ts';

test.runIf(process.platform === 'linux')('npm run package makes an app that plays the demo', async () => {
  const made = await runScript('build/run.mjs', ['build/package.mjs']);
  expect([made.code, made.err.split('\n').filter((line) => line.startsWith('✗'))]).toEqual([0, []]);
  const dist = path.join(root, 'dist');
  const binary = path.join(dist, readdirSync(dist).find((name) => name.endsWith('-unpacked')) as string, 'huidun');
  const notices = readFileSync(path.join(path.dirname(binary), 'resources/THIRD-PARTY-NOTICES.txt'), 'utf8');
  for (const name of ['mammoth@', 'better-sqlite3@', 'react@', 'PP-OCRv4', 'llama.cpp']) expect(notices).toContain(name);
  expect(await demo(binary)).toMatchObject({ event: 'done', lines: 24, verdicts: 24 });
  // The program of the thread that reads files lies inside the archive.
  const transcript = path.join(tempFolder(), '记录.docx');
  writeFileSync(transcript, docxOf(['王警官：您好', '小李：什么事？']));
  expect(await demo(binary, '--transcript', transcript)).toMatchObject({ event: 'done', lines: 2, verdicts: 2 });
});

async function demo(binary: string, ...more: string[]): Promise<unknown> {
  const app = spawn(binary, ['--demo', '--json', '--out', tempFolder(), ...more, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]);
  let out = '';
  app.stdout.on('data', (data) => {
    out += data;
  });
  expect(await new Promise((resolve) => app.once('close', resolve))).toBe(0);
  return JSON.parse(out.trim().split('\n').at(-1) ?? '');
}
