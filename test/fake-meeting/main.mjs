/**
 * A meeting program for tests and demonstrations: one window that shows captions as 腾讯会议 does. It reads commands from
 * stdin, one JSON object a line, and reports on stdout what it did and when.
 */
import path from 'node:path';
import { createInterface } from 'node:readline';
import { app, BrowserWindow } from 'electron';

const options = JSON.parse(process.argv.find((arg) => arg.startsWith('--options='))?.slice('--options='.length) ?? '{}');
const { title = '腾讯会议', width = 1280, height = 720, x = 60, y = 60, scale = 1, above = false, ...style } = options;
app.commandLine.appendSwitch('force-device-scale-factor', String(scale));

/** The brightness of a picture, as renderer/capture computes it from a frame. */
function greyOf(image) {
  const { width, height } = image.getSize();
  const bitmap = image.toBitmap();
  const pixels = Buffer.alloc(width * height);
  for (let i = 0; i < pixels.length; i++) pixels[i] = (bitmap[4 * i] * 29 + bitmap[4 * i + 1] * 150 + bitmap[4 * i + 2] * 77) >> 8;
  return { width, height, base64: pixels.toString('base64') };
}

app.on('window-all-closed', () => app.quit());
// No top-level await: Electron becomes ready only after this module has run.
void app.whenReady().then(async () => {
  const window = new BrowserWindow({
    ...{ title, width, height, x, y, alwaysOnTop: above, useContentSize: true, autoHideMenuBar: true, backgroundColor: '#20242b' },
    webPreferences: { backgroundThrottling: false },
  });
  window.removeMenu();
  window.on('page-title-updated', (event) => event.preventDefault());
  await window.loadFile(path.join(import.meta.dirname, 'meeting.html'));
  const page = (code) => window.webContents.executeJavaScript(code);
  await page(`dress(${JSON.stringify(style)})`);
  const actions = {
    show: ({ lines }) => page(`show(${JSON.stringify(lines)})`),
    picture: async ({ part }) => greyOf(await window.webContents.capturePage(part)),
    black: () => page("document.body.replaceChildren(); document.body.style.background = '#000'"),
    minimise: () => window.minimize(),
    restore: () => window.restore(),
    move: (to) => window.setPosition(to.x, to.y),
    resize: (to) => window.setContentSize(to.width, to.height),
    close: () => window.close(),
  };
  createInterface({ input: process.stdin }).on('line', async (text) => {
    const { id, act, ...how } = JSON.parse(text);
    const what = await actions[act](how);
    process.stdout.write(`${JSON.stringify({ id, act, at: Date.now(), what })}\n`);
  });
  process.stdin.on('end', () => app.quit());
  process.stdout.write(`${JSON.stringify({ act: 'ready', at: Date.now() })}\n`);
});
