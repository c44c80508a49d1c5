/**
 * Guards one meeting: stored lines → cues, n-grams and model → verdict → store → alerts. One judgement is in flight; the
 * lines that arrive meanwhile are judged together next.
 */

import { sideOf } from '../contract/constants.ts';
import type { Alert, Level, Line, Meeting, Thresholds, Verdict } from '../contract/domain.ts';
import { cautiousThresholds } from '../engine/calibration.ts';
import type { RiskModel } from '../engine/risk-model.ts';
import { type Found, readCues } from '../rules/find.ts';
import { feedbackSince } from '../store/alerts.ts';
import type { Db } from '../store/db.ts';
import { getMeeting } from '../store/meetings.ts';
import { addVerdicts, listVerdicts } from '../store/verdicts.ts';
import { stemOf } from '../transcript/merge-copy.ts';
import { readableUnits } from '../transcript/model-input.ts';
import { type Learned, summarise } from '../verdict/feedback.ts';
import { advance, coach, type MeetingState, newMeetingState, release } from '../verdict/fuse.ts';
import { MeetingAlerts } from './alerts.ts';
import { ModelSession } from './model-session.ts';
import type { NgramWitness } from './recent-ngrams.ts';

/** At most so many lines are judged at once, so that a long import shows progress and fits into the model's window. */
const batchLines = 8;
const nothingFound: Found = { hits: [], excused: [] };

export interface GuardDependencies {
  db: Db;
  now: () => number;
  /** The model in use; null while none is ready, then rules and n-grams judge alone. */
  model: () => RiskModel | null;
  verdict: (verdict: Verdict) => void;
  alert: (alert: Alert) => void;
  problem: (error: unknown) => void;
  /** Called when something changed that the guard's state shows. */
  changed: () => void;
  /** Feedback on alerts counts from this time on (ms since 1970). */
  feedbackSince: () => number;
  /** The n-grams' scores of one meeting. */
  ngrams: () => NgramWitness;
}

export class MeetingGuard {
  readonly alerts: MeetingAlerts;
  readonly lines: Line[];
  meeting: Meeting;
  /** The newest verdict. */
  last: Verdict | null = null;
  readonly #deps: GuardDependencies;
  /** How far the user's feedback moves the thresholds. It is read once a meeting: feedback counts from the next meeting on. */
  readonly #shift: Thresholds;
  readonly #stop = new AbortController();
  #state: MeetingState;
  #waiting: Line[];
  /** A speaker was marked: all verdicts are recomputed before the next batch. */
  #recount = false;
  readonly #session = new ModelSession();
  readonly #ngrams: NgramWitness;
  /** The judging loop, while one runs. */
  #work: Promise<void> = Promise.resolve();
  #working = false;

  /** @param lines, alerts what the meeting already holds, when it is resumed; the lines are judged again, so that the model has read them. */
  constructor(deps: GuardDependencies, meeting: Meeting, lines: readonly Line[] = [], alerts: readonly Alert[] = []) {
    this.#deps = deps;
    this.#ngrams = deps.ngrams();
    this.meeting = meeting;
    this.lines = [...lines];
    this.#waiting = [...lines];
    this.#state = { ...newMeetingState, coached: alerts.some((alert) => alert.answer === 'coached') };
    this.#shift = learn(deps.db, deps.feedbackSince()).shift;
    const { db, now, alert: onAlert, changed, problem } = deps;
    this.alerts = new MeetingAlerts({ db, now, onAlert, changed, problem }, alerts);
  }

  get level(): Level {
    return this.#state.level;
  }

  get coached(): boolean {
    return this.#state.coached;
  }

  /** Other programs use the processor, so verdicts come late. */
  get busy(): boolean {
    return this.#session.busy;
  }

  /** Lines stored and waiting for a verdict. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Adds lines that are already stored. */
  add(lines: readonly Line[]): void {
    this.lines.push(...lines);
    this.#waiting.push(...lines);
    this.judge();
  }

  /** Replaces the newest line, which has grown. */
  grown(line: Line): void {
    const known = this.lines.at(-1);
    this.lines[this.lines.length - 1] = line;
    const waits = this.#waiting.at(-1)?.seq === line.seq;
    if (waits) this.#waiting.pop();
    // A closing mark alone adds nothing to judge.
    if (waits || stemOf(line.text) !== stemOf(known?.text ?? '')) this.#waiting.push(line);
    this.judge();
  }

  /** The user marked a speaker. */
  marked(meeting: Meeting): void {
    this.meeting = meeting;
    this.#recount = true;
    this.judge();
  }

  /** Applies the user's answer to one of this meeting's alerts. */
  answered(alert: Alert): void {
    this.alerts.answered(alert);
    if (alert.answer === 'coached') this.#state = coach(this.#state);
  }

  /** The user called an alert of this meeting a false alarm. */
  release(): void {
    this.alerts.release();
    this.#state = release(this.#state);
  }

  /** Stops using the model. The next model gets the meeting from its first line. */
  async leaveModel(): Promise<void> {
    await this.alerts.stopExplaining();
    await this.#session.close();
  }

