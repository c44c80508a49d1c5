/** Controls the fake meeting: a window of another process whose captions grow as those of 腾讯会议 do. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { electronPath } from '../../build/electron-path.mjs';
import type { Turn } from '../../electron/contract/domain.ts';
import type { Grey } from '../../renderer/capture/grey.ts';
import { shownAt, type Typed } from './caption-typing.ts';
import { root } from './folders.ts';

export interface MeetingOptions {
  title?: string;
  width?: number;
  height?: number;
  x?: number;
  y?: number;
  /** Scale factor of its display: at 1.5 text of 28 pixels is 42 pixels high. */
  scale?: number;
  /** The window stays above other windows. */
  above?: boolean;
  /** Font size in pixels, and rows of captions. */
  size?: number;
  count?: number;
  colour?: string;
  ground?: string;
}

interface Reply {
  id?: number;
  at: number;
  what?: { width: number; height: number; base64: string };
}

/** Lines that are sent to the window; older ones have scrolled away. */
const maxLines = 4;

export class FakeMeeting {
  readonly #process: ChildProcess;
  readonly #done = new Map<number | undefined, (reply: Reply) => void>();
  /** Resolves when its window is closed. */
  readonly gone: Promise<unknown>;
  #asked = 0;

  private constructor(child: ChildProcess) {
    this.#process = child;
    this.gone = new Promise((resolve) => child.once('exit', resolve));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (text) => {
      if (!text.startsWith('{')) return;
      const reply = JSON.parse(text) as Reply;
      this.#done.get(reply.id)?.(reply);
    });
  }

  /** Resolves when the window is shown. */
  static async open(options: MeetingOptions = {}): Promise<FakeMeeting> {
    const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const args = [path.join(root, 'test/fake-meeting'), `--options=${JSON.stringify(options)}`, ...asRoot];
    const child = spawn(electronPath()?.binary as string, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    const meeting = new FakeMeeting(child);
    await new Promise((resolve) => meeting.#done.set(undefined, resolve));
    return meeting;
  }

  /** @returns when the act was done (for captions: painted), ms since 1970. */
  async act(act: 'show' | 'black' | 'minimise' | 'restore' | 'move' | 'resize', how: object = {}): Promise<number> {
    return (await this.#ask(act, how)).at;
  }

  /** A grey picture of a part of the window. */
  async picture(part: { x: number; y: number; width: number; height: number }): Promise<Grey> {
    const { what } = await this.#ask('picture', { part });
    const { width = 0, height = 0, base64 = '' } = what ?? {};
    return { width, height, pixels: new Uint8Array(Buffer.from(base64, 'base64')) };
  }

  #ask(act: string, how: object): Promise<Reply> {
    const id = ++this.#asked;
    return new Promise((resolve) => {
      this.#done.set(id, (reply) => {
        this.#done.delete(id);
        resolve(reply);
      });
      this.#process.stdin?.write(`${JSON.stringify({ id, act, ...how })}\n`);
    });
  }

  /** Shows the captions at a time (ms) of a plan. */
  async showAt(turns: readonly Turn[], typed: readonly Typed[], at: number): Promise<number> {
    const lines = shownAt(typed, at).slice(-maxLines);
    return await this.act('show', { lines: lines.map(({ line, text }) => `${turns[line]?.speaker ?? '参会者'}：${text}`) });
  }

  /** Plays a plan, or one line of it, in real time. @param shown is called for each change when it is on the screen. */
  async play(
    turns: readonly Turn[],
    typed: readonly Typed[],
    { speed = 1, line, shown }: { speed?: number; line?: number; shown?: (typed: Typed, at: number) => void } = {},
  ): Promise<void> {
    const played = typed.filter((one) => line === undefined || one.line === line);
    const started = Date.now() - (line === undefined ? 0 : (played[0]?.at ?? 0) / speed);
    for (const one of played) {
      await wait(started + one.at / speed - Date.now());
      const at = await this.showAt(turns, typed, one.at);
      shown?.(one, at);
    }
  }

  async close(): Promise<void> {
    this.#process.stdin?.write(`${JSON.stringify({ act: 'close' })}\n`);
    await this.gone;
  }

  /** Ends the process in any state. */
  async end(): Promise<void> {
    this.#process.kill();
    await this.gone;
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
