/**
 * Reading captions off the screen, from the user's choice to lines in the meeting: the capturing window's pictures are
 * recognised, merged into lines, and it is known at any time whether they still arrive.
 */
import type { CaptionPreview, Captions, CaptionTrouble, CaptureChoice, CaptureTask } from '../contract/capture.ts';
import type { Program } from '../contract/constants.ts';
import type { Turn } from '../contract/domain.ts';
import { looksLikeBefore, see, seeNoChange, startWatch, troubleOf, type Watch } from './health.ts';
import { finishCaptions, passTime, readCaptions } from './merge/lines.ts';
import { isText, textOf } from './merge/rows.ts';
import { openTurns } from './merge/settle.ts';
import { type CaptionState, noCaptions, type Step } from './merge/state.ts';
import type { Grey } from './ocr/picture.ts';
import type { StripText } from './ocr/recogniser.ts';
import { presets } from './presets.ts';

export interface CaptionParts {
  /** Takes the lines. @throws AppError store codes */
  add(turns: readonly Turn[]): void;
  read(strip: Grey): Promise<StripText>;
  /** Opens the window that captures; it asks for its task. Closes it and the recogniser. */
  open(): void;
  close(): void;
  /** Whether a window or screen can still be seen. */
  isListed(id: string): Promise<boolean>;
  /** Why the system gives no picture of it. */
  whyNoPicture(id: string): Promise<CaptionTrouble>;
  changed(captions: Captions | null): void;
  preview(preview: CaptionPreview): void;
  report(error: unknown): void;
  now(): number;
}

interface Run {
  task: CaptureTask;
  choice: CaptureChoice;
  name: string;
  program: Program;
  state: CaptionState;
  watch: Watch;
  rows: string[];
  /** What the capturing window or the recogniser has said; the next picture takes it back. */
  told: CaptionTrouble | null;
  failures: number;
  /** When the last picture, or word of it, came; ms. */
  signAt: number;
  /** Final lines that could not be stored yet. */
  kept: Turn[];
  /** The preview that was published last, as text. */
  previewed: string;
  ended: CaptionTrouble | null;
}

const checkMs = 500;
/** ms without a picture after which the capture is begun afresh. */
const reopenMs = 20_000;
/** Recognition that failed so often in a row will fail again. */
const mostFailures = 3;

