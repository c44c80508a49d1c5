/** A virtual screen for machines without one (Linux). */
import { spawn } from 'node:child_process';

// Some time after its last window it ends by itself: none is left behind even when this program is killed.
const flags = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-terminate', '120'];

export function needsDisplay() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}

/** @returns the new display's name, and a function that closes it. */
export async function openDisplay() {
  // A group of its own: a Ctrl-C that is meant for the app must not take its screen away first.
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
