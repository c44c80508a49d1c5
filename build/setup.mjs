/**
 * Installs what a fresh clone lacks, and builds the app. It prints what it installs before it does so, and nothing if
 * nothing is missing. Output goes to stderr, because stdout belongs to the programs. This file uses only Node's own modules
 * and runs on Node 20 or newer.
 *
 *   node build/setup.mjs           for the app and its tests
 *   node build/setup.mjs --node    for the command-line programs, which need no Electron and no display
 */
import { buildApp } from './setup/app.mjs';
import { installDependencies } from './setup/dependencies.mjs';
import { findElectron } from './setup/electron.mjs';
import { pinnedNode, run, SetupError } from './setup/report.mjs';
import { buildSqlite, needsBuild } from './setup/sqlite.mjs';
import { installSystem } from './setup/system.mjs';

try {
  installDependencies();
  if (Number(process.versions.node.split('.')[0]) < 24) {
    // The steps below import packages that need a newer Node than the machine's.
    process.exit(run(pinnedNode, process.argv.slice(1)) ? 0 : 1);
  }
  if (!process.argv.includes('--node')) {
    const electron = await findElectron();
    installSystem({ binary: electron.binary, builds: needsBuild(electron) });
    buildSqlite(electron);
    buildApp();
  }
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exit(1);
}
