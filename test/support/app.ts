/** The real app for a test: real Electron, a user-data folder of its own, its windows as Playwright pages. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { electronPath } from '../../build/electron-path.mjs';
import { root } from './folders.ts';

export interface TestApp {
  app: ElectronApplication;
  main: Page;
  overlay: Page;
}

const electron = electronPath();
/** Chromium refuses to run as root with its sandbox. */
const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** @param userData made when missing; give the same folder again to start the app a second time. */
export async function openApp(userData: string, flags: string[] = []): Promise<TestApp> {
  if (!electron) throw new Error('Electron is missing: run `npm run setup`.');
  const app = await _electron.launch({
    executablePath: electron.binary,
    args: [root, `--user-data-dir=${userData}`, ...asRoot, ...flags],
  });
  onTestFinished(() => app.close().catch(() => {}));
  const page = async (name: string): Promise<Page> => {
    const found = () => app.windows().find((window) => window.url().includes(`/${name}/`));
    while (!found()) await app.waitForEvent('window');
    const window = found() as Page;
    await window.waitForLoadState();
    return window;
  };
  return { app, main: await page('main'), overlay: await page('overlay') };
}

/** The model is loaded when the main window names it. */
export async function modelReady(main: Page): Promise<void> {
  await main.getByTestId('model').first().waitFor();
}

/** Runs a program of package.json's as a user would. */
export async function runScript(script: string, args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = startScript(script, args);
  let out = '';
  let err = '';
  child.stdout?.on('data', (data) => {
    out += data;
  });
  child.stderr?.on('data', (data) => {
    err += data;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

export function startScript(script: string, args: string[]): ChildProcess {
  return spawn(process.execPath, [path.join(root, script), ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A screenshot for people to look at; never compared. The overlay is waited for until its window is as large as its card. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (page.url().includes('/overlay/')) {
    await page.waitForFunction(() => {
      const { width, height } = document.querySelector('#root > div')?.getBoundingClientRect() ?? { width: 0, height: 0 };
      return width > 0 && Math.ceil(width) <= innerWidth && Math.ceil(height) <= innerHeight;
    });
  }
  await page.screenshot({ path: path.join(root, 'test/artifacts', `${name}.png`) });
}
