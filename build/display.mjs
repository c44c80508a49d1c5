/** A virtual display (Xvfb) for Linux machines without a display. */
import { spawn } from 'node:child_process';

// `-terminate` ends it some seconds after its last client, also if this program is killed.
const flags = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-terminate', '120'];

export function needsDisplay() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}

/** @returns the name of the new display, and a function that closes it. */
export async function openDisplay() {
  // In its own process group: Ctrl-C must not end the display before the app.
  const server = spawn('Xvfb', flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true });
  const gone = new Promise((resolve) => server.once('exit', resolve));
  const number = await new Promise((resolve, reject) => {
    const stopped = () => reject(new Error('The virtual display could not be started: run `npm run setup`.'));
    server.once('error', stopped);
    server.once('exit', stopped);
    server.stdio[3].once('data', (data) => resolve(String(data).trim()));
  });
  return {
    name: `:${number}`,
    async close() {
      server.kill();
      await gone;
    },
  };
}
