/**
 * Joins the stages: lines → store → cues + model → verdict → store → alert → listeners.
 * The only file that knows two stages. A line is on disk before it is judged; one judgement is in flight, and
 * the lines that arrive meanwhile are judged together next.
 */
import { EventEmitter } from 'node:events';
import type { Alert, AlertAnswer, CueHit, GuardState, Line, Meeting, SourceKind, Thresholds, Turn, Verdict } from './contract/domain.ts';
import { AppError, toFailure } from './contract/result.ts';
import { type Side, sideOf } from './contract/words.ts';
import { findCues } from './cues/find.ts';
import { cautiousThresholds } from './engine/calibration.ts';
import type { MeetingJudge, RiskModel } from './engine/risk-model.ts';
import { addAlert, answerAlert } from './store/alerts.ts';
import { addLines, growLine } from './store/lines.ts';
import { markSpeaker } from './store/marks.ts';
import { endMeeting, getMeeting, interruptedMeeting, reopenMeeting, startMeeting } from './store/meetings.ts';
import { type Db, storeError } from './store/open.ts';
import { readRecord } from './store/record.ts';
import { addVerdicts, listVerdicts } from './store/verdicts.ts';
import { goesOn, stemOf } from './transcript/overlap.ts';
import { type AlertState, newAlertState, nextAlert } from './verdict/alert.ts';
import { advance, type Course, newCourse } from './verdict/course.ts';

/** What listeners hear, by event. `problem` is for the log: a failure that the state also shows. */
interface PipelineEvents {
  state: [GuardState];
  line: [Line];
  verdict: [Verdict];
  alert: [Alert];
  problem: [unknown];
}

interface Session {
  meeting: Meeting;
  lines: Line[];
  course: Course;
  alertState: AlertState;
  waiting: Line[];
  /** The newest line that the model has heard, as it was then. */
  heard: Line | null;
  /** Somebody was marked: what is judged counts anew before the next batch. */
  recount: boolean;
  /** Null while no model is ready; rules judge alone then. */
  judge: MeetingJudge | null;
  stop: AbortController;
}

/** Lines judged at once at most: a long import then shows its progress, and no part of it outruns the model's window. */
const batchLines = 8;
/** A cue this heavy keeps its line in a full model window. */
const keepWeight = 0.2;

export class Pipeline extends EventEmitter<PipelineEvents> {
  readonly #db: Db;
  readonly #now: () => number;
  #model: RiskModel | null = null;
  #modelState: GuardState['modelState'] = 'loading';
  #problem: GuardState['problem'] = null;
  #session: Session | null = null;
  #interrupted: Meeting | null;
  /** The judging loop, while one runs. */
  #work: Promise<void> = Promise.resolve();
  #working = false;

  constructor(db: Db, now: () => number = Date.now) {
    super();
    this.#db = db;
    this.#now = now;
    this.#interrupted = interruptedMeeting(db);
  }

  /** The newest verdict of the meeting. */
  #last: Verdict | null = null;

  get state(): GuardState {
    const session = this.#session;
    return {
      guarding: session !== null,
      meeting: session?.meeting ?? null,
      level: session?.course.level ?? 'unknown',
      risk: this.#last?.risk ?? 0,
      stage: this.#last?.stage ?? null,
      kind: this.#last?.kind ?? null,
      modelState: this.#modelState,
      model: this.#model?.info ?? null,
      problem: this.#problem,
      waiting: session?.waiting.length ?? 0,
      interrupted: this.#interrupted,
    };
  }

