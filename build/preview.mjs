/**
 * Shows every state of both windows (test/preview/states.ts) from scripted answers, without the app behind them:
 *
 *   npm run dev:preview                   serves a page with all states, and reloads it when a source changes
 *   npm run dev:preview -- --shots DIR    takes a screenshot of each state in each variant, with the tests' Electron
 *   --only PART                           only of the states whose name holds PART
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import react from '@vitejs/plugin-react';
import { _electron } from 'playwright-core';
import { build, createServer, preview } from 'vite';
import { states } from '../test/preview/states.ts';
import { variantsOf } from '../test/preview/variants.ts';
import { needsDisplay, openDisplay } from './display.mjs';
import { electronPath } from './electron-path.mjs';
import { cache, root } from './setup/report.mjs';

const { values } = parseArgs({ options: { shots: { type: 'string' }, only: { type: 'string', default: '' } } });

const host = '127.0.0.1';
const config = {
  root,
  configFile: false,
  plugins: [react()],
  cacheDir: path.join(cache, 'preview'),
  logLevel: 'warn',
  build: {
    outDir: path.join(cache, 'preview/built'),
    emptyOutDir: true,
    target: 'chrome130',
    rollupOptions: { input: path.join(root, 'test/preview/frame.html') },
  },
};

if (values.shots) {
  const folder = path.resolve(values.shots);
  mkdirSync(folder, { recursive: true });
  await build(config);
  // Port 0: any free one.
  const server = await preview({ ...config, preview: { host, port: 0 } });
  const display = needsDisplay() ? await openDisplay() : null;
  try {
    const env = display ? { ...process.env, DISPLAY: display.name } : process.env;
    const count = await takeShots(folder, addressOf(server), env);
    process.stdout.write(`${count} screenshots in ${folder}\n`);
  } finally {
    await display?.close();
    await server.close();
  }
} else {
  const server = await createServer({ ...config, server: { host, port: 5312 } });
  await server.listen();
  process.stdout.write(`${addressOf(server)}/test/preview/index.html\n`);
}

function addressOf(server) {
  return `http://${host}:${server.httpServer.address().port}`;
}

/** @returns how many screenshots were taken. */
async function takeShots(folder, address, env) {
  // Chromium refuses to run as root with its sandbox.
  const asRoot = process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath: electronPath().binary,
    args: [path.join(root, 'test/preview/window'), ...asRoot],
    env,
  });
  const page = await app.firstWindow();
  // Nothing is hovered.
  await page.mouse.move(0, 0);
  let count = 0;
  for (const { name, window } of states.filter((state) => state.name.includes(values.only))) {
    const inChinese = variantsOf(window).map((variant) => ({ variant, language: 'zh-CN' }));
    for (const { variant, language } of [...inChinese, { ...inChinese[0], language: 'en-US' }]) {
      await page.setViewportSize({ width: variant.width, height: variant.height });
      const query = new URLSearchParams({ state: name, variant: variant.name, language });
      await page.goto(`${address}/test/preview/frame.html?${query}`);
      await page.locator('html[data-reached]').waitFor();
      const shown = window === 'overlay' ? page.locator('#root') : await grown(page, variant);
      await shown.screenshot({ path: path.join(folder, `${name}-${variant.name}-${language}.png`), animations: 'disabled' });
      count++;
    }
  }
  await app.close();
  return count;
}

/** A long page is shown whole. The guard's page fits the window, as it does in the app. */
async function grown(page, { width, height }) {
  const content = page.locator('.content:not(:has(.guard))');
  const needed = (await content.count()) === 0 ? height : await content.evaluate((one) => one.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, needed) });
  return page;
}
