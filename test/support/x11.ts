/**
 * A small client of an X server: real keys, real clicks and the real picture of the screen, as a user's hand and eye have them.
 * Only for a virtual display of our own: on a desktop it would move the user's pointer. https://www.x.org/releases/X11R7.7/doc/xproto/
 */
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { openDisplay } from '../../build/display.mjs';

/** Requests and events by their numbers in the protocol. */
const request = { getImage: 73, queryExtension: 98 } as const;
const input = { keyPress: 2, keyRelease: 3, buttonPress: 4, buttonRelease: 5, motion: 6 } as const;

/** Key codes of the letters and of space on Xvfb's keyboard (evdev, as on a PC). */
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const firstOfRow = [24, 38, 52];
const codeOf = (letter: string) => {
  if (letter === ' ') return 65;
  const row = rows.findIndex((letters) => letters.includes(letter));
  return (firstOfRow[row] ?? 0) + (rows[row] ?? '').indexOf(letter);
};
/** Modifiers, by their names in shortcuts. */
export const keys = { Control: 37, Alt: 64, Shift: 50, Enter: 36, Escape: 9 } as const;

export interface Picture {
  width: number;
  height: number;
  /** 4 bytes a pixel: blue, green, red, and one without meaning. */
  pixels: Buffer;
}

export class X11 {
  readonly #socket: Socket;
  readonly #replies: ((reply: Buffer) => void)[] = [];
  #root = 0;
  #xtest = 0;
  #received = Buffer.alloc(0);
  #setUp: (() => void) | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (data) => {
      this.#received = Buffer.concat([this.#received, data]);
      while (this.#take());
    });
  }

  static async open(display: string): Promise<X11> {
    const socket = connect(`/tmp/.X11-unix/X${display.replace(':', '')}`);
    const x11 = new X11(socket);
    const ready = new Promise<void>((resolve) => {
      x11.#setUp = resolve;
    });
    const hello = Buffer.alloc(12);
    hello.write('l');
    hello.writeUInt16LE(11, 2);
    socket.write(hello);
    await ready;
    const name = Buffer.from('XTEST\0\0\0');
    const ask = Buffer.alloc(8 + name.length);
    ask.writeUInt8(request.queryExtension);
    ask.writeUInt16LE(ask.length / 4, 2);
    ask.writeUInt16LE(5, 4);
    name.copy(ask, 8);
    x11.#xtest = (await x11.#ask(ask)).readUInt8(9);
    return x11;
  }

  /** Types small letters and spaces. */
  type(text: string): void {
    for (const letter of text) this.press([], codeOf(letter));
  }

  /** Presses a key, given as a letter or a code, while the modifiers are held. */
  press(modifiers: readonly number[], key: string | number): void {
    const code = typeof key === 'number' ? key : codeOf(key);
    for (const modifier of modifiers) this.#fake(input.keyPress, modifier);
    this.#fake(input.keyPress, code);
    this.#fake(input.keyRelease, code);
    for (const modifier of modifiers.toReversed()) this.#fake(input.keyRelease, modifier);
  }

  /** Moves the pointer. All numbers are pixels of the screen. */
  move(x: number, y: number): void {
    this.#fake(input.motion, 0, x, y);
  }

  down(): void {
    this.#fake(input.buttonPress, 1);
  }

  up(): void {
    this.#fake(input.buttonRelease, 1);
  }

  async picture(x: number, y: number, width: number, height: number): Promise<Picture> {
    const ask = Buffer.alloc(20);
    ask.writeUInt8(request.getImage);
    ask.writeUInt8(2, 1);
    ask.writeUInt16LE(5, 2);
    ask.writeUInt32LE(this.#root, 4);
    ask.writeInt16LE(x, 8);
    ask.writeInt16LE(y, 10);
    ask.writeUInt16LE(width, 12);
    ask.writeUInt16LE(height, 14);
    ask.writeUInt32LE(0xffffffff, 16);
    return { width, height, pixels: (await this.#ask(ask)).subarray(32) };
  }

  close(): void {
    this.#socket.destroy();
  }

  #fake(kind: number, detail: number, x = 0, y = 0): void {
    const ask = Buffer.alloc(36);
    ask.writeUInt8(this.#xtest);
    ask.writeUInt8(2, 1);
    ask.writeUInt16LE(9, 2);
    ask.writeUInt8(kind, 4);
    ask.writeUInt8(detail, 5);
    ask.writeUInt32LE(this.#root, 12);
    ask.writeInt16LE(x, 24);
    ask.writeInt16LE(y, 26);
    this.#socket.write(ask);
  }

  #ask(message: Buffer): Promise<Buffer> {
    this.#socket.write(message);
    return new Promise((resolve) => this.#replies.push(resolve));
  }

  /** Takes one whole message of the server, if there is one. */
  #take(): boolean {
    if (this.#received.length < 8) return false;
    const all = this.#received;
    if (this.#setUp) {
      const length = 8 + 4 * all.readUInt16LE(6);
      if (all.length < length) return false;
      if (all.readUInt8(0) !== 1) throw new Error('the X server refused');
      const vendor = 4 * Math.ceil(all.readUInt16LE(24) / 4);
      this.#root = all.readUInt32LE(40 + vendor + 8 * all.readUInt8(29));
      this.#received = all.subarray(length);
      this.#setUp();
      this.#setUp = null;
      return true;
    }
    if (all.length < 32) return false;
    const isReply = all.readUInt8(0) === 1;
    const length = 32 + (isReply ? 4 * all.readUInt32LE(4) : 0);
    if (all.length < length) return false;
    const message = Buffer.from(all.subarray(0, length));
    this.#received = all.subarray(length);
    if (all.readUInt8(0) === 0) throw new Error(`X error ${message.readUInt8(1)}`);
    if (isReply) this.#replies.shift()?.(message);
    return true;
  }
}

/** A virtual display for one test; programs that it starts use it. */
export async function ownDisplay(): Promise<X11> {
  const display = await openDisplay();
  const before = process.env.DISPLAY;
  process.env.DISPLAY = display.name;
  const x11 = await X11.open(display.name);
  onTestFinished(async () => {
    if (before === undefined) delete process.env.DISPLAY;
    else process.env.DISPLAY = before;
    x11.close();
    await display.close();
  });
  return x11;
}