export class CaptionReader {
  readonly #parts: CaptionParts;
  #run: Run | null = null;
  #runs = 0;
  #wishes = 0;
  /** The state as it was published last. */
  #published: Captions | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: CaptionParts) {
    this.#parts = parts;
  }

  /** What is to be captured now. */
  get task(): CaptureTask | null {
    return this.#run && !this.#run.ended ? this.#run.task : null;
  }

  /** Resolves to what was looked up for a choice; to null if the user has chosen anew or left meanwhile. */
  async ignoreSuperseded<T>(found: Promise<T>): Promise<T | null> {
    const wish = ++this.#wishes;
    const value = await found;
    return wish === this.#wishes ? value : null;
  }

  /** Reads here from now on; what another run still held is final. A trial beside it: nothing is read into the meeting. */
  start(choice: CaptureChoice, name: string, program: Program): void {
    const now = this.#parts.now();
    if (this.#run) this.#finish(this.#run);
    if (choice.trial && this.#published?.state === 'reading')
      this.#tell({ ...this.#published, state: 'stale', why: 'framing', since: now });
    const task = { run: ++this.#runs, id: choice.id, strip: choice.strip };
    this.#run = {
      ...{ task, choice, name, program, state: noCaptions, watch: startWatch(now, choice.id.startsWith('screen')), rows: [] },
      ...{ told: null, failures: 0, signAt: now, kept: [], previewed: '', ended: null },
    };
    this.#timer = setInterval(() => void this.check(), checkMs);
    this.#parts.open();
    this.#publish(this.#run);
  }

  /** One picture of the strip. Resolves when it is read. */
  async frame(number: number, strip: Grey): Promise<void> {
    const run = this.#current(number);
    if (!run) return;
    const at = this.#parts.now();
    try {
      const text = await this.#parts.read(strip);
      if (this.#current(number)) this.#take(run, text, strip.width, at);
    } catch (error) {
      if (!this.#current(number)) return;
      this.#parts.report(error);
      run.told = 'recogniser';
      if (++run.failures >= mostFailures) this.#end(run, 'recogniser');
    }
    this.#publish(run);
  }

  /** The strip looks as it did. */
  unchanged(number: number): void {
    const run = this.#current(number);
    if (!run) return;
    run.signAt = this.#parts.now();
    this.#unchanged(run, run.signAt);
    this.#publish(run);
  }

  /** The capturing window can't go on, or not now. */
  async trouble(number: number, told: CaptionTrouble): Promise<void> {
    const asked = this.#current(number);
    const why = asked && told === 'refused' ? await this.#parts.whyNoPicture(asked.task.id) : told;
    const run = this.#current(number);
    if (!run) return;
    run.told = why;
    if (why === 'closed' || told === 'refused') this.#end(run, why);
    this.#publish(run);
  }

  /** Looks at the clock: captions that stop say nothing about it. */
  async check(): Promise<void> {
    const run = this.#run;
    if (!run || run.ended) return;
    const now = this.#parts.now();
    const silent = troubleOf(run.watch, now) === 'no-picture';
    // Some systems send no picture while nothing changes; a fresh capture begins with one.
    if (silent && (await this.#parts.isListed(run.task.id))) {
      if (run !== this.#run || run.ended) return;
      if (now - run.signAt >= reopenMs) {
        run.signAt = now;
        this.#parts.open();
      }
      if (!run.told) this.#unchanged(run, now);
    }
    this.#publish(run);
  }

  /** Ends reading; what is still open becomes lines. */
  stop(): void {
    this.#wishes++;
    const run = this.#run;
    if (!run) return;
    this.#run = null;
    this.#leave(run);
    this.#tell(null);
  }

  /** There is nothing left to read into; a choice that is being tried goes on. */
  meetingEnded(): void {
    if (this.#run && !this.#run.choice.trial) this.stop();
    else if (this.#published) this.#tell(null);
  }

  #current(number: number): Run | null {
    return this.#run && !this.#run.ended && this.#run.task.run === number ? this.#run : null;
  }

  #unchanged(run: Run, at: number): void {
    run.watch = seeNoChange(run.watch, at);
    if (run.told !== 'recogniser') run.told = null;
    this.#step(run, passTime(run.state, at));
  }

  #take(run: Run, text: StripText, width: number, at: number): void {
    run.failures = 0;
    run.told = null;
    run.signAt = at;
    const rows = text.rows.filter((row) => isText(row.chars));
    const look = { dark: text.dark, height: middleOf(rows.map((row) => row.height)) };
    const sight = text.black ? 'black' : rows.length === 0 ? 'blank' : looksLikeBefore(run.watch, look) ? 'text' : 'other';
    run.watch = see(run.watch, sight, look, at);
    const seen = sight === 'text' ? rows : [];
    run.rows = seen.map((row) => textOf(row.chars));
    this.#step(run, readCaptions(run.state, { at, width, rows: seen }, presets[run.program].style));
  }

  #step(run: Run, { state, lines }: Step): void {
    run.state = state;
    run.kept.push(...lines);
    if (run.choice.trial) run.kept = [];
    if (run.kept.length === 0) return;
    try {
      this.#parts.add(run.kept);
      run.kept = [];
    } catch (error) {
      this.#parts.report(error);
      run.told = 'not-kept';
    }
  }

  #end(run: Run, why: CaptionTrouble): void {
    run.ended = why;
    this.#leave(run);
  }

  #leave(run: Run): void {
    this.#finish(run);
    this.#parts.close();
  }

  #finish(run: Run): void {
    clearInterval(this.#timer);
    this.#step(run, finishCaptions(run.state));
  }

  #publish(run: Run): void {
    const now = this.#parts.now();
    const why = run.ended ?? run.told ?? troubleOf(run.watch, now);
    if (run !== this.#run) return;
    const preview = { trial: run.choice.trial, rows: why ? [] : run.rows, open: openTurns(run.state), why };
    const previewed = JSON.stringify(preview);
    if (previewed !== run.previewed) this.#parts.preview(preview);
    run.previewed = previewed;
    if (run.choice.trial) return;
    const state = run.ended ? 'stopped' : why ? 'stale' : 'reading';
    const { choice, name } = run;
    const known = this.#published;
    if (known?.choice !== choice || known.state !== state || known.why !== why) this.#tell({ state, why, name, choice, since: now });
  }

  #tell(captions: Captions | null): void {
    this.#published = captions;
    this.#parts.changed(captions);
  }
}

function middleOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
}
