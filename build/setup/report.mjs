/** How the set-up speaks, and how it runs other programs. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const cache = path.join(root, '.cache');
/** The Node that package-lock.json pins: it runs .ts files and loads better-sqlite3, the machine's own may do neither. */
export const pinnedNode = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Something is missing that the set-up can't mend: one sentence and the command that does. */
export class SetupError extends Error {}

/** On stderr: stdout belongs to the programs. */
export function say(text) {
  process.stderr.write(`[set-up] ${text}\n`);
}

/** Runs a program to its end with its output on stderr. @returns whether it succeeded. */
export function run(program, args, options = {}) {
  return spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2], shell: needsShell(program), ...options }).status === 0;
}

/** A program's output, or null if it can't be run or fails. */
export function read(program, args, options = {}) {
  const { status, stdout } = spawnSync(program, args, { cwd: root, encoding: 'utf8', shell: needsShell(program), ...options });
  return status === 0 ? stdout.trim() : null;
}

/** npm is a .cmd file on Windows, which only a shell can start. */
function needsShell(program) {
  return process.platform === 'win32' && program === 'npm';
}
