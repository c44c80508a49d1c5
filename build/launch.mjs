/** Functions for scripts that start another program. */
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Runs the set-up. If it fails, ends this program; the set-up has printed the reason. */
export function setUp(...flags) {
  const setup = fileURLToPath(new URL('setup.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [setup, ...flags], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}

/** Runs a program to its end and passes signals on to it. @returns its exit code. */
export function runToEnd(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', ...options });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    stopWithNpm(() => child.kill());
    child.on('error', () => reject(new Error(`${path.basename(program)} can't be started: run \`npm run setup\`.`)));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** npm passes a SIGTERM only to its shell, which ends without telling this process. So the change of the parent process is watched. */
function stopWithNpm(stop) {
  if (process.platform === 'win32' || !process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(), 1_000).unref();
}
