/**
 * Sets up, then runs the app from the sources with a user-data folder of its own, and watches them: a changed page is updated in
 * place, a changed main process starts the app again. F12, Ctrl+Shift+I and a right click open DevTools.
 *
 *   npm run dev -- [the app's and Chromium's flags]
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { needsDisplay, openDisplay } from './display.mjs';
import { electronPath } from './electron-path.mjs';
import { runToEnd, setUp } from './launch.mjs';
import { cache, pinnedNode, root } from './setup/report.mjs';

setUp();
const folder = path.join(cache, 'dev');
mkdirSync(folder, { recursive: true });
const { productName, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const manifest = { name: 'huidun-dev', productName, version, type: 'module', main: 'main/main.js' };
writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));

const appFlags = [`--models=${path.join(root, 'models')}`, `--user-data-dir=${path.join(folder, 'user-data')}`, ...process.argv.slice(2)];
// Chromium refuses to run as root with its sandbox.
if (process.platform === 'linux' && process.getuid() === 0) appFlags.push('--no-sandbox');
const env = { ...process.env, ELECTRON_EXEC_PATH: electronPath().binary, ELECTRON_ENTRY: folder };
delete env.ELECTRON_RUN_AS_NODE;

let display;
try {
  if (needsDisplay()) {
    display = await openDisplay();
    env.DISPLAY = display.name;
  }
  const program = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const flags = ['dev', '--watch', '--config', 'build/electron.vite.config.ts', '--', ...appFlags];
  process.exitCode = await runToEnd(pinnedNode, [program, ...flags], { cwd: root, env });
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await display?.close();
}
