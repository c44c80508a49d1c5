/** Linux: installs the system libraries that Electron needs and, on a machine without a display, the programs for tests. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { read, run, SetupError, say } from './report.mjs';

export function installSystem({ binary, builds }) {
  if (process.platform !== 'linux') return;
  const missing = missingPackages(binary, builds);
  if (missing.length === 0) return;
  const install = (names) => ['install', '-y', '--no-install-recommends', ...names];
  const byHand = `sudo apt-get update && sudo apt-get ${install(missing).join(' ')}`;
  if (process.getuid() !== 0 || !onPath('apt-get')) {
    throw new SetupError(
      `Some system packages are missing: run \`${byHand}\` (or your distribution's equivalents), then this command again.`,
    );
  }
  say(`installing on this system, as root with apt-get: ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], { env });
  if (!run('apt-get', ['-qq', ...install(missing.map(nameHere))], { env, stdio: ['ignore', 'ignore', 2] })) {
    throw new SetupError(`The system packages could not be installed: run \`${byHand}\`.`);
  }
}

function missingPackages(binary, builds) {
  const missing = [];
  // These four packages bring every library that ldd may report as not found.
  if (read('ldd', [binary])?.includes('not found')) missing.push('libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1');
  if (builds && !onPath('g++')) missing.push('g++');
  if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return missing;
  if (!onPath('Xvfb')) missing.push('xvfb');
  // Without a window manager the system lists no windows to capture.
  if (!onPath('openbox')) missing.push('openbox');
  // A font with Chinese characters, for screenshots.
  if (!read('fc-list', [':lang=zh'])) missing.push('fontconfig', 'fonts-noto-cjk');
  return missing;
}

/** Newer Debian and Ubuntu releases have renamed some libraries (libasound2t64). */
function nameHere(name) {
  return read('apt-cache', ['show', `${name}t64`]) ? `${name}t64` : name;
}

function onPath(program) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));
}
