/** What must hold whatever happens: a crash loses nothing, a page can do nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { closeStore, openStore } from '../../electron/store/open.ts';
import { changeSettings } from '../../electron/store/settings.ts';
import { modelReady, openApp, shoot, type TestApp } from '../support/app.ts';
import { tempFolder } from '../support/folders.ts';

test('kill -9 in a meeting: every line that was shown is stored, and the meeting is offered again', async () => {
  const userData = tempFolder();
  const first = await openApp(userData);
  await modelReady(first.main);
  await first.main.getByRole('button', { name: /做笔录/ }).click();
  await first.main.getByTestId('line').nth(4).waitFor();
  const shown = await first.main.getByTestId('line-text').allTextContents();
  const gone = new Promise((resolve) => first.app.process().once('exit', resolve));
  first.app.process().kill('SIGKILL');
  await gone;

  const db = new Database(path.join(userData, 'huidun.db'), { readonly: true });
  const stored = db.prepare('SELECT text FROM lines ORDER BY seq').pluck().all();
  db.close();
  expect(stored.slice(0, shown.length)).toEqual(shown);

  const second = await openApp(userData);
  await modelReady(second.main);
  await second.main.getByTestId('interrupted').waitFor();
  await shoot(second.main, '11-interrupted');
  await second.main.getByRole('button', { name: '继续守护' }).click();
  await second.main
    .getByTestId('line')
    .nth(shown.length - 1)
    .waitFor();
  expect((await second.main.getByTestId('line-text').allTextContents()).slice(0, shown.length)).toEqual(shown);
});

test('a damaged model file: the built-in one steps in, and the screen says why', async () => {
  const userData = tempFolder();
  const broken = path.join(userData, '我的模型.gguf');
  writeFileSync(broken, 'GGUF but not really');
  const db = openStore(path.join(userData, 'huidun.db'));
  changeSettings(db, { modelPath: broken });
  closeStore(db);
  const { main } = await openApp(userData);
  await main.getByTestId('problem').waitFor();
  await modelReady(main);
  expect(await main.getByTestId('model').first().textContent()).toContain('内置入门模型');
  await shoot(main, '16-damaged-model');
});

/** Closes the main window; the exit code of the app. */
async function close({ app }: TestApp): Promise<number | null> {
  const gone = new Promise<number | null>((resolve) => app.process().once('exit', resolve));
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().includes('/main/'))
      ?.close(),
  );
  return await gone;
}

test('the app ends by itself when its window is closed, with exit code 0', async () => {
  const app = await openApp(tempFolder());
  await modelReady(app.main);
  expect(await close(app)).toBe(0);
});

test('a load that was called off does not hold up the end: the device changed again and again, then closed', async () => {
  const userData = tempFolder();
  // The library waits in vain only for what has been collected.
  const app = await openApp(userData, ['--js-flags=--expose-gc']);
  await modelReady(app.main);
  await app.main.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    // Each a little later than the one before: some call a load off while native code is at it.
    for (let frames = 4; frames <= 40; frames += 4) {
      await window.app.call('settings.change', { contextTokens: 512 + frames });
      for (let i = 0; i < frames; i++) await frame();
    }
  });
  const modelState = () => app.main.evaluate(() => window.app.call('app.snapshot', undefined).then((answer) => JSON.stringify(answer)));
  await expect.poll(modelState, { timeout: 30_000 }).toContain('"modelState":"ready"');
  await app.app.evaluate(() => (globalThis as { gc?: () => void }).gc?.());
  expect(await close(app)).toBe(0);
  expect(readFileSync(path.join(userData, 'logs/huidun.log'), 'utf8')).not.toContain('did not close in time');
});

