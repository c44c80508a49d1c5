/**
 * Joins the stages: lines → store → cues + model → verdict → store → alert → listeners. This file knows which meeting
 * is guarded and with which model; guard/meeting.ts turns its lines into verdicts, guard/warner.ts verdicts into
 * alerts. No stage knows another. A line is on disk before it is judged.
 */
import { EventEmitter } from 'node:events';
import type { Captions } from '../contract/capture.ts';
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
import { addLines, growLine } from '../store/lines.ts';
import { markSpeaker } from '../store/marks.ts';
import { endMeeting, getMeeting, interruptedMeeting, reopenMeeting, startMeeting } from '../store/meetings.ts';
import { type Db, storeError } from '../store/open.ts';
import { readRecord } from '../store/record.ts';
import { compareCopy, continuesLine } from '../transcript/merge-copy.ts';
import { shifted } from '../verdict/feedback.ts';
import { learn, MeetingGuard } from './meeting.ts';

/** What listeners hear, by event. `problem` is for the log: a failure that the state also shows. */
interface PipelineEvents {
  state: [GuardState];
  line: [Line];
  verdict: [Verdict];
  alert: [Alert];
  problem: [unknown];
  /** The model in use can no longer judge; said once of a model. */
  broken: [ModelInfo];
}

export class Pipeline extends EventEmitter<PipelineEvents> {
  readonly #db: Db;
  readonly #now: () => number;
  #model: RiskModel | null = null;
  #broken: RiskModel | null = null;
  #modelState: GuardState['modelState'] = 'loading';
  #problem: GuardState['problem'] = null;
  #guard: MeetingGuard | null = null;
  #interrupted: Meeting | null;
  #captions: Captions | null = null;

