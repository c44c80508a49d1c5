/** Prints messages of the set-up and runs other programs for it. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const cache = path.join(root, '.cache');
/** The Node that package-lock.json pins. It runs .ts files and loads better-sqlite3; an older Node on the machine may not. */
export const pinnedNode = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** The set-up cannot install something. The message is one sentence with the command to run. */
export class SetupError extends Error {}

/** Prints one line to stderr. */
export function say(text) {
  process.stderr.write(`[set-up] ${text}\n`);
}

/** Runs a program to its end, with its output on stderr. @returns whether it succeeded. */
export function run(program, args, options = {}) {
  return spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2], shell: needsShell(program), ...options }).status === 0;
}

/** @returns the output of a program, or null if it cannot be started or fails. */
export function read(program, args, options = {}) {
  const { status, stdout } = spawnSync(program, args, { cwd: root, encoding: 'utf8', shell: needsShell(program), ...options });
  return status === 0 ? stdout.trim() : null;
}

/** On Windows npm is a .cmd file, which only a shell can start. */
function needsShell(program) {
  return process.platform === 'win32' && program === 'npm';
}
