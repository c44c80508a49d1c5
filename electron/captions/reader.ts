/**
 * Reads captions off the screen: takes the frames of the capturing window, has them recognised, merges the text into
 * lines, adds the lines to the meeting, and always knows whether captions still arrive.
 */
import type { CaptionPreview, Captions, CaptionTrouble, CaptureChoice, CaptureTask } from '../contract/capture.ts';
import type { Program } from '../contract/constants.ts';
import type { Turn } from '../contract/domain.ts';
import { median } from '../math/quantile.ts';
import { afterFrame, afterNoChange, type CaptionHealth, looksLikeCaptions, newHealth, troubleOf } from './health.ts';
import { finishCaptions, passTime, readCaptions } from './merge/lines.ts';
import { openTurns } from './merge/settle.ts';
import { type CaptionState, type MergeResult, noCaptions } from './merge/state.ts';
import type { Grey } from './ocr/picture.ts';
import type { StripText } from './ocr/recogniser.ts';
import { presets } from './presets.ts';
import { isReadable, textOf } from './row.ts';

export interface CaptionReaderDependencies {
  /** Adds final lines to the meeting. @throws AppError store codes */
  add(turns: readonly Turn[]): void;
  /** Recognises the text on a strip. Rejects if the recogniser crashes or hangs. */
  read(strip: Grey): Promise<StripText>;
  /** Opens the capturing window anew; it then asks for `task`. */
  open(): void;
  /** Closes the capturing window and ends the recogniser. */
  close(): void;
  /** Whether the system still lists a window or screen. */
  isListed(id: string): Promise<boolean>;
  /** Why the system gives no picture of a window or screen. */
  whyNoPicture(id: string): Promise<CaptionTrouble>;
  onChange(captions: Captions | null): void;
  onPreview(preview: CaptionPreview): void;
  onError(error: unknown): void;
  /** ms since 1970 */
  now(): number;
}

/** One choice of the user, from `start` until it is stopped or replaced. */
interface Run {
  task: CaptureTask;
  choice: CaptureChoice;
  name: string;
  program: Program;
  state: CaptionState;
  health: CaptionHealth;
  /** The rows on the strip now. */
  rows: string[];
  /** A trouble that the capturing window or the recogniser has reported; the next frame clears it. */
  reported: CaptionTrouble | null;
  /** Failures of the recogniser in a row. */
  failures: number;
  /** When the capturing window last sent anything, or was opened anew; ms. */
  lastMessageAt: number;
  /** Final lines that could not be stored yet. */
  unstored: Turn[];
  /** The last published preview, as JSON. */
  published: string;
  ended: CaptionTrouble | null;
}

const checkMs = 500;
/** ms. If no message arrives for longer, the capturing window is opened anew. */
const reopenMs = 20_000;
/** Failures of the recogniser in a row after which reading stops. */
const maxFailures = 3;

