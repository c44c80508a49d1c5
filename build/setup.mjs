/**
 * Installs whatever a fresh clone is missing, and builds the app. Node's own modules only, Node 20 or newer,
 * safe to run again; says nothing when nothing is missing. Progress goes to stderr: stdout belongs to the programs.
 *
 *   node build/setup.mjs           what a run of the app or its tests needs
 *   node build/setup.mjs --node    what the command-line programs need (no Electron, no windows)
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
    // From here on packages are used, and they want a newer Node than the machine's.
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
