/** The installed app's data folder, for programs without Electron. The same path as Electron's `userData`. */
import { homedir, platform } from 'node:os';
import path from 'node:path';

const productName = 'Huidun';

export function userDataFolder(env: NodeJS.ProcessEnv = process.env, system: NodeJS.Platform = platform()): string {
  if (system === 'win32') return path.join(env.APPDATA ?? path.join(homedir(), 'AppData/Roaming'), productName);
  if (system === 'darwin') return path.join(homedir(), 'Library/Application Support', productName);
  return path.join(env.XDG_CONFIG_HOME ?? path.join(homedir(), '.config'), productName);
}