test('a page has no Node, no way out, no permission, and only its own calls', async () => {
  const { app, main, overlay } = await openApp(tempFolder());
  for (const page of [main, overlay]) {
    const seen = await page.evaluate(() => ({
      node: ['require', 'process', 'Buffer', 'module'].filter((name) => name in globalThis),
      bridge: Object.keys(window.app).sort(),
      opened: window.open('https://example.com') !== null,
    }));
    expect(seen).toEqual({ node: [], bridge: ['call', 'on'], opened: false });
    const home = page.url();
    await page
      .evaluate(() => {
        location.href = 'https://example.com/';
      })
      .catch(() => {});
    expect(page.url()).toBe(home);
    expect(
      await page.evaluate(() =>
        fetch('https://example.com/').then(
          () => 'fetched',
          () => 'refused',
        ),
      ),
    ).toBe('refused');
    // Encoded: the page's own URL parser takes a plain `..` away before the request is made.
    expect(
      await page.evaluate(() =>
        fetch('app://huidun/..%2f..%2fpackage.json').then(
          (r) => r.status,
          () => 0,
        ),
      ),
    ).not.toBe(200);
    expect(await page.evaluate(() => navigator.permissions.query({ name: 'geolocation' }).then((p) => p.state))).toBe('denied');
  }
  expect(
    await overlay.evaluate(() =>
      window.app.call('history.list', { limit: 1 }).then(
        (r) => r.ok,
        () => false,
      ),
    ),
  ).toBe(false);
  expect(
    await main.evaluate(() =>
      window.app.call('overlay.size', { width: 99, height: 99 }).then(
        (r) => r.ok,
        () => false,
      ),
    ),
  ).toBe(false);
  const preferences = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((one) => {
      const { contextIsolation, nodeIntegration, sandbox } = (
        one as unknown as { getLastWebPreferences(): Electron.WebPreferences }
      ).getLastWebPreferences();
      return { contextIsolation, nodeIntegration, sandbox };
    }),
  );
  expect(preferences).toEqual(preferences.map(() => ({ contextIsolation: true, nodeIntegration: false, sandbox: true })));
});

test('the overlay stays above, takes no focus and is as small as its pill', async () => {
  const { app, main, overlay } = await openApp(tempFolder());
  await main.getByRole('button', { name: '开始守护' }).click();
  await overlay.getByTestId('pill').waitFor();
  const facts = await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/overlay/'));
    return window && { visible: window.isVisible(), top: window.isAlwaysOnTop(), focused: window.isFocused(), bounds: window.getBounds() };
  });
  expect(facts).toMatchObject({ visible: true, top: true, focused: false });
  expect(facts?.bounds.width).toBeLessThan(260);
  expect(facts?.bounds.height).toBeLessThan(90);
});

test('a second start hands over to the first and ends', async () => {
  const userData = tempFolder();
  await openApp(userData);
  const ended = await openApp(userData).then(
    () => 'two apps',
    () => 'ended',
  );
  expect(ended).toBe('ended');
});

test('the screen is for the page that captures captions; camera and microphone are for none', async () => {
  // A camera and a microphone that exist on any machine.
  const { app, main, overlay } = await openApp(tempFolder(), ['--use-fake-device-for-media-stream']);
  const id = await main.evaluate(async () => {
    const listed = await window.app.call('capture.list', undefined);
    const screen = listed.ok ? listed.value.find((one) => one.kind === 'screen') : undefined;
    const strip = { x: 0.1, y: 0.7, width: 0.8, height: 0.2 };
    await window.app.call('capture.start', { id: screen?.id ?? '', strip, trial: true });
    return screen?.id;
  });
  const found = () => app.windows().find((window) => window.url().includes('/capture/'));
  while (!found()) await app.waitForEvent('window');
  const capture = found() as Page;
  const screen = { video: { mandatory: { chromeMediaSource: 'desktop', chromeMediaSourceId: id } } };
  const asked = async (page: Page, what: object) =>
    await page.evaluate(async (what) => {
      const stream = await navigator.mediaDevices.getUserMedia(what).catch(() => null);
      for (const track of stream?.getTracks() ?? []) track.stop();
      return stream ? 'given' : 'refused';
    }, what);
  expect(await asked(capture, screen)).toBe('given');
  for (const page of [main, overlay]) expect(await asked(page, screen)).toBe('refused');
  for (const page of [main, overlay, capture]) {
    expect([await asked(page, { audio: true }), await asked(page, { video: true })]).toEqual(['refused', 'refused']);
  }
});
