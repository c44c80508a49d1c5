/**
 * Sets up, then runs one of the project's programs on the Node that package-lock.json pins:
 *
 *   node build/run.mjs [--node] FILE [arguments]     --node: the program needs no Electron
 *
 * `node setup && node program` does not work on a fresh clone: the shell has found the machine's Node before the set-up
 * installs the pinned one, and runs both with it.
 */
import { runToEnd, setUp } from './launch.mjs';
import { pinnedNode } from './setup/report.mjs';

const [first, ...rest] = process.argv.slice(2);
const program = first === '--node' ? rest : [first, ...rest];
setUp(...(first === '--node' ? ['--node'] : []));
process.exit(await runToEnd(pinnedNode, program));
