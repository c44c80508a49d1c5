/**
 * llama.cpp's own server, as the Python package xllamacpp carries it (its C++ server code, with its HTTP endpoint): fetched
 * once from a package registry into .cache. For tests only.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { root } from '../support/folders.ts';

const folder = path.join(root, '.cache/llama-server');
const python = path.join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
const pinned = 'xllamacpp==2026.10.11549';

const program = `
import sys, time, xllamacpp
params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.n_ctx = 2048
params.n_parallel = 1
params.cpuparams.n_threads = 1
params.port = 0
server = xllamacpp.Server(params)
print('listening', server.listening_address, flush=True)
sys.stdin.read()
`;

/** @returns why it can't be had, or null. */
export function installServer(): string | null {
  if (existsSync(python) && run(python, ['-c', 'import xllamacpp']) === null) return null;
  return run('python3', ['-m', 'venv', folder]) ?? run(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', pinned]);
}

/** Serves a GGUF until the test ends. @returns the address up to the version. */
export async function serveModel(file: string): Promise<string> {
  const child = spawn(python, ['-c', program, file], { stdio: ['pipe', 'pipe', 'ignore'] });
  onTestFinished(() => void child.kill());
  return `${await addressOf(child)}/v1`;
}

async function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of child.stdout ?? []) {
    said += chunk;
    const found = /listening (http:\S+)/.exec(said)?.[1];
    if (found) return found;
  }
  throw new Error(`llama.cpp's server did not start: ${said}`);
}

function run(command: string, args: string[]): string | null {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? null : `llama.cpp's server can't be had here: ${error?.message ?? stderr.trim().split('\n').at(-1)}`;
}
