/**
 * Watches the clipboard while a meeting is guarded and the user has asked for it: text that is copied from a caption
 * window joins the meeting without being pasted. Anything else that is copied is looked at and forgotten.
 */

import { limits } from '../contract/constants.ts';
import { AppError } from '../contract/result.ts';
import { isOfMeeting } from '../transcript/belongs.ts';
import { addNew, type Intake } from './feed.ts';
import { parsePasted } from './formats/index.ts';

export interface Clipboard {
  /** The names of what is in it. */
  formats(): Promise<readonly string[]>;
  text(): Promise<string>;
}

/** Marks that password managers put beside what they copy, on KDE, macOS and Windows. */
const secretFormats = /passwordManagerHint|ConcealedType|TransientType|ExcludeClipboardContentFromMonitorProcessing/i;

/** ms between two looks. */
const everyMs = 1_000;

export class ClipboardWatch {
  readonly #clipboard: Clipboard;
  readonly #intake: Pick<Intake, 'guarding' | 'said' | 'grow' | 'add'>;
  readonly #tell: (on: boolean) => void;
  readonly #report: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  /** What was in it at the last look; null before the first. */
  #seen: string | null = null;
  #looking: Promise<unknown> = Promise.resolve();

  /** @param tell hears when the watch begins and ends. @param report hears what could not be read or stored. */
  constructor(
    clipboard: Clipboard,
    intake: Pick<Intake, 'guarding' | 'said' | 'grow' | 'add'>,
    tell: (on: boolean) => void,
    report: (error: unknown) => void,
  ) {
    this.#clipboard = clipboard;
    this.#intake = intake;
    this.#tell = tell;
    this.#report = report;
  }

  get on(): boolean {
    return this.#timer !== undefined;
  }

  /** For this meeting only. What was copied before is left alone. @throws AppError `no-meeting`. */
  async start(): Promise<void> {
    if (!this.#intake.guarding) throw new AppError('no-meeting');
    if (this.on) return;
    this.#seen = null;
    this.#timer = setInterval(() => void this.look().catch(this.#report), everyMs);
    this.#tell(true);
    await this.look();
  }

  stop(): void {
    if (!this.on) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#seen = null;
    this.#tell(false);
  }

  /** One look, after the one before. @returns how many lines are new. @throws store codes. */
  look(): Promise<number> {
    const look = this.#looking.then(() => this.#look());
    this.#looking = look.catch(() => {});
    return look;
  }

  async #look(): Promise<number> {
    const text = this.on ? await this.#read() : '';
    // It may have been turned off meanwhile.
    if (!this.on || text === this.#seen) return 0;
    const first = this.#seen === null;
    this.#seen = text;
    if (first) return 0;
    const turns = turnsOf(text);
    return isOfMeeting(this.#intake.said, turns) ? addNew(this.#intake, turns) : 0;
  }

  /** What a password manager copied is not even read. */
  async #read(): Promise<string> {
    const secret = (await this.#clipboard.formats()).some((format) => secretFormats.test(format));
    return secret ? '' : await this.#clipboard.text();
  }
}

/** Text that is no transcript is none of our business, and no failure. */
function turnsOf(text: string): ReturnType<typeof parsePasted> {
  if (text === '' || text.length > limits.pasteBytes) return [];
  try {
    return parsePasted(text);
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}