  constructor(db: Db, now: () => number = Date.now) {
    super();
    this.#db = db;
    this.#now = now;
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
      quiet: guard?.warner.quiet ?? null,
      snoozeMinutes: guard && raised(level) && !guard.coached ? guard.warner.snoozeMinutes(level) : 0,
      modelState: this.#modelState,
      model: this.#model?.info ?? null,
      problem: this.#problem ?? this.#model?.trouble ?? null,
      busy: guard?.busy ?? false,
      waiting: guard?.waiting ?? 0,
      interrupted: this.#interrupted,
      captions: this.#captions,
    };
  }

  /** Begins to guard a new meeting. @throws AppError `already-guarding`, store codes. */
  start(title: string, source: SourceKind, startedAt = this.#now()): Meeting {
    if (this.#guard) throw new AppError('already-guarding');
    const meeting = this.#stored(() => startMeeting(this.#db, title, source, startedAt));
    this.#begin(meeting);
    return meeting;
  }

  /** Goes on guarding a stored meeting; what was said in it is judged again, so that the model knows it. */
  resume(meetingId: number): Meeting {
    if (this.#guard) throw new AppError('already-guarding');
    const { lines, alerts } = readRecord(this.#db, meetingId);
    const meeting = this.#stored(() => reopenMeeting(this.#db, meetingId));
    this.#begin(meeting, lines, alerts).judge();
    return meeting;
  }

  /** Leaves an interrupted meeting ended. */
  forgetInterrupted(meetingId: number): void {
    this.#stored(() => endMeeting(this.#db, meetingId, this.#now()));
    this.#interrupted = interruptedMeeting(this.#db);
    this.#publishState();
  }

  /** A stored meeting was removed: it is not offered again. */
  forgotten(meetingId: number): void {
    if (this.#interrupted?.id !== meetingId) return;
    this.#interrupted = interruptedMeeting(this.#db);
    this.#publishState();
  }

  /** Whether captions are being read is a part of the state. */
  captionsChanged(captions: Captions | null): void {
    this.#captions = captions;
    this.#publishState();
  }

  get guarding(): boolean {
    return this.#guard !== null;
  }

  get said(): readonly Line[] {
    return this.#guard?.lines ?? [];
  }

  /** Stores what was said and judges it. Returns once the lines are on disk. @throws AppError `no-meeting`, store codes. */
  add(turns: readonly Turn[]): Line[] {
    const guard = this.#guard;
    if (!guard) throw new AppError('no-meeting');
    const lines = this.#stored(() => addLines(this.#db, guard.meeting.id, turns, this.#now()));
    for (const line of lines) this.emit('line', line);
    guard.add(lines);
    return lines;
  }

  /**
   * The newest line has gone on. Growing is the only change that a stored line can have: no word of it is ever lost.
   * Stored first, then judged again.
   * @param text the whole line as it reads now. @throws AppError `bad-input` if it does not begin with what is known, `no-meeting`.
   */
  grow(text: string): Line {
    const guard = this.#guard;
    if (!guard) throw new AppError('no-meeting');
    const known = guard.lines.at(-1);
    if (!known || !continuesLine(known.text, text)) throw new AppError('bad-input');
    const line: Line = { ...known, text };
    this.#stored(() => growLine(this.#db, line));
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

  /** Ends the meeting; what was said is still judged first. */
  async stop(endedAt?: number): Promise<void> {
    await this.idle();
    await this.halt(endedAt);
  }

  /** Ends the meeting at once: what waits for a verdict goes without. */
  async halt(endedAt?: number): Promise<void> {
    await this.#end((meeting) => endMeeting(this.#db, meeting.id, endedAt ?? this.#now()));
  }

  /** Closes for good: nothing more is judged, and a running meeting is offered again at the next start. */
  async dispose(): Promise<void> {
    await this.#end(() => {});
    await this.#model?.dispose();
    this.#model = null;
  }

  /** Resolves when everything added so far has its verdict. */
  async idle(): Promise<void> {
    await this.#guard?.idle();
  }

  /** Marks who a speaker is; null takes the mark away. In the guarded meeting, what was judged counts anew with it. */
  mark(meetingId: number, speaker: string, side: Side | null): Meeting {
    const meeting = this.#stored(() => {
      getMeeting(this.#db, meetingId);
      markSpeaker(this.#db, meetingId, speaker, side);
      return getMeeting(this.#db, meetingId);
    });
    if (this.#guard?.meeting.id === meetingId) {
      this.#guard.marked(meeting);
      this.#publishState();
    }
    return meeting;
  }

  /** What the user answered to an alert. Told to close it: red for the rest of the meeting. @throws AppError `not-found`, store codes. */
  answer(alertId: number, answer: AlertAnswer): void {
    const alert = this.#stored(() => answerAlert(this.#db, alertId, answer));
    this.emit('alert', alert);
    if (this.#guard?.meeting.id !== alert.meetingId) return;
    this.#stored(() => this.#guard?.answered(alert));
    this.#publishState();
  }

  /** 误报 or 属实, also of a meeting that is over; null takes it back. @throws AppError `not-found`, store codes. */
  feedback(alertId: number, feedback: Feedback | null): void {
    const alert = this.#stored(() => setFeedback(this.#db, alertId, feedback));
    this.emit('alert', alert);
    if (this.#guard?.meeting.id !== alert.meetingId || feedback !== 'false-alarm') return;
    this.#guard.release();
    this.#publishState();
  }

  /** What the user's feedback comes to; it moves the thresholds of the next meeting. */
  feedbackSummary(): FeedbackSummary {
    const learned = learn(this.#db);
    const before = this.#model?.info.thresholds ?? cautiousThresholds;
    return { ...learned, before, after: shifted(before, learned.shift) };
  }

  /** The user trusts this meeting for a while: no amber alerts. @throws AppError `no-meeting`. */
  allow(): void {
    if (!this.#guard) throw new AppError('no-meeting');
    this.#guard.warner.allow();
  }

  /** Alerts come again. */
  endQuiet(): void {
    this.#guard?.warner.endQuiet();
  }

  modelLoading(): void {
    this.#modelState = 'loading';
    this.#problem = null;
    this.#publishState();
  }

  /** The guard goes on with the model it has, or by rules alone, and says so. */
  modelFailed(error: unknown): void {
    this.#modelState = this.#model ? 'ready' : 'failed';
    this.#report(error);
    this.#publishState();
  }

  /** Takes a loaded model into use (and owns it). A running meeting is told to it from the start. */
  async useModel(model: RiskModel): Promise<void> {
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
    const parts = {
      db: this.#db,
      now: this.#now,
      model: () => this.#model,
      verdict: (verdict: Verdict) => void this.emit('verdict', verdict),
      alert: (alert: Alert) => void this.emit('alert', alert),
      problem: (error: unknown) => this.#report(error),
      changed: () => this.#publishState(),
    };
    const guard = new MeetingGuard(parts, meeting, lines, alerts);
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
    this.#stored(() => close(guard.meeting));
    this.#publishState();
  }

  #report(error: unknown): void {
    this.#problem = toFailure(error);
    this.emit('problem', error);
    if (this.#problem.code !== 'model-failed' || !this.#model || this.#broken === this.#model) return;
    this.#broken = this.#model;
    this.emit('broken', this.#model.info);
  }

  #stored<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw storeError(error);
    }
  }

  #publishState(): void {
    this.emit('state', this.state);
  }
}