  /** Judges everything again, with another model. */
  judgeAgain(): void {
    if (this.lines.length === 0) return;
    this.#state = { ...newMeetingState, coached: this.coached };
    this.#recount = false;
    this.#waiting = [...this.lines];
    this.judge();
  }

  /** Starts the judging loop unless it runs. When no line waits, it ends and the model may word a reason. */
  judge(): void {
    void this.alerts.stopExplaining();
    if (this.#working) return;
    this.#working = true;
    this.#work = this.#judgeWaiting().finally(() => {
      this.#deps.changed();
      const model = this.#deps.model();
      if (model && !this.#working && !this.#stop.signal.aborted) this.alerts.explain(model);
    });
  }

  /** Resolves when everything added so far has its verdict. */
  async idle(): Promise<void> {
    while (this.#working) await this.#work;
  }

  /** Ends judging. Resolves when the judgement in flight has been cancelled. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.alerts.dispose();
    await this.#work;
    await this.leaveModel();
  }

  async #judgeWaiting(): Promise<void> {
    try {
      while (!this.#stop.signal.aborted) {
        if (this.#recount) this.#recomputeVerdicts();
        if (this.#waiting.length === 0) return;
        await this.#judgeBatch(this.#waiting.splice(0, batchLines));
      }
    } finally {
      // In the same event-loop turn in which no line waited: a line that comes later starts the loop again.
      this.#working = false;
    }
  }

  async #judgeBatch(batch: Line[]): Promise<void> {
    const started = performance.now();
    const found = batch.map((line) => this.#read(line));
    const modelRisk = await this.#askModel(batch);
    if (this.#stop.signal.aborted) return;
    const ms = (performance.now() - started) / batch.length;
    const model = this.#deps.model()?.info.id ?? null;
    // The model read the batch as one; its risk belongs to the last line.
    const verdicts = batch.map((line, i) =>
      this.#advance(line, found[i] ?? nothingFound, { modelRisk: i === batch.length - 1 ? modelRisk : null, model, ms }),
    );
    // A full disk stores no verdict; the alert is raised all the same.
    this.#attempt(() =>
      addVerdicts(
        this.#deps.db,
        verdicts.map((step) => step.verdict),
      ),
    );
    for (const { verdict, state } of verdicts) {
      this.last = verdict;
      this.#deps.verdict(verdict);
      this.alerts.weigh(verdict, this.lines, state);
    }
    this.#attempt(() => {
      this.meeting = getMeeting(this.#deps.db, this.meeting.id);
    });
    this.#deps.changed();
  }

  /** Recomputes every verdict after a speaker was marked. The model never sees the marks, so its stored risks are reused. */
  #recomputeVerdicts(): void {
    this.#recount = false;
    const waitsFrom = this.#waiting[0]?.seq ?? Number.POSITIVE_INFINITY;
    this.#attempt(() => {
      const judged = new Map(listVerdicts(this.#deps.db, this.meeting.id).map((verdict) => [verdict.seq, verdict]));
      this.#state = { ...newMeetingState, coached: this.coached };
      const changed: Verdict[] = [];
      for (const line of this.lines) {
        const before = judged.get(line.seq);
        if (!before || line.seq >= waitsFrom) continue;
        const { verdict } = this.#advance(line, this.#read(line), before);
        this.last = verdict;
        if (verdict.risk !== before.risk || verdict.level !== before.level) changed.push(verdict);
      }
      addVerdicts(this.#deps.db, changed);
      for (const verdict of changed) this.#deps.verdict(verdict);
      this.meeting = getMeeting(this.#deps.db, this.meeting.id);
      // Earlier lines raise no alert any more; the newest may.
      if (this.last && changed.includes(this.last)) this.alerts.weigh(this.last, this.lines, this.#state);
    });
  }

  #attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#deps.problem(error);
    }
  }

  #read(line: Line): Found {
    return readCues(line.text, line.seq, sideOf(this.meeting.marks, line.speaker));
  }

  #advance(line: Line, found: Found, judged: Pick<Verdict, 'modelRisk' | 'model' | 'ms'>): { state: MeetingState; verdict: Verdict } {
    const { modelRisk, model, ms } = judged;
    const thresholds = this.#deps.model()?.info.thresholds ?? cautiousThresholds;
    const side = sideOf(this.meeting.marks, line.speaker);
    const ngrams = this.#ngrams.read(this.lines, line.seq);
    const readable = readableUnits(line.text);
    const step = advance(this.#state, { line, side, ...found, readable, modelRisk, ngrams, model, ms, thresholds, shift: this.#shift });
    this.#state = step.state;
    return step;
  }

  async #askModel(batch: Line[]): Promise<number | null> {
    const model = this.#deps.model();
    if (!model) return null;
    try {
      return await this.#session.ask(model, this.lines, batch, this.#stop.signal);
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#deps.problem(error);
      return null;
    }
  }
}

/** How the feedback since then (ms since 1970) moves the thresholds. */
export function learn(db: Db, since: number): Learned {
  return summarise(feedbackSince(db, since));
}
