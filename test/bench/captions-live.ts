/** Measures the real app on the captions of a real window, in real time: delays of lines and processor time. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { electronPath } from '../../build/electron-path.mjs';
import type { Line, Turn } from '../../electron/contract/domain.ts';
import { type Score, scoreLines } from '../support/caption-score.ts';
import type { Typed } from '../support/caption-typing.ts';
import { FakeMeeting } from '../support/fake-meeting.ts';
import { root } from '../support/folders.ts';

export interface LiveResult extends Score {
  /** For each line of the script: ms from its last change on the screen to its final line in the meeting. */
  delays: number[];
  /** Shares of one core while captions change and while they do not. */
  changing: Cpu;
  still: Cpu;
  /** ms from the event that ends the captions until 字幕已停 is on the screen. */
  noticed: { minimised: number; closed: number };
  /** Lines between the first red and the end of the script; null: never red. */
  redBefore: number | null;
}

/** Shares of one core by process: the recogniser, the capturing page, and the main process with Chromium's other processes. */
export interface Cpu {
  recogniser: number;
  capture: number;
  system: number;
}

/** For so long (ms) the unchanged captions are measured. */
const stillMs = 20_000;

export async function liveMeeting(turns: readonly Turn[], typed: readonly Typed[], size: number): Promise<LiveResult> {
  const userData = mkdtempSync(path.join(tmpdir(), 'huidun-bench-'));
  const meeting = await FakeMeeting.open({ size });
  await meeting.act('show', { lines: ['主持人：大家好，会议马上开始。'] });
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath: electronPath()?.binary as string,
    args: [root, `--user-data-dir=${userData}`, ...asRoot],
  });
  try {
    const main = await mainPage(app);
    const without = await cpuOver(app, () => wait(stillMs / 2));
    await beginReading(main);
    const changed = new Map<number, number>();
    const changing = await cpuOver(app, () => meeting.play(turns, typed, { shown: (one, at) => changed.set(one.line, at) }));
    await wait(4_000);
    const still = await cpuOver(app, () => wait(stillMs));
    const { lines, red } = await stored(main);
    return {
      redBefore: red === null ? null : lines.length - 1 - red,
      noticed: await notices(main, meeting),
      ...score(turns, lines),
      delays: delaysOf(turns, lines, changed),
      changing: less(changing, without),
      still: less(still, without),
    };
  } finally {
    await app.close().catch(() => {});
    await meeting.end();
    rmSync(userData, { recursive: true, force: true });
  }
}

async function mainPage(app: ElectronApplication): Promise<Page> {
  const found = () => app.windows().find((window) => window.url().includes('/main/'));
  while (!found()) await app.waitForEvent('window');
  const page = found() as Page;
  await page.getByTestId('model').first().waitFor();
  return page;
}

async function beginReading(main: Page): Promise<void> {
  await main.getByRole('button', { name: '读取屏幕字幕' }).click();
  await main.getByTestId('pick').getByRole('button', { name: '腾讯会议' }).first().click();
  await main.getByTestId('tried').getByText('大家好').waitFor();
  await main.getByRole('button', { name: '开始读取' }).click();
  await main.getByTestId('line').first().waitFor();
}

/** The lines of the meeting without the greeting, which was there before, and the index of the line that turned it red. */
async function stored(main: Page): Promise<{ lines: Line[]; red: number | null }> {
  return await main.evaluate(async () => {
    const listed = await window.app.call('history.list', { limit: 1 });
    const opened = listed.ok && listed.value[0] ? await window.app.call('history.open', { id: listed.value[0].id }) : null;
    if (!opened?.ok) return { lines: [], red: null };
    const lines = opened.value.lines.slice(1);
    const seq = opened.value.alerts.find((alert) => alert.level === 'danger')?.seq;
    return { lines, red: seq === undefined ? null : lines.findIndex((line) => line.seq === seq) };
  });
}

async function notices(main: Page, meeting: FakeMeeting): Promise<LiveResult['noticed']> {
  const state = (name: string) => main.locator(`[data-testid="captions"][data-state="${name}"]`).waitFor();
  const said = async (at: number, name: string) => {
    await state(name);
    return Date.now() - at;
  };
  const minimised = await said(await meeting.act('minimise'), 'stale');
  await meeting.act('restore');
  await state('reading');
  const closing = Date.now();
  await meeting.close();
  return { minimised, closed: await said(closing, 'stopped') };
}

function score(turns: readonly Turn[], lines: readonly Line[]): Score {
  return scoreLines(
    turns.map((turn) => turn.text),
    lines.map((line) => line.text),
  );
}

/** Lines arrive in the order of the script. If a line arrives in two parts, the second counts. */
function delaysOf(turns: readonly Turn[], lines: readonly Line[], changed: ReadonlyMap<number, number>): number[] {
  const delays: number[] = [];
  let next = 0;
  turns.forEach((turn, i) => {
    const ending = turn.text.slice(-4);
    const found = lines.findIndex((line, at) => at >= next && line.text.endsWith(ending));
    const at = changed.get(i);
    if (found < 0 || at === undefined) return;
    delays.push((lines[found] as Line).at - at);
    next = found + 1;
  });
  return delays;
}

/** Processor time of the app's processes during `work`, as shares of one core. */
async function cpuOver(app: ElectronApplication, work: () => Promise<void>): Promise<Cpu> {
  const before = await seconds(app);
  const started = performance.now();
  await work();
  const after = await seconds(app);
  const passed = (performance.now() - started) / 1_000;
  const share = (name: keyof Cpu) => (after[name] - before[name]) / passed;
  return { recogniser: share('recogniser'), capture: share('capture'), system: share('system') };
}

async function seconds(app: ElectronApplication): Promise<Cpu> {
  return await app.evaluate(({ app, webContents }) => {
    const capture = webContents
      .getAllWebContents()
      .find((one) => one.getURL().includes('/capture/'))
      ?.getOSProcessId();
    const sum = { recogniser: 0, capture: 0, system: 0 };
    for (const { pid, name, cpu } of app.getAppMetrics()) {
      const part = name === 'Huidun captions' ? 'recogniser' : pid === capture ? 'capture' : 'system';
      sum[part] += cpu.cumulativeCPUUsage ?? 0;
    }
    return sum;
  });
}

/** `a` without `b`. */
function less(a: Cpu, b: Cpu): Cpu {
  return { recogniser: a.recogniser - b.recogniser, capture: a.capture - b.capture, system: a.system - b.system };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
