/** What the scripts that start another program share. */
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Sets up what is missing; ends this program when that fails, as the set-up has already said why. */
export function setUp(...flags) {
  const setup = fileURLToPath(new URL('setup.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [setup, ...flags], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}

/** Runs a program to its end; a signal to this script goes to it. @returns its exit code. */
export function runToEnd(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', ...options });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    stopWithNpm(() => child.kill());
    child.on('error', () => reject(new Error(`${path.basename(program)} can't be started: run \`npm run setup\`.`)));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** npm gives a SIGTERM to its shell alone, which goes without a word to us: a new parent is the only sign of it. */
function stopWithNpm(stop) {
  if (process.platform === 'win32' || !process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(), 1_000).unref();
}
