/** Where the installed app keeps its data, for programs that run without Electron: as Electron's own `userData`. */
import { homedir, platform } from 'node:os';
import path from 'node:path';

const productName = 'Huidun';

export function userDataFolder(env: NodeJS.ProcessEnv = process.env, system: NodeJS.Platform = platform()): string {
  if (system === 'win32') return path.join(env.APPDATA ?? path.join(homedir(), 'AppData/Roaming'), productName);
  if (system === 'darwin') return path.join(homedir(), 'Library/Application Support', productName);
  return path.join(env.XDG_CONFIG_HOME ?? path.join(homedir(), '.config'), productName);
}
