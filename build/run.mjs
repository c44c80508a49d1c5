/**
 * Sets up, then runs one of the project's programs on the pinned Node:
 *
 *   node build/run.mjs [--node] FILE [arguments]     --node: the program needs no Electron
 *
 * `node setup && node program` would not do: on a fresh clone the shell remembers the machine's Node for both.
 */
import { runToEnd, setUp } from './launch.mjs';
import { pinnedNode } from './setup/report.mjs';

const [first, ...rest] = process.argv.slice(2);
const program = first === '--node' ? rest : [first, ...rest];
setUp(...(first === '--node' ? ['--node'] : []));
process.exit(await runToEnd(pinnedNode, program));
