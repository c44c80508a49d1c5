/** Starts the app when the user logs in. Electron does it on Windows and macOS; Linux has a folder for it. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { app } from 'electron';
import { desktopEntry } from './desktop-entry.ts';

/** The flag that opens the app without its window. */
const hidden = '--hidden';

/** @throws the system's error */
export function setAutostart(on: boolean): void {
  const [program = '', ...args] = command();
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: on, path: program, args });
    if (app.getLoginItemSettings({ path: program, args }).openAtLogin !== on) throw new Error('the system did not take the login item');
    return;
  }
  // https://specifications.freedesktop.org/autostart-spec/latest/
  const folder = path.join(process.env.XDG_CONFIG_HOME || path.join(homedir(), '.config'), 'autostart');
  const file = path.join(folder, 'huidun.desktop');
  if (on) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, desktopEntry([program, ...args]));
  } else {
    rmSync(file, { force: true });
  }
}

/** macOS passes no flag to a login item, and says so instead. */
export function startedAtLogin(): boolean {
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}

function command(): string[] {
  // An AppImage runs from a folder that is gone later; the variable names its file.
  const program = process.env.APPIMAGE ?? process.execPath;
  return app.isPackaged ? [program, hidden] : [program, app.getAppPath(), hidden];
}
