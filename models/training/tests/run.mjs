/** `npm run test:training`: ruff and pytest on models/training, in a virtual environment under .cache. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const models = path.resolve(import.meta.dirname, '../..');
const folder = path.join(models, '../.cache/training');
const python = path.join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
const requirements = path.join(models, 'training/requirements-dev.txt');
/** A copy of the requirements that are installed. */
const installed = path.join(folder, 'requirements-dev.txt');

const run = (command, args) => spawnSync(command, args, { cwd: models, stdio: 'inherit' }).status === 0;

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

const wanted = readFileSync(requirements, 'utf8');
if (!existsSync(installed) || readFileSync(installed, 'utf8') !== wanted) {
  const system = process.platform === 'win32' ? 'python' : 'python3';
  if (!run(system, ['-m', 'venv', folder])) fail('Python 3.11 or newer with venv is needed.');
  if (!run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements])) {
    fail('The packages of models/training/requirements-dev.txt could not be installed. Is PyPI reachable?');
  }
  writeFileSync(installed, wanted);
}
const lint = run(python, ['-m', 'ruff', 'check', '--config', 'training/ruff.toml', '--no-cache', 'training']);
const tests = run(python, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'training/tests']);
process.exit(lint && tests ? 0 : 1);
