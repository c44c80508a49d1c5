/**
 * Guards one meeting: stored lines → cues + model → verdict → store → warner. One judgement is in flight, and the
 * lines that arrive meanwhile are judged together next.
 */

import { sideOf } from '../contract/constants.ts';
import type { Alert, Level, Line, Meeting, Thresholds, Verdict } from '../contract/domain.ts';
import { cautiousThresholds } from '../engine/calibration.ts';
import type { RiskModel } from '../engine/risk-model.ts';
import { type Found, readCues } from '../rules/find.ts';
import { feedbackSince } from '../store/alerts.ts';
import { getMeeting } from '../store/meetings.ts';
import { type Db, storeError } from '../store/open.ts';
import { readSettings } from '../store/settings.ts';
import { addVerdicts, listVerdicts } from '../store/verdicts.ts';
import { stemOf } from '../transcript/merge-copy.ts';
import { repeatsRecentLine } from '../transcript/model-input.ts';
import { type Learned, summarise } from '../verdict/feedback.ts';
import { advance, type Course, coach, newCourse, release } from '../verdict/fuse.ts';
import { Warner } from './alerts.ts';
import { Hearing } from './model-session.ts';
import { RecentWording } from './recent-ngrams.ts';

/** Lines judged at once at most: a long import then shows its progress, and no part of it outruns the model's window. */
const batchLines = 8;
/** A cue this heavy keeps its line in a full model window. */
const keepWeight = 0.2;
const nothingFound: Found = { hits: [], excused: [] };

export interface GuardParts {
  db: Db;
  now: () => number;
  /** The model in use; null while none is ready: rules judge alone then. */
  model: () => RiskModel | null;
  verdict: (verdict: Verdict) => void;
  alert: (alert: Alert) => void;
  problem: (error: unknown) => void;
  /** Something that the guard's state shows has changed. */
  changed: () => void;
}

export class MeetingGuard {
  readonly warner: Warner;
  readonly lines: Line[];
  meeting: Meeting;
  /** The newest verdict. */
  last: Verdict | null = null;
  readonly #parts: GuardParts;
  /** How far the user's feedback moves the thresholds; what they say during a meeting counts from the next one on. */
  readonly #shift: Thresholds;
  readonly #stop = new AbortController();
  #course: Course;
  #waiting: Line[];
  /** Somebody was marked: what is judged counts anew before the next batch. */
  #recount = false;
  readonly #hearing = new Hearing();
  readonly #wording = new RecentWording();
  /** The judging loop, while one runs. */
  #work: Promise<void> = Promise.resolve();
  #working = false;

  /** @param lines what was said in it already; it is judged again, so that the model knows it. @param alerts what it alerted. */
  constructor(parts: GuardParts, meeting: Meeting, lines: readonly Line[] = [], alerts: readonly Alert[] = []) {
    this.#parts = parts;
    this.meeting = meeting;
    this.lines = [...lines];
    this.#waiting = [...lines];
    this.#course = { ...newCourse, coached: alerts.some((alert) => alert.answer === 'coached') };
    this.#shift = learn(parts.db).shift;
    this.warner = new Warner({ db: parts.db, now: parts.now, told: parts.alert, changed: parts.changed, problem: parts.problem }, alerts);
  }

  get level(): Level {
    return this.#course.level;
  }

  get coached(): boolean {
    return this.#course.coached;
  }

  /** Other programs hold the processor: verdicts come late. */
  get busy(): boolean {
    return this.#hearing.busy;
  }

  /** Lines stored and waiting for a verdict. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Takes lines that are on disk. */
  add(lines: readonly Line[]): void {
    this.lines.push(...lines);
    this.#waiting.push(...lines);
    this.judge();
  }

  /** The newest line has gone on. */
  grown(line: Line): void {
    const known = this.lines.at(-1);
    this.lines[this.lines.length - 1] = line;
    const waits = this.#waiting.at(-1)?.seq === line.seq;
    if (waits) this.#waiting.pop();
    // A closing mark alone says nothing new.
    if (waits || stemOf(line.text) !== stemOf(known?.text ?? '')) this.#waiting.push(line);
    this.judge();
  }

  /** The user marked a speaker. */
  marked(meeting: Meeting): void {
    this.meeting = meeting;
    this.#recount = true;
    this.judge();
  }

  /** What the user answered to one of this meeting's alerts. */
  answered(alert: Alert): void {
    this.warner.answered(alert);
    if (alert.answer === 'coached') this.#course = coach(this.#course);
  }

  /** The user called this meeting's warning a false alarm. */
  release(): void {
    this.warner.release();
    this.#course = release(this.#course);
  }

  /** Lets go of the model. What was said is told to the next one from the start. */
  async leaveModel(): Promise<void> {
    await this.warner.stopExplaining();
    await this.#hearing.leave();
  }

  /** Judges everything again, with another model. */
  judgeAgain(): void {
    if (this.lines.length === 0) return;
    this.#course = { ...newCourse, coached: this.coached };
    this.#recount = false;
    this.#waiting = [...this.lines];
    this.judge();
  }

