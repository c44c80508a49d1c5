/** Takes messages in, whichever way they came, within the rates. */
import { AppError } from '../../contract/result.ts';
import { addNew, type Intake } from '../feed.ts';
import { boundName, hasContent } from '../text/parse.ts';
import { type ApiError, type Message, readMessage } from './message.ts';
import { Bucket } from './rate-limit.ts';

/** Captions of a fast meeting come a few times a second; bursts after a pause are larger. */
export const rates = { messagesPerSecond: 20, messages: 60, linesPerSecond: 50, lines: 1_000 } as const;

export type Answer = { added: number } | { error: ApiError };

export class ApiIntake {
  readonly #intake: Pick<Intake, 'guarding' | 'said' | 'grow' | 'add'>;
  readonly #now: () => number;
  readonly #report: (error: unknown) => void;
  readonly #messages = new Bucket(rates.messagesPerSecond, rates.messages);
  readonly #lines = new Bucket(rates.linesPerSecond, rates.lines);

  constructor(intake: Pick<Intake, 'guarding' | 'said' | 'grow' | 'add'>, now: () => number, report: (error: unknown) => void) {
    this.#intake = intake;
    this.#now = now;
    this.#report = report;
  }

  get guarding(): boolean {
    return this.#intake.guarding;
  }

  /** One message's text → what is answered to it. Nothing of it is stored unless all of it is. */
  take(text: string): Answer {
    if (!this.#messages.take(this.#now())) return { error: 'too-many' };
    const message = readMessage(text);
    if (!message) return { error: 'bad-message' };
    // Programs never begin a meeting: the user does.
    if (!this.#intake.guarding) return { error: 'no-meeting' };
    if (!this.#lines.take(this.#now(), message.lines.length)) return { error: 'too-many' };
    try {
      return { added: this.#add(message) };
    } catch (error) {
      if (error instanceof AppError && error.code === 'no-meeting') return { error: 'no-meeting' };
      this.#report(error);
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
    return mode === 'window' ? addNew(this.#intake, turns) : this.#intake.add(turns).length;
  }
}
