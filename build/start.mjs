/**
 * Sets up, then opens the app, or plays the demo, with the flags that were given. Without a display it runs on a
 * virtual one. Its exit code is the app's.
 */
import { fileURLToPath } from 'node:url';
import { needsDisplay, openDisplay } from './display.mjs';
import { electronPath } from './electron-path.mjs';
import { runToEnd, setUp } from './launch.mjs';

const help = `会盾 Huidun

  npm start                   打开会盾 / opens the app
  npm run demo                播放一场示例会议 / plays a sample meeting
    -- --transcript FILE      改放这份文字记录 / plays this transcript instead (.txt .srt .vtt .jsonl)
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
  process.stderr.write(`Electron ${electron.version} stands in for the official one: for development and tests only.\n`);
const headless = needsDisplay();
if (headless && !flags.includes('--demo')) {
  process.stderr.write('这里没有显示器，改为播放示例会议。/ There is no display here, so the demo plays instead.\n');
  flags.unshift('--demo');
}
const args = [fileURLToPath(new URL('..', import.meta.url)), ...flags];
// Chromium refuses to run as root with its sandbox; only development machines and tests do that.
if (process.platform === 'linux' && process.getuid() === 0) args.push('--no-sandbox');

// An editor's terminal may carry it, and Electron would then open no window.
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
