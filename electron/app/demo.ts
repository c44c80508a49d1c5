/**
 * The demo: the real app plays a meeting as if captions arrived, and tells on stdout what happened,
 * one JSON object a line with --json.
 */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserWindow } from 'electron';
import type { Alert, Line, Turn, Verdict } from '../contract/domain.ts';
import type { Pipeline } from '../guard/pipeline.ts';
import { readInThread } from '../sources/in-thread.ts';
import { demoSample, replay } from '../sources/samples.ts';
import type { Options } from '../support/options.ts';

/** Between two lines: quick, yet each screen can be seen. */
const pauseMs = 250;
/** A window that has been painted this long ago shows the newest state. */
const paintLimitMs = 2_000;

export interface DemoParts {
  options: Options;
  pipeline: Pipeline;
  windows: { main: BrowserWindow; overlay: BrowserWindow };
  databasePath: string;
}

/** The demo's own user-data folder, inside `out` when it is given. */
export function demoFolder(out: string | null): string {
  const folder = out ? path.resolve(out) : mkdtempSync(path.join(tmpdir(), 'huidun-demo-'));
  mkdirSync(folder, { recursive: true });
  return path.join(folder, 'user-data');
}

export async function playDemo({ options, pipeline, windows, databasePath }: DemoParts): Promise<void> {
  const out = path.dirname(path.dirname(databasePath));
  const { title, turns, askTurn } = await chooseMeeting(options.transcript);
  const say = options.json ? sayJson : sayText;
  const seen = { lines: 0, verdicts: 0, alerts: 0, maxRisk: 0, alertLine: null as number | null, screenshots: [] as string[] };

  const shoot = async (name: string) => {
    for (const window of ['main', 'overlay'] as const) {
      const file = path.join(out, `${name}-${window}.png`);
      await painted(windows[window]);
      writeFileSync(file, (await windows[window].webContents.capturePage()).toPNG());
      seen.screenshots.push(file);
    }
  };
  pipeline.on('line', (line) => {
    seen.lines++;
    say('line', line);
  });
  pipeline.on('verdict', (verdict) => {
    seen.verdicts++;
    seen.maxRisk = Math.max(seen.maxRisk, verdict.risk);
    say('verdict', verdict);
  });
  pipeline.on('alert', (alert) => {
    seen.alerts++;
    seen.alertLine ??= alert.seq;
    say('alert', alert);
  });

  await Promise.all([loaded(windows.main), loaded(windows.overlay)]);
  const meeting = pipeline.start(title, 'sample');
  await shoot('1-start');
  let shown = 0;
  const stop = new AbortController();
  await replay(
    turns,
    async (turn) => {
      pipeline.add([turn]);
      await pipeline.idle();
      if (seen.alerts > shown) {
        shown = seen.alerts;
        await shoot(`2-alert-${shown}`);
      }
    },
    pauseMs,
    stop.signal,
  );
  await shoot('3-end');
  const { model } = pipeline.state;
  await pipeline.stop();
  const done = {
    event: 'done',
    meeting: meeting.id,
    lines: seen.lines,
    verdicts: seen.verdicts,
    alerts: seen.alerts,
    max_risk: seen.maxRisk,
    alert_line: seen.alertLine,
    ask_turn: askTurn,
    model: model?.id ?? null,
    database: databasePath,
    screenshots: seen.screenshots,
  };
  process.stdout.write(
    options.json
      ? `${JSON.stringify(done)}\n`
      : `${seen.lines} lines, ${seen.verdicts} verdicts, ${seen.alerts} alerts, highest risk ${seen.maxRisk.toFixed(2)}\n${out}\n`,
  );
}

async function chooseMeeting(transcript: string | null): Promise<{ title: string; turns: readonly Turn[]; askTurn: number | null }> {
  if (transcript === null) {
    return { title: demoSample.title['zh-CN'], turns: demoSample.turns, askTurn: demoSample.ask_turn };
  }
  const [first] = (await readInThread(path.basename(transcript), readFileSync(transcript), new AbortController().signal)).conversations;
  return { title: path.basename(transcript), turns: first?.turns ?? [], askTurn: first?.ask_turn ?? null };
}

function sayJson(event: string, value: Line | Verdict | Alert): void {
  process.stdout.write(`${JSON.stringify({ event, ...value })}\n`);
}

function sayText(_event: string, value: Line | Verdict | Alert): void {
  if ('quotes' in value) process.stdout.write(`      !! ${value.level}: ${value.kind}\n`);
  else if ('risk' in value) process.stdout.write(`      ${value.level} ${value.risk.toFixed(2)}\n`);
  else process.stdout.write(`${value.speaker ?? ''}: ${value.text}\n`);
}

async function loaded(window: BrowserWindow): Promise<void> {
  if (!window.webContents.isLoadingMainFrame()) return;
  await new Promise<void>((resolve) => window.webContents.once('did-finish-load', () => resolve()));
}

/** Two frames after now, everything that was sent to the window is on it. A hidden window paints no frames: bounded. */
async function painted(window: BrowserWindow): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, paintLimitMs);
  });
  const frames = 'new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(() => r(null))))';
  await Promise.race([window.webContents.executeJavaScript(frames), limit]);
  clearTimeout(timer);
}
