/** Bundles the app into out/ if a source is newer than the last bundle. */
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, run, SetupError, say } from './report.mjs';

const stamp = path.join(root, 'out/.built');
const sources = ['electron', 'renderer', 'build/electron.vite.config.ts', 'package.json', 'package-lock.json'];

export function buildApp() {
  if (existsSync(stamp) && statSync(stamp).mtimeMs > Math.max(...sources.map((name) => newest(path.join(root, name))))) return;
  say('building the app');
  const vite = 'node_modules/electron-vite/bin/electron-vite.js';
  if (!run(process.execPath, [vite, 'build', '-c', 'build/electron.vite.config.ts', '--logLevel', 'warn'])) {
    throw new SetupError('The app could not be built: run `npm run typecheck` to see why.');
  }
  writeFileSync(stamp, '');
}

/** The time of the newest change in a file or folder, in ms. The time of a folder itself changes when a file is deleted. */
function newest(file) {
  const found = statSync(file);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}