  /** Starts the judging loop unless it runs; it ends when no line waits. Only then may the model word a reason. */
  judge(): void {
    void this.warner.stopExplaining();
    if (this.#working) return;
    this.#working = true;
    this.#work = this.#judgeWaiting().finally(() => {
      this.#parts.changed();
      const model = this.#parts.model();
      if (model && !this.#working && !this.#stop.signal.aborted) this.warner.explain(model);
    });
  }

  /** Resolves when everything added so far has its verdict. */
  async idle(): Promise<void> {
    while (this.#working) await this.#work;
  }

  /** Nothing more is judged. Resolves when the judgement in flight is given up. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.warner.dispose();
    await this.#work;
    await this.leaveModel();
  }

  async #judgeWaiting(): Promise<void> {
    try {
      while (!this.#stop.signal.aborted) {
        if (this.#recount) this.#countAgain();
        if (this.#waiting.length === 0) return;
        await this.#judgeBatch(this.#waiting.splice(0, batchLines));
      }
    } finally {
      // In the same turn in which nothing waited: what comes next starts the loop again.
      this.#working = false;
    }
  }

  async #judgeBatch(batch: Line[]): Promise<void> {
    const started = performance.now();
    const found = batch.map((line) => this.#read(line));
    const modelRisk = await this.#askModel(batch, found);
    if (this.#stop.signal.aborted) return;
    const ms = (performance.now() - started) / batch.length;
    const model = this.#parts.model()?.info.id ?? null;
    // The model saw the batch as one; its risk belongs to the last line of it.
    const verdicts = batch.map((line, i) =>
      this.#advance(line, found[i] ?? nothingFound, { modelRisk: i === batch.length - 1 ? modelRisk : null, model, ms }),
    );
    // A disk that has just filled up takes no verdict; the warning comes all the same.
    this.#attempt(() =>
      addVerdicts(
        this.#parts.db,
        verdicts.map((step) => step.verdict),
      ),
    );
    for (const { verdict, course } of verdicts) {
      this.last = verdict;
      this.#parts.verdict(verdict);
      this.warner.weigh(verdict, this.lines, course);
    }
    this.#attempt(() => {
      this.meeting = getMeeting(this.#parts.db, this.meeting.id);
    });
    this.#parts.changed();
  }

  /** Goes through what is judged again with the marks of now. The model knows no marks: its answers of then still hold. */
  #countAgain(): void {
    this.#recount = false;
    const waitsFrom = this.#waiting[0]?.seq ?? Number.POSITIVE_INFINITY;
    this.#attempt(() => {
      const judged = new Map(listVerdicts(this.#parts.db, this.meeting.id).map((verdict) => [verdict.seq, verdict]));
      this.#course = { ...newCourse, coached: this.coached };
      const changed: Verdict[] = [];
      for (const line of this.lines) {
        const before = judged.get(line.seq);
        if (!before || line.seq >= waitsFrom) continue;
        const { verdict } = this.#advance(line, this.#read(line), before);
        this.last = verdict;
        if (verdict.risk !== before.risk || verdict.level !== before.level) changed.push(verdict);
      }
      addVerdicts(this.#parts.db, changed);
      for (const verdict of changed) this.#parts.verdict(verdict);
      this.meeting = getMeeting(this.#parts.db, this.meeting.id);
      // What was said is past: only where the meeting stands now can be worth an alert.
      if (this.last && changed.includes(this.last)) this.warner.weigh(this.last, this.lines, this.#course);
    });
  }

  #attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#parts.problem(storeError(error));
    }
  }

  #read(line: Line): Found {
    return readCues(line.text, line.seq, sideOf(this.meeting.marks, line.speaker));
  }

  #advance(line: Line, found: Found, judged: Pick<Verdict, 'modelRisk' | 'model' | 'ms'>): { course: Course; verdict: Verdict } {
    const { modelRisk, model, ms } = judged;
    const thresholds = this.#parts.model()?.info.thresholds ?? cautiousThresholds;
    const side = sideOf(this.meeting.marks, line.speaker);
    const wording = this.#wording.read(this.lines, line.seq);
    const step = advance(this.#course, { line, side, ...found, modelRisk, wording, model, ms, thresholds, shift: this.#shift });
    this.#course = step.course;
    return step;
  }

  async #askModel(batch: Line[], found: Found[]): Promise<number | null> {
    const model = this.#parts.model();
    if (!model) return null;
    const keep = found.map(({ hits }) => hits.some((hit) => hit.weight >= keepWeight));
    const told = batch.map((line) => (repeatsRecentLine(this.lines, line.seq) ? { ...line, text: '' } : line));
    try {
      return await this.#hearing.ask(model, told, keep, this.#stop.signal);
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#parts.problem(error);
      return null;
    }
  }
}

/** What all feedback that counts has taught. */
export function learn(db: Db): Learned {
  return summarise(feedbackSince(db, readSettings(db).feedbackSince));
}
