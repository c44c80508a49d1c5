/**
 * Joins the stages: lines → store → cues, n-grams and model → verdict → store → alert → listeners. This file knows which
 * meeting is guarded and which model is in use; meeting.ts turns lines into verdicts, alerts.ts turns verdicts into alerts.
 * No stage knows another. A line is on disk before it is judged.
 */
import { EventEmitter } from 'node:events';
import type { Side } from '../contract/constants.ts';
import type {
  Alert,
  AlertAnswer,
  Feedback,
  FeedbackSummary,
  GuardState,
  Line,
  Meeting,
  ModelInfo,
  SourceKind,
  Turn,
  Verdict,
} from '../contract/domain.ts';
import { raised } from '../contract/levels.ts';
import { AppError, toFailure } from '../contract/result.ts';
import { cautiousThresholds } from '../engine/calibration.ts';
import type { RiskModel } from '../engine/risk-model.ts';
import { answerAlert, setFeedback } from '../store/alerts.ts';
import type { Db } from '../store/db.ts';
import { addLines, growLine } from '../store/lines.ts';
import { markSpeaker } from '../store/marks.ts';
import { endMeeting, getMeeting, interruptedMeeting, reopenMeeting, startMeeting } from '../store/meetings.ts';
import { readRecord } from '../store/record.ts';
import { compareCopy, continuesLine } from '../transcript/merge-copy.ts';
import { shifted } from '../verdict/feedback.ts';
import { learn, MeetingGuard } from './meeting.ts';
import { type NgramWitness, RecentNgrams } from './recent-ngrams.ts';

/** `problem` is for the log: a failure that the state also shows. */
interface PipelineEvents {
  state: [GuardState];
  line: [Line];
  verdict: [Verdict];
  alert: [Alert];
  problem: [unknown];
  /** The model in use can no longer judge. Emitted once for each model. */
  broken: [ModelInfo];
}

export class Pipeline extends EventEmitter<PipelineEvents> {
  readonly #db: Db;
  readonly #now: () => number;
  readonly #feedbackSince: () => number;
  readonly #ngrams: () => NgramWitness;
  #model: RiskModel | null = null;
  #broken: RiskModel | null = null;
  #modelState: GuardState['modelState'] = 'loading';
  #problem: GuardState['problem'] = null;
  #guard: MeetingGuard | null = null;
  #interrupted: Meeting | null;

  /**
   * @param feedbackSince feedback on alerts counts from this time on (ms since 1970).
   * @param ngrams the n-grams' scores of one meeting; others only in tests.
   */
  constructor(
    db: Db,
    now: () => number = Date.now,
    feedbackSince: () => number = () => 0,
    ngrams: () => NgramWitness = () => new RecentNgrams(),
  ) {
    super();
    this.#db = db;
    this.#now = now;
    this.#feedbackSince = feedbackSince;
    this.#ngrams = ngrams;
    this.#interrupted = interruptedMeeting(db);
  }

  get state(): GuardState {
    const guard = this.#guard;
    const level = guard?.level ?? 'unknown';
    return {
      guarding: guard !== null,
      meeting: guard?.meeting ?? null,
      level,
      risk: guard?.last?.risk ?? 0,
      stage: guard?.last?.stage ?? null,
      kind: guard?.last?.kind ?? null,
      quiet: guard?.alerts.quiet ?? null,
      snoozeMinutes: guard && raised(level) && !guard.coached ? guard.alerts.snoozeMinutes(level) : 0,
      modelState: this.#modelState,
      model: this.#model?.info ?? null,
      problem: this.#problem ?? this.#model?.trouble ?? null,
      busy: guard?.busy ?? false,
      waiting: guard?.waiting ?? 0,
      interrupted: this.#interrupted,
    };
  }