  /** Begins to guard a new meeting. @throws AppError `already-guarding`, store codes. */
  start(title: string, source: SourceKind): Meeting {
    if (this.#session) throw new AppError('already-guarding');
    const meeting = this.#stored(() => startMeeting(this.#db, title, source, this.#now()));
    this.#begin(meeting);
    return meeting;
  }

  /** Goes on guarding a stored meeting; what was said in it is judged again, so that the model knows it. */
  resume(meetingId: number): Meeting {
    if (this.#session) throw new AppError('already-guarding');
    const { lines } = readRecord(this.#db, meetingId);
    const meeting = this.#stored(() => reopenMeeting(this.#db, meetingId));
    const session = this.#begin(meeting);
    session.lines.push(...lines);
    session.waiting.push(...lines);
    this.#judge();
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

  get guarding(): boolean {
    return this.#session !== null;
  }

  get said(): readonly Line[] {
    return this.#session?.lines ?? [];
  }

  /** Stores what was said and judges it. Returns once the lines are on disk. @throws AppError `no-meeting`, store codes. */
  add(turns: readonly Turn[]): Line[] {
    const session = this.#session;
    if (!session) throw new AppError('no-meeting');
    const lines = this.#stored(() => addLines(this.#db, session.meeting.id, turns, this.#now()));
    session.lines.push(...lines);
    session.waiting.push(...lines);
    for (const line of lines) this.emit('line', line);
    this.#judge();
    return lines;
  }

  /**
   * The newest line has gone on. Growing is the only change that a stored line can have: no word of it is ever lost.
   * Stored first, then judged again.
   * @param text the whole line as it reads now. @throws AppError `bad-input` if it does not begin with what is known, `no-meeting`.
   */
  grow(text: string): Line {
    const session = this.#session;
    if (!session) throw new AppError('no-meeting');
    const known = session.lines.at(-1);
    if (!known || !goesOn(known.text, text)) throw new AppError('bad-input');
    const line: Line = { ...known, text };
    this.#stored(() => growLine(this.#db, line));
    session.lines[session.lines.length - 1] = line;
    this.emit('line', line);
    const waits = session.waiting.at(-1)?.seq === line.seq;
    if (waits) session.waiting.pop();
    // A closing mark alone says nothing new.
    if (waits || stemOf(text) !== stemOf(known.text)) session.waiting.push(line);
    this.#judge();
    return line;
  }

  /** Ends the meeting; what was said is still judged first. */
  async stop(): Promise<void> {
    await this.idle();
    await this.#end((session) => endMeeting(this.#db, session.meeting.id, this.#now()));
  }

  /** Closes for good: nothing more is judged, and a running meeting is offered again at the next start. */
  async dispose(): Promise<void> {
    this.#session?.stop.abort();
    await this.#work;
    await this.#end(() => {});
    await this.#model?.dispose();
    this.#model = null;
  }

  /** Resolves when everything added so far has its verdict. */
  async idle(): Promise<void> {
    while (this.#working) await this.#work;
  }

  /** Marks who a speaker is; null takes the mark away. In the guarded meeting, what was judged counts anew with it. */
  mark(meetingId: number, speaker: string, side: Side | null): Meeting {
    const meeting = this.#stored(() => {
      getMeeting(this.#db, meetingId);
      markSpeaker(this.#db, meetingId, speaker, side);
      return getMeeting(this.#db, meetingId);
    });
    const session = this.#session;
    if (session?.meeting.id === meetingId) {
      session.meeting = meeting;
      session.recount = true;
      this.#publishState();
      this.#judge();
    }
    return meeting;
  }

  answer(alertId: number, answer: AlertAnswer): Alert {
    const alert = this.#stored(() => answerAlert(this.#db, alertId, answer));
    this.emit('alert', alert);
    return alert;
  }

  modelLoading(): void {
    this.#modelState = 'loading';
    this.#problem = null;
    this.#publishState();
  }

  /** The guard goes on with the model it has, or by rules alone, and says so. */
  modelFailed(error: unknown): void {
    this.#modelState = this.#model ? 'ready' : 'failed';
    this.#problem = toFailure(error);
    this.emit('problem', error);
    this.#publishState();
  }

  /** Takes a loaded model into use (and owns it). A running meeting is told to it from the start. */
  async useModel(model: RiskModel): Promise<void> {
    await this.idle();
    const session = this.#session;
    await session?.judge?.dispose();
    if (session) {
      session.judge = null;
      session.heard = null;
    }
    await this.#model?.dispose();
    this.#model = model;
    this.#modelState = 'ready';
    this.#problem = null;
    if (session && session.lines.length > 0) {
      session.course = newCourse;
      session.recount = false;
      session.waiting = [...session.lines];
      this.#judge();
    }
    this.#publishState();
  }

  #begin(meeting: Meeting): Session {
    const session: Session = {
      meeting,
      lines: [],
      course: newCourse,
      alertState: newAlertState,
      waiting: [],
      heard: null,
      recount: false,
      judge: null,
      stop: new AbortController(),
    };
    this.#session = session;
    this.#last = null;
    if (this.#interrupted?.id === meeting.id) this.#interrupted = null;
    this.#publishState();
    return session;
  }

  async #end(close: (session: Session) => void): Promise<void> {
    const session = this.#session;
    if (!session) return;
    session.stop.abort();
    this.#session = null;
    await session.judge?.dispose();
    this.#stored(() => close(session));
    this.#publishState();
  }

  /** Starts the judging loop unless it runs; it ends when no line waits. */
  #judge(): void {
    if (this.#working) return;
    this.#working = true;
    this.#work = this.#judgeWaiting().finally(() => this.#publishState());
  }

  async #judgeWaiting(): Promise<void> {
    try {
      for (;;) {
        const session = this.#session;
        if (!session || session.stop.signal.aborted) return;
        if (session.recount) this.#recount(session);
        if (session.waiting.length === 0) return;
        await this.#judgeBatch(session, session.waiting.splice(0, batchLines));
      }
    } finally {
      // In the same turn in which nothing waited: what comes next starts the loop again.
      this.#working = false;
    }
  }

  async #judgeBatch(session: Session, batch: Line[]): Promise<void> {
    const started = performance.now();
    const found = batch.map((line) => findCues(line.text, line.seq, sideOf(session.meeting.marks, line.speaker)));
    const modelRisk = await this.#askModel(session, batch, found);
    if (session.stop.signal.aborted) return;
    const ms = (performance.now() - started) / batch.length;
    const verdicts = batch.map((line, i) => {
      const step = advance(session.course, {
        line,
        side: sideOf(session.meeting.marks, line.speaker),
        hits: found[i] ?? [],
        // The model saw the batch as one; its risk belongs to the last line of it.
        modelRisk: i === batch.length - 1 ? modelRisk : null,
        thresholds: this.#thresholds,
        model: this.#model?.info.id ?? null,
        ms,
      });
      session.course = step.course;
      return step.verdict;
    });
    try {
      this.#stored(() => addVerdicts(this.#db, verdicts));
      for (const verdict of verdicts) {
        this.#last = verdict;
        this.emit('verdict', verdict);
        this.#raise(session, verdict);
      }
      session.meeting = getMeeting(this.#db, session.meeting.id);
    } catch (error) {
      this.#problem = toFailure(error);
      this.emit('problem', error);
    }
    this.#publishState();
  }

  /** Goes through what is judged again with the marks of now. The model knows no marks: its answers of then still hold. */
  #recount(session: Session): void {
    session.recount = false;
    const waitsFrom = session.waiting[0]?.seq ?? Number.POSITIVE_INFINITY;
    try {
      const judged = new Map(listVerdicts(this.#db, session.meeting.id).map((verdict) => [verdict.seq, verdict]));
      session.course = newCourse;
      const changed: Verdict[] = [];
      for (const line of session.lines) {
        const before = judged.get(line.seq);
        if (!before || line.seq >= waitsFrom) continue;
        const side = sideOf(session.meeting.marks, line.speaker);
        const { modelRisk, model, ms } = before;
        const hits = findCues(line.text, line.seq, side);
        const step = advance(session.course, { line, side, hits, modelRisk, thresholds: this.#thresholds, model, ms });
        session.course = step.course;
        this.#last = step.verdict;
        if (step.verdict.risk !== before.risk || step.verdict.level !== before.level) changed.push(step.verdict);
      }
      addVerdicts(this.#db, changed);
      for (const verdict of changed) this.emit('verdict', verdict);
      session.meeting = getMeeting(this.#db, session.meeting.id);
      // What was said is past: only where the meeting stands now can be worth an alert.
      if (this.#last && changed.includes(this.#last)) this.#raise(session, this.#last);
    } catch (error) {
      this.#problem = toFailure(storeError(error));
      this.emit('problem', error);
    }
  }

  get #thresholds(): Thresholds {
    return this.#model?.info.thresholds ?? cautiousThresholds;
  }

  async #askModel(session: Session, batch: Line[], found: CueHit[][]): Promise<number | null> {
    if (!this.#model) return null;
    try {
      session.judge ??= await this.#model.open();
      const turns = batch.map((line, i) => ({
        speaker: line.speaker,
        text: unheard(line, session.heard),
        keep: (found[i] ?? []).some((hit) => hit.weight >= keepWeight),
      }));
      const { risk } = await session.judge.judge(turns, session.stop.signal);
      session.heard = batch.at(-1) ?? null;
      return risk;
    } catch (error) {
      if (session.stop.signal.aborted) return null;
      this.#problem = toFailure(error);
      this.emit('problem', error);
      return null;
    }
  }

  #raise(session: Session, verdict: Verdict): void {
    const hits = [...session.course.hits.values()];
    const next = nextAlert(session.alertState, verdict, session.lines, hits, this.#now());
    session.alertState = next.state;
    if (next.alert) this.emit('alert', addAlert(this.#db, next.alert));
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

/** What the model has not heard of a line: all of it, or what a line that has gone on has more. */
function unheard(line: Line, heard: Line | null): string {
  return line.seq === heard?.seq ? line.text.slice(stemOf(heard.text).length) : line.text;
}
