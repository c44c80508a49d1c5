/** Adds the lines of a message to the meeting, within rate limits. HTTP and WebSocket share it. */
import { AppError } from '../../contract/result.ts';
import { boundName } from '../../transcript/speaker-name.ts';
import type { Intake } from '../intake.ts';
import { hasContent } from '../text/parse.ts';
import { type ApiError, type Message, readMessage } from './message.ts';
import { RateLimit } from './rate-limit.ts';

/** Steady rates and bursts. Captions of a fast meeting change a few times a second; after a pause many lines may come at once. */
export const rates = { messagesPerSecond: 20, messages: 60, linesPerSecond: 50, lines: 1_000 } as const;

export type ApiAnswer = { added: number } | { error: ApiError };

type MeetingIntake = Pick<Intake, 'guarding' | 'mergeKnown' | 'add'>;

export class ApiIntake {
  readonly #intake: MeetingIntake;
  readonly #now: () => number;
  readonly #onError: (error: unknown) => void;
  readonly #messages = new RateLimit(rates.messagesPerSecond, rates.messages);
  readonly #lines = new RateLimit(rates.linesPerSecond, rates.lines);

  /** @param now ms. @param onError is called when storing fails. */
  constructor(intake: MeetingIntake, now: () => number, onError: (error: unknown) => void) {
    this.#intake = intake;
    this.#now = now;
    this.#onError = onError;
  }

  get guarding(): boolean {
    return this.#intake.guarding;
  }

  /** Takes the text of one message. @returns the answer; after an error no line of the message is stored. */
  take(text: string): ApiAnswer {
    if (!this.#messages.take(this.#now())) return { error: 'too-many' };
    const message = readMessage(text);
    if (!message) return { error: 'bad-message' };
    // Only the user begins a meeting, never a program.
    if (!this.#intake.guarding) return { error: 'no-meeting' };
    if (!this.#lines.take(this.#now(), message.lines.length)) return { error: 'too-many' };
    try {
      return { added: this.#add(message) };
    } catch (error) {
      if (error instanceof AppError && error.code === 'no-meeting') return { error: 'no-meeting' };
      this.#onError(error);
      return { error: 'failed' };
    }
  }

  #add({ lines, mode }: Message): number {
    const turns = lines
      .filter((line) => hasContent(line.text))
      .map(({ speaker, text, offset }) => ({
        speaker: speaker ? boundName(speaker) : null,
        text: text.trim(),
        ...(offset === undefined ? {} : { offset }),
      }));
    if (turns.length === 0) return 0;
    const fresh = mode === 'window' ? this.#intake.mergeKnown(turns) : turns;
    return fresh.length > 0 ? this.#intake.add(fresh).length : 0;
  }
}
