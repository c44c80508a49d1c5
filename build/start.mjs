/**
 * Sets up, then opens the app or plays the demo, with the given flags. Without a display it opens a virtual one. The exit
 * code is that of the app.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { needsDisplay, openDisplay } from './display.mjs';
import { electronPath } from './electron-path.mjs';
import { runToEnd, setUp } from './launch.mjs';

// Read as a file: this script may run on a Node that cannot import JSON.
const endings = JSON.parse(readFileSync(new URL('../electron/contract/file-endings.json', import.meta.url), 'utf8'));
const help = `会盾 Huidun

  npm start                   打开会盾 / opens the app
  npm run demo                播放一场示例会议 / plays a sample meeting
    -- --transcript FILE      改放这份文字记录 / plays this transcript instead (${endings.map((ending) => `.${ending}`).join(' ')})
    -- --out DIR              截图和数据库放在这里 / puts the screenshots and the database here
    -- --json                 每行输出一个 JSON / prints one JSON object a line
  npm run judge -- FILE…      逐句判断文字记录 / judges transcripts line by line
  npm test                    运行全部测试 / runs all tests
  npm run package             为这个系统打包 / packages the app for this system
`;

const flags = process.argv.slice(2);
if (flags.includes('--help') || flags.includes('-h')) {
  process.stdout.write(help);
  process.exit(0);
}
setUp();
const electron = electronPath();
if (electron.standIn)
  process.stderr.write(`This is Electron ${electron.version}, not the official one of package.json: for development and tests only.\n`);
const headless = needsDisplay();
if (headless && !flags.includes('--demo')) {
  process.stderr.write('这里没有显示器，改为播放示例会议。/ There is no display here, so the demo plays instead.\n');
  flags.unshift('--demo');
}
const args = [fileURLToPath(new URL('..', import.meta.url)), ...flags];
// Chromium's sandbox does not start as root. Only development machines and tests run the app as root.
if (process.platform === 'linux' && process.getuid() === 0) args.push('--no-sandbox');

// The terminal of an editor may set this variable. With it Electron would run as Node and open no window.
delete process.env.ELECTRON_RUN_AS_NODE;
let display;
try {
  if (headless) display = await openDisplay();
  const env = display ? { ...process.env, DISPLAY: display.name } : process.env;
  process.exitCode = await runToEnd(electron.binary, args, { env });
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await display?.close();
}
