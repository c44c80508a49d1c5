/** A meeting program beside the app: a window of another process, with captions that grow as those of 腾讯会议 do. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { electronPath } from '../../build/electron-path.mjs';
import type { Turn } from '../../electron/contract/domain.ts';
import type { Grey } from '../../renderer/capture/grey.ts';
import { shownAt, type Typed } from './caption-typing.ts';
import { root } from './folders.ts';

export interface MeetingLook {
  title?: string;
  width?: number;
  height?: number;
  x?: number;
  y?: number;
  /** Of its display: 1.5 makes letters of 28 pixels 42 high. */
  scale?: number;
  /** Above other windows. */
  above?: boolean;
  /** Letters in pixels, rows of captions. */
  size?: number;
  count?: number;
  colour?: string;
  ground?: string;
}

interface Answer {
  id?: number;
  at: number;
  what?: { width: number; height: number; base64: string };
}

/** Lines above the newest that may still be seen. */
const kept = 4;

export class FakeMeeting {
  readonly #process: ChildProcess;
  readonly #done = new Map<number | undefined, (answer: Answer) => void>();
  /** Resolves when its window is closed. */
  readonly gone: Promise<unknown>;
  #asked = 0;

  private constructor(child: ChildProcess) {
    this.#process = child;
    this.gone = new Promise((resolve) => child.once('exit', resolve));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (text) => {
      if (!text.startsWith('{')) return;
      const answer = JSON.parse(text) as Answer;
      this.#done.get(answer.id)?.(answer);
    });
  }

  /** Resolves when its window is there. */
  static async open(look: MeetingLook = {}): Promise<FakeMeeting> {
    const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const args = [path.join(root, 'test/fake-meeting'), `--options=${JSON.stringify(look)}`, ...asRoot];
    const child = spawn(electronPath()?.binary as string, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    const meeting = new FakeMeeting(child);
    await new Promise((resolve) => meeting.#done.set(undefined, resolve));
    return meeting;
  }

  /** @returns when it was done (painted, for captions), ms since 1970. */
  async act(act: 'show' | 'black' | 'minimise' | 'restore' | 'move' | 'resize', how: object = {}): Promise<number> {
    return (await this.#ask(act, how)).at;
  }

  /** A part of the window as it looks now, in grey. */
  async picture(part: { x: number; y: number; width: number; height: number }): Promise<Grey> {
    const { what } = await this.#ask('picture', { part });
    const { width = 0, height = 0, base64 = '' } = what ?? {};
    return { width, height, pixels: new Uint8Array(Buffer.from(base64, 'base64')) };
  }

  #ask(act: string, how: object): Promise<Answer> {
    const id = ++this.#asked;
    return new Promise((resolve) => {
      this.#done.set(id, (answer) => {
        this.#done.delete(id);
        resolve(answer);
      });
      this.#process.stdin?.write(`${JSON.stringify({ id, act, ...how })}\n`);
    });
  }

  /** Shows the captions of a plan as they stand at a time of it. */
  async showAt(turns: readonly Turn[], typed: readonly Typed[], at: number): Promise<number> {
    const lines = shownAt(typed, at).slice(-kept);
    return await this.act('show', { lines: lines.map(({ line, text }) => `${turns[line]?.speaker ?? '参会者'}：${text}`) });
  }

  /** Plays a plan, or one line of it. @param shown hears of each change when it is on the screen. */
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

  /** Whatever state it is in. */
  async end(): Promise<void> {
    this.#process.kill();
    await this.gone;
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
