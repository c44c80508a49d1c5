/**
 * Watches the clipboard while a meeting is guarded, if the user asked for it: text that is copied from a caption window
 * enters the meeting without a paste. Other text is compared with the meeting and not kept.
 */
import { limits } from '../contract/constants.ts';
import { AppError } from '../contract/result.ts';
import { isOfMeeting } from '../transcript/belongs.ts';
import { parsePasted } from './formats/index.ts';
import { addInSteps, type Intake } from './intake.ts';

export interface Clipboard {
  /** The names of the formats that it holds now. */
  formats(): Promise<readonly string[]>;
  text(): Promise<string>;
}

/**
 * Formats by which password managers mark a secret, on KDE, macOS (https://nspasteboard.org) and Windows
 * (https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats).
 */
const secretFormats = /passwordManagerHint|ConcealedType|TransientType|ExcludeClipboardContentFromMonitorProcessing/i;

const pollMs = 1_000;

export class ClipboardWatch {
  readonly #clipboard: Clipboard;
  readonly #intake: Pick<Intake, 'guarding' | 'said' | 'mergeKnown' | 'add'>;
  readonly #onChange: (on: boolean) => void;
  readonly #onError: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  /** The text at the last poll; null before the first. */
  #seen: string | null = null;
  #polling: Promise<unknown> = Promise.resolve();

  /** @param onChange is called when the watch starts and stops. @param onError is called when reading or storing fails. */
  constructor(
    clipboard: Clipboard,
    intake: Pick<Intake, 'guarding' | 'said' | 'mergeKnown' | 'add'>,
    onChange: (on: boolean) => void,
    onError: (error: unknown) => void,
  ) {
    this.#clipboard = clipboard;
    this.#intake = intake;
    this.#onChange = onChange;
    this.#onError = onError;
  }

  get on(): boolean {
    return this.#timer !== undefined;
  }

  /** Watches until `stop`. Text that is in the clipboard already is ignored. @throws AppError `no-meeting`. */
  async start(): Promise<void> {
    if (!this.#intake.guarding) throw new AppError('no-meeting');
    if (this.on) return;
    this.#seen = null;
    this.#timer = setInterval(() => void this.poll().catch(this.#onError), pollMs);
    this.#onChange(true);
    await this.poll();
  }

  stop(): void {
    if (!this.on) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#seen = null;
    this.#onChange(false);
  }

  /** Reads the clipboard once, after the poll before has ended. @returns the number of new lines. @throws store codes. */
  poll(): Promise<number> {
    const poll = this.#polling.then(() => this.#poll());
    this.#polling = poll.catch(() => {});
    return poll;
  }

  async #poll(): Promise<number> {
    const text = this.on ? await this.#read() : '';
    // The watch may have stopped while the clipboard was read.
    if (!this.on || text === this.#seen) return 0;
    const first = this.#seen === null;
    this.#seen = text;
    if (first) return 0;
    const turns = turnsOf(text);
    return isOfMeeting(this.#intake.said, turns) ? await addInSteps(this.#intake, this.#intake.mergeKnown(turns)) : 0;
  }

  /** Never reads what a password manager has copied. */
  async #read(): Promise<string> {
    const secret = (await this.#clipboard.formats()).some((format) => secretFormats.test(format));
    return secret ? '' : await this.#clipboard.text();
  }
}

/** The turns of a copied text. Text that cannot be a transcript has none; that is no error. */
function turnsOf(text: string): ReturnType<typeof parsePasted> {
  if (text === '' || text.length > limits.pasteBytes) return [];
  try {
    return parsePasted(text);
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}