  /** Starts to guard a new meeting. @throws AppError `already-guarding`, store codes. */
  start(title: string, source: SourceKind, startedAt = this.#now()): Meeting {
    if (this.#guard) throw new AppError('already-guarding');
    const meeting = startMeeting(this.#db, title, source, startedAt);
    this.#begin(meeting);
    return meeting;
  }

  /** Resumes a stored meeting. Its lines are judged again, so that the model has read them. */
  resume(meetingId: number): Meeting {
    if (this.#guard) throw new AppError('already-guarding');
    const { lines, alerts } = readRecord(this.#db, meetingId);
    const meeting = reopenMeeting(this.#db, meetingId);
    this.#begin(meeting, lines, alerts).judge();
    return meeting;
  }

  /** Ends an interrupted meeting without resuming it. */
  forgetInterrupted(meetingId: number): void {
    endMeeting(this.#db, meetingId, this.#now());
    this.#interrupted = interruptedMeeting(this.#db);
    this.#publishState();
  }

  /** A stored meeting was removed, so it is not offered for resuming. */
  forgotten(meetingId: number): void {
    if (this.#interrupted?.id !== meetingId) return;
    this.#interrupted = interruptedMeeting(this.#db);
    this.#publishState();
  }

  get guarding(): boolean {
    return this.#guard !== null;
  }

  get said(): readonly Line[] {
    return this.#guard?.lines ?? [];
  }

  /** Stores lines and starts to judge them. Returns when the lines are on disk. @throws AppError `no-meeting`, store codes. */
  add(turns: readonly Turn[]): Line[] {
    const guard = this.#guard;
    if (!guard) throw new AppError('no-meeting');
    const lines = addLines(this.#db, guard.meeting.id, turns, this.#now());
    for (const line of lines) this.emit('line', line);
    guard.add(lines);
    return lines;
  }

  /**
   * Replaces the newest line, which has grown. A stored line can change in no other way, so no word of it is lost.
   * @param text the whole line as it reads now. @throws AppError `bad-input` if it does not begin with what is known, `no-meeting`.
   */
  grow(text: string): Line {
    const guard = this.#guard;
    if (!guard) throw new AppError('no-meeting');
    const known = guard.lines.at(-1);
    if (!known || !continuesLine(known.text, text)) throw new AppError('bad-input');
    const line: Line = { ...known, text };
    growLine(this.#db, line);
    this.emit('line', line);
    guard.grown(line);
    return line;
  }

  /**
   * Compares a copied text with the meeting; if the copy holds a longer version of the newest line, that line grows.
   * @returns the turns that the meeting does not hold yet, for `add`. @throws AppError store codes.
   */
  mergeKnown(turns: readonly Turn[]): Turn[] {
    const { grown, added } = compareCopy(this.said, turns);
    if (grown !== null) this.grow(grown);
    return added;
  }

  /** Ends the meeting after every line has its verdict. */
  async stop(endedAt?: number): Promise<void> {
    await this.idle();
    await this.halt(endedAt);
  }

  /** Ends the meeting at once: lines that wait get no verdict. */
  async halt(endedAt?: number): Promise<void> {
    await this.#end((meeting) => endMeeting(this.#db, meeting.id, endedAt ?? this.#now()));
  }

  /** Closes for good. A running meeting stays open in the store and is offered for resuming at the next start. */
  async dispose(): Promise<void> {
    await this.#end(() => {});
    await this.#model?.dispose();
    this.#model = null;
  }

  /** Resolves when everything added so far has its verdict. */
  async idle(): Promise<void> {
    await this.#guard?.idle();
  }

  /** Marks which side a speaker is on; null removes the mark. In the guarded meeting every verdict is recomputed. */
  mark(meetingId: number, speaker: string, side: Side | null): Meeting {
    // Throws `not-found` before anything is stored.
    getMeeting(this.#db, meetingId);
    markSpeaker(this.#db, meetingId, speaker, side);
    const meeting = getMeeting(this.#db, meetingId);
    if (this.#guard?.meeting.id === meetingId) {
      this.#guard.marked(meeting);
      this.#publishState();
    }
    return meeting;
  }

  /** Stores and applies the user's answer to an alert. `coached` keeps the meeting red. @throws AppError `not-found`, store codes. */
  answer(alertId: number, answer: AlertAnswer): void {
    const alert = answerAlert(this.#db, alertId, answer);
    this.emit('alert', alert);
    if (this.#guard?.meeting.id !== alert.meetingId) return;
    this.#guard.answered(alert);
    this.#publishState();
  }

  /** Stores 误报 or 属实, also for an alert of an ended meeting; null removes it. @throws AppError `not-found`, store codes. */
  feedback(alertId: number, feedback: Feedback | null): void {
    const alert = setFeedback(this.#db, alertId, feedback);
    this.emit('alert', alert);
    if (this.#guard?.meeting.id !== alert.meetingId || feedback !== 'false-alarm') return;
    this.#guard.release();
    this.#publishState();
  }

  /** Sums up the user's feedback, which moves the thresholds of the next meeting. */
  feedbackSummary(): FeedbackSummary {
    const learned = learn(this.#db, this.#feedbackSince());
    const before = this.#model?.info.thresholds ?? cautiousThresholds;
    return { ...learned, before, after: shifted(before, learned.shift) };
  }

  /** Holds amber alerts of this meeting back for a while, because the user trusts it. @throws AppError `no-meeting`. */
  allow(): void {
    if (!this.#guard) throw new AppError('no-meeting');
    this.#guard.alerts.allow();
  }

  /** Ends a quiet time. */
  endQuiet(): void {
    this.#guard?.alerts.endQuiet();
  }

  modelLoading(): void {
    this.#modelState = 'loading';
    this.#problem = null;
    this.#publishState();
  }

  /** The guard continues with the model in use, or with rules and n-grams alone, and the state says so. */
  modelFailed(error: unknown): void {
    this.#modelState = this.#model ? 'ready' : 'failed';
    this.#report(error);
    this.#publishState();
  }

  /** Uses a loaded model and owns it from now on. A running meeting is judged again with it. */
  async setModel(model: RiskModel): Promise<void> {
    await this.idle();
    const guard = this.#guard;
    await guard?.leaveModel();
    await this.#model?.dispose();
    this.#model = model;
    this.#modelState = 'ready';
    this.#problem = null;
    guard?.judgeAgain();
    this.#publishState();
  }

  #begin(meeting: Meeting, lines: readonly Line[] = [], alerts: readonly Alert[] = []): MeetingGuard {
    const deps = {
      db: this.#db,
      now: this.#now,
      feedbackSince: this.#feedbackSince,
      ngrams: this.#ngrams,
      model: () => this.#model,
      verdict: (verdict: Verdict) => void this.emit('verdict', verdict),
      alert: (alert: Alert) => void this.emit('alert', alert),
      problem: (error: unknown) => this.#report(error),
      changed: () => this.#publishState(),
    };
    const guard = new MeetingGuard(deps, meeting, lines, alerts);
    this.#guard = guard;
    if (this.#interrupted?.id === meeting.id) this.#interrupted = null;
    this.#publishState();
    return guard;
  }

  async #end(close: (meeting: Meeting) => void): Promise<void> {
    const guard = this.#guard;
    if (!guard) return;
    this.#guard = null;
    await guard.close();
    close(guard.meeting);
    this.#publishState();
  }

  #report(error: unknown): void {
    this.#problem = toFailure(error);
    this.emit('problem', error);
    if (this.#problem.code !== 'model-failed' || !this.#model || this.#broken === this.#model) return;
    this.#broken = this.#model;
    this.emit('broken', this.#model.info);
  }

  #publishState(): void {
    this.emit('state', this.state);
  }
}