export class CaptionReader {
  readonly #uses: CaptionReaderDependencies;
  #run: Run | null = null;
  #runs = 0;
  /** Counts the user's choices and stops. */
  #choices = 0;
  /** The last published state. */
  #published: Captions | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(dependencies: CaptionReaderDependencies) {
    this.#uses = dependencies;
  }

  /** What the capturing window has to capture now. */
  get task(): CaptureTask | null {
    return this.#run && !this.#run.ended ? this.#run.task : null;
  }

  /** Resolves to the result of a lookup for the user's choice, or to null if the user has chosen again or stopped meanwhile. */
  async ignoreSuperseded<T>(lookup: Promise<T>): Promise<T | null> {
    const choice = ++this.#choices;
    const value = await lookup;
    return choice === this.#choices ? value : null;
  }

  /**
   * Reads from this window or screen from now on. Open lines of the run before become final. While a trial runs, nothing is
   * added to the meeting, and the state says so.
   */
  start(choice: CaptureChoice, name: string, program: Program): void {
    const now = this.#uses.now();
    if (this.#run) this.#finish(this.#run);
    if (choice.trial && this.#published?.state === 'reading')
      this.#setPublished({ ...this.#published, state: 'stale', why: 'framing', since: now });
    this.#run = {
      task: { run: ++this.#runs, id: choice.id, strip: choice.strip },
      choice,
      name,
      program,
      state: noCaptions,
      health: newHealth(now, choice.id.startsWith('screen')),
      rows: [],
      reported: null,
      failures: 0,
      lastMessageAt: now,
      unstored: [],
      published: '',
      ended: null,
    };
    this.#timer = setInterval(() => void this.check(), checkMs);
    this.#uses.open();
    this.#publish(this.#run);
  }

  /** Takes a frame of run `number`. Resolves when it is read. Frames of another run are ignored. */
  async frame(number: number, strip: Grey): Promise<void> {
    const run = this.#current(number);
    if (!run) return;
    const at = this.#uses.now();
    try {
      const text = await this.#uses.read(strip);
      if (this.#current(number)) this.#take(run, text, strip.width, at);
    } catch (error) {
      if (!this.#current(number)) return;
      this.#uses.onError(error);
      run.reported = 'recogniser';
      if (++run.failures >= maxFailures) this.#end(run, 'recogniser');
    }
    this.#publish(run);
  }

  /** The strip of run `number` looks as before. */
  unchanged(number: number): void {
    const run = this.#current(number);
    if (!run) return;
    run.lastMessageAt = this.#uses.now();
    this.#passTime(run, run.lastMessageAt);
    this.#publish(run);
  }

  /** The capturing window of run `number` reports that it cannot capture, or not at the moment. */
  async trouble(number: number, reported: CaptionTrouble): Promise<void> {
    const asked = this.#current(number);
    const why = asked && reported === 'refused' ? await this.#uses.whyNoPicture(asked.task.id) : reported;
    const run = this.#current(number);
    if (!run) return;
    run.reported = why;
    if (why === 'closed' || reported === 'refused') this.#end(run, why);
    this.#publish(run);
  }

  /** Called at intervals, because captions that stop send no message. */
  async check(): Promise<void> {
    const run = this.#run;
    if (!run || run.ended) return;
    const now = this.#uses.now();
    const silent = troubleOf(run.health, now) === 'no-picture';
    // Some systems send no frame while nothing changes. A capture that is opened anew always begins with a frame.
    if (silent && (await this.#uses.isListed(run.task.id))) {
      if (run !== this.#run || run.ended) return;
      if (now - run.lastMessageAt >= reopenMs) {
        run.lastMessageAt = now;
        this.#uses.open();
      }
      if (!run.reported) this.#passTime(run, now);
    }
    this.#publish(run);
  }

  /** Stops reading. Open lines become final. */
  stop(): void {
    this.#choices++;
    const run = this.#run;
    if (!run) return;
    this.#run = null;
    this.#leave(run);
    this.#setPublished(null);
  }

  /** The meeting has ended: stops reading, but lets a trial go on. */
  meetingEnded(): void {
    if (this.#run && !this.#run.choice.trial) this.stop();
    else if (this.#published) this.#setPublished(null);
  }

  #current(number: number): Run | null {
    return this.#run && !this.#run.ended && this.#run.task.run === number ? this.#run : null;
  }

  #passTime(run: Run, at: number): void {
    run.health = afterNoChange(run.health, at);
    if (run.reported !== 'recogniser') run.reported = null;
    this.#apply(run, passTime(run.state, at));
  }

  #take(run: Run, text: StripText, width: number, at: number): void {
    run.failures = 0;
    run.reported = null;
    run.lastMessageAt = at;
    const readable = text.rows.filter((row) => isReadable(row.chars));
    const appearance = { dark: text.dark, height: median(readable.map((row) => row.height)) };
    const content = text.black
      ? 'black'
      : readable.length === 0
        ? 'blank'
        : looksLikeCaptions(run.health, appearance)
          ? 'captions'
          : 'other';
    run.health = afterFrame(run.health, content, appearance, at);
    const rows = content === 'captions' ? readable : [];
    run.rows = rows.map((row) => textOf(row.chars));
    this.#apply(run, readCaptions(run.state, { at, width, rows }, presets[run.program].style));
  }

  #apply(run: Run, { state, lines }: MergeResult): void {
    run.state = state;
    if (!run.choice.trial) run.unstored.push(...lines);
    if (run.unstored.length === 0) return;
    try {
      this.#uses.add(run.unstored);
      run.unstored = [];
    } catch (error) {
      this.#uses.onError(error);
      run.reported = 'not-kept';
    }
  }

  #end(run: Run, why: CaptionTrouble): void {
    run.ended = why;
    this.#leave(run);
  }

  #leave(run: Run): void {
    this.#finish(run);
    this.#uses.close();
  }

  #finish(run: Run): void {
    clearInterval(this.#timer);
    this.#apply(run, finishCaptions(run.state));
  }

  #publish(run: Run): void {
    const now = this.#uses.now();
    const why = run.ended ?? run.reported ?? troubleOf(run.health, now);
    if (run !== this.#run) return;
    const preview = { trial: run.choice.trial, rows: why ? [] : run.rows, open: openTurns(run.state), why };
    const json = JSON.stringify(preview);
    if (json !== run.published) this.#uses.onPreview(preview);
    run.published = json;
    if (run.choice.trial) return;
    const state = run.ended ? 'stopped' : why ? 'stale' : 'reading';
    const { choice, name } = run;
    const known = this.#published;
    if (known?.choice !== choice || known.state !== state || known.why !== why)
      this.#setPublished({ state, why, name, choice, since: now });
  }

  #setPublished(captions: Captions | null): void {
    this.#published = captions;
    this.#uses.onChange(captions);
  }
}
