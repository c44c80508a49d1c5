/**
 * The alerts of one meeting: verdict → policy → store → listeners, and what the user answers. The pipeline's other half.
 * The policy decides (verdict/alert.ts, quiet.ts); here are the clock, the store and the model that may word a reason.
 */
import type { Alert, Line, Quiet, Verdict } from '../contract/domain.ts';
import type { RiskModel } from '../engine/risk-model.ts';
import { addAlert, setReason } from '../store/alerts.ts';
import { type Db, storeError } from '../store/open.ts';
import { type AlertDraft, type AlertState, coachedAlert, type Moment, newAlertState, nextAlert, resumed } from '../verdict/alert.ts';
import type { Course } from '../verdict/fuse.ts';
import { allow, type QuietState, snoozable, snooze } from '../verdict/quiet.ts';
import { acceptReason } from '../verdict/reason.ts';

/** A reason is asked for so often for one alert; talk that never pauses gets none, and keeps the one made from the cues. */
const explainTries = 3;

export interface WarnerParts {
  db: Db;
  now: () => number;
  /** An alert was made or has changed. */
  told: (alert: Alert) => void;
  /** The quiet time began, ended or was broken. */
  changed: () => void;
  problem: (error: unknown) => void;
}

export class Warner {
  readonly #parts: WarnerParts;
  #state: AlertState;
  /** What the newest verdict was made of; the next alert starts from it. */
  #moment: Omit<Moment, 'now'> | null = null;
  readonly #modelRisks = new Map<number, number>();
  #timer: NodeJS.Timeout | undefined;
  #unexplained: { alert: Alert; tries: number } | null = null;
  #explaining: { stop: AbortController; done: Promise<void> } | null = null;

  /** @param alerts what this meeting has alerted already, when it goes on after an interruption. */
  constructor(parts: WarnerParts, alerts: readonly Alert[] = []) {
    this.#parts = parts;
    this.#state = resumed(newAlertState, alerts);
  }

  get quiet(): Quiet | null {
    const { quiet } = this.#state;
    return quiet && quiet.until > this.#parts.now() ? quiet : null;
  }

  /** How long an alert of this level could be put off now, in minutes. */
  snoozeMinutes(level: Quiet['level']): number {
    return Math.round(snoozable(this.#state, level) / 60_000);
  }

  /** One more verdict; may raise an alert. */
  weigh(verdict: Verdict, lines: readonly Line[], course: Course): void {
    if (verdict.modelRisk !== null) this.#modelRisks.set(verdict.seq, verdict.modelRisk);
    this.#moment = { verdict, lines, hits: [...course.hits.values()], modelRisks: this.#modelRisks };
    this.#weighAgain();
  }

  /** What the user answered to an alert of this meeting. */
  answered(alert: Alert): void {
    if (alert.answer === 'snoozed') this.#beQuiet(snooze(this.#state, alert.level, this.#parts.now()));
    if (alert.answer === 'allowed') this.allow();
    if (alert.answer === 'coached') this.#coached(alert);
  }

  /** The user trusts this meeting for a while. */
  allow(): void {
    this.#beQuiet(allow(this.#state, this.#parts.now()));
  }

  endQuiet(): void {
    this.#beQuiet({ ...this.#state, quiet: null });
  }

  /** The user called an alert of the running episode a false alarm: only something new brings it back. */
  release(): void {
    const { episode } = this.#state;
    if (episode) this.#state = { ...this.#state, episode: { ...episode, released: true } };
  }

  /** Has the newest alert's reason worded by the model, if it can, while there is nothing to judge. */
  explain(model: RiskModel): void {
    const wanted = this.#unexplained;
    if (!model.explain || !wanted || this.#explaining) return;
    const stop = new AbortController();
    this.#explaining = { stop, done: this.#word(wanted, model, stop) };
  }

  async #word(wanted: { alert: Alert; tries: number }, model: RiskModel, stop: AbortController): Promise<void> {
    wanted.tries++;
    if (wanted.tries >= explainTries) this.#unexplained = null;
    try {
      const turns = wanted.alert.quotes.map(({ speaker, text }) => ({ speaker, text }));
      const reason = acceptReason((await model.explain?.(turns, stop.signal)) ?? '');
      if (stop.signal.aborted) return;
      if (this.#unexplained === wanted) this.#unexplained = null;
      if (reason) this.#parts.told(setReason(this.#parts.db, wanted.alert.id, reason));
    } catch (error) {
      if (!stop.signal.aborted) {
        this.#unexplained = null;
        this.#parts.problem(error);
      }
    } finally {
      this.#explaining = null;
    }
  }

  /** There is something to judge: the reason can wait. Resolves when the model is let go of. */
  async stopExplaining(): Promise<void> {
    this.#explaining?.stop.abort();
    await this.#explaining?.done;
  }

  async dispose(): Promise<void> {
    clearTimeout(this.#timer);
    this.#unexplained = null;
    await this.stopExplaining();
  }

  #weighAgain(): void {
    if (!this.#moment) return;
    const before = this.#state.quiet;
    const next = nextAlert(this.#state, { ...this.#moment, now: this.#parts.now() });
    this.#state = next.state;
    if (next.alert) this.#raise(next.alert);
    if (before !== this.#state.quiet) this.#parts.changed();
  }

  #raise(draft: AlertDraft): void {
    const alert = this.#stored(draft);
    const { episode } = this.#state;
    if (episode) this.#state = { ...this.#state, episode: { ...episode, id: alert.episode } };
    this.#unexplained = { alert, tries: 0 };
    this.#parts.told(alert);
  }

  /** An alert that can't be kept warns all the same, under a number that no answer finds. */
  #stored(draft: AlertDraft): Alert {
    try {
      return addAlert(this.#parts.db, draft);
    } catch (error) {
      this.#parts.problem(storeError(error));
      return { ...draft, id: 0, episode: draft.episode ?? 0 };
    }
  }

  #coached(alert: Alert): void {
    if (!this.#moment || alert.level === 'danger') this.#beQuiet({ ...this.#state, quiet: null });
    else {
      const next = coachedAlert(this.#state, { ...this.#moment, now: this.#parts.now() });
      this.#beQuiet(next.state);
      this.#raise(next.alert);
    }
  }

  #beQuiet(state: QuietState): void {
    this.#state = { ...this.#state, ...state };
    clearTimeout(this.#timer);
    const { quiet } = this.#state;
    // Also when nobody speaks: what was put off comes back by itself.
    if (quiet) this.#timer = setTimeout(() => this.#ended(), Math.max(0, quiet.until - this.#parts.now())).unref();
    this.#parts.changed();
  }

  #ended(): void {
    try {
      this.#weighAgain();
    } catch (error) {
      this.#parts.problem(error);
    }
  }
}
