/** Installs node_modules as package-lock.json describes them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pinnedNode, read, root, run, SetupError, say } from './report.mjs';

export function installDependencies() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new SetupError('Node 20 or newer is needed: install it from https://nodejs.org, then run this command again.');
  }
  if (installed()) return;
  if (read('npm', ['--version']) === null) {
    throw new SetupError('npm is missing: install Node with npm from https://nodejs.org, then run this command again.');
  }
  say('this clone is set up first: npm packages, Electron and, on Linux as root, missing system packages; each step is announced');
  say('installing the npm packages of package-lock.json into node_modules/ (1.3 GB, a minute or two)');
  // onnxruntime-node's install script would download CUDA libraries, which the app does not use.
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' };
  if (!run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { env })) {
    throw new SetupError('The dependencies could not be installed: check the network, then run `npm ci`.');
  }
  if (read(pinnedNode, ['--version']) === null) {
    throw new SetupError('The pinned Node did not arrive, as install scripts are switched off: run `npm ci --no-ignore-scripts`.');
  }
}

/** Whether npm's record of node_modules has every package of the lock file. Packages for other platforms are optional. */
function installed() {
  const wanted = packages('package-lock.json');
  const present = packages('node_modules/.package-lock.json');
  if (!present) return false;
  return Object.entries(wanted).every(([place, { version, optional }]) => {
    return place === '' || present[place]?.version === version || (optional && !present[place]);
  });
}

function packages(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
  } catch {
    return null;
  }
}
