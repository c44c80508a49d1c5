/**
 * The alerts of one meeting: verdict → policy → store → listeners, and the user's answers.
 * The policy is pure (verdict/alert.ts, quiet.ts); this file holds the clock, the store and the model that words a reason.
 */
import type { Alert, Line, Quiet, Verdict } from '../contract/domain.ts';
import type { RiskModel } from '../engine/risk-model.ts';
import { addAlert, setReason } from '../store/alerts.ts';
import type { Db } from '../store/db.ts';
import { type AlertDraft, type AlertState, coachedAlert, type Moment, newAlertState, nextAlert, resumed } from '../verdict/alert.ts';
import type { MeetingState } from '../verdict/fuse.ts';
import { allow, type QuietState, snoozable, snooze } from '../verdict/quiet.ts';
import { acceptReason } from '../verdict/reason.ts';

/** How often the model is asked for one alert's reason. Without an answer the alert keeps the reason made from its cues. */
const explainTries = 3;

export interface AlertsDependencies {
  db: Db;
  now: () => number;
  /** An alert was made or has changed. */
  onAlert: (alert: Alert) => void;
  /** A quiet time began or ended. */
  changed: () => void;
  problem: (error: unknown) => void;
}

export class MeetingAlerts {
  readonly #deps: AlertsDependencies;
  #state: AlertState;
  /** The newest verdict with its evidence; the next alert is made from it. */
  #moment: Omit<Moment, 'now'> | null = null;
  readonly #modelRisks = new Map<number, number>();
  #timer: NodeJS.Timeout | undefined;
  #unexplained: { alert: Alert; tries: number } | null = null;
  #explaining: { stop: AbortController; done: Promise<void> } | null = null;

  /** @param alerts earlier alerts of the meeting, when it continues after an interruption. */
  constructor(deps: AlertsDependencies, alerts: readonly Alert[] = []) {
    this.#deps = deps;
    this.#state = resumed(newAlertState, alerts);
  }

  get quiet(): Quiet | null {
    const { quiet } = this.#state;
    return quiet && quiet.until > this.#deps.now() ? quiet : null;
  }

  /** For how many minutes an alert of this level can be put off now; 0: not at all. */
  snoozeMinutes(level: Quiet['level']): number {
    return Math.round(snoozable(this.#state, level) / 60_000);
  }

  /** Takes the next verdict and raises an alert if the policy says so. */
  weigh(verdict: Verdict, lines: readonly Line[], meeting: MeetingState): void {
    if (verdict.modelRisk !== null) this.#modelRisks.set(verdict.seq, verdict.modelRisk);
    this.#moment = { verdict, lines, hits: [...meeting.hits.values()], modelRisks: this.#modelRisks };
    this.#weighAgain();
  }

  /** Applies the user's answer to an alert of this meeting. */
  answered(alert: Alert): void {
    if (alert.answer === 'snoozed') this.#setQuiet(snooze(this.#state, alert.level, this.#deps.now()));
    if (alert.answer === 'allowed') this.allow();
    if (alert.answer === 'coached') this.#coached(alert);
  }

  /** The user trusts this meeting for a while. */
  allow(): void {
    this.#setQuiet(allow(this.#state, this.#deps.now()));
  }

  endQuiet(): void {
    this.#setQuiet({ ...this.#state, quiet: null });
  }

  /** The user called an alert of the running episode a false alarm: only new evidence alerts again. */
  release(): void {
    const { episode } = this.#state;
    if (episode) this.#state = { ...this.#state, episode: { ...episode, released: true } };
  }

  /** Asks the model to word the newest alert's reason, while no line waits. */
  explain(model: RiskModel): void {
    const wanted = this.#unexplained;
    if (!model.explain || !wanted || this.#explaining) return;
    const stop = new AbortController();
    this.#explaining = { stop, done: this.#wordReason(wanted, model, stop) };
  }

  async #wordReason(wanted: { alert: Alert; tries: number }, model: RiskModel, stop: AbortController): Promise<void> {
    wanted.tries++;
    if (wanted.tries >= explainTries) this.#unexplained = null;
    try {
      const turns = wanted.alert.quotes.map(({ speaker, text }) => ({ speaker, text }));
      const reason = acceptReason((await model.explain?.(turns, stop.signal)) ?? '');
      if (stop.signal.aborted) return;
      if (this.#unexplained === wanted) this.#unexplained = null;
      if (reason) this.#deps.onAlert(setReason(this.#deps.db, wanted.alert.id, reason));
    } catch (error) {
      if (!stop.signal.aborted) {
        this.#unexplained = null;
        this.#deps.problem(error);
      }
    } finally {
      this.#explaining = null;
    }
  }

  /** Interrupts the wording of a reason, because a line must be judged. Resolves when the model is free. */
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
    const next = nextAlert(this.#state, { ...this.#moment, now: this.#deps.now() });
    this.#state = next.state;
    if (next.alert) this.#raise(next.alert);
    if (before !== this.#state.quiet) this.#deps.changed();
  }

  #raise(draft: AlertDraft): void {
    const alert = this.#stored(draft);
    const { episode } = this.#state;
    if (episode) this.#state = { ...this.#state, episode: { ...episode, id: alert.episode } };
    this.#unexplained = { alert, tries: 0 };
    this.#deps.onAlert(alert);
  }

  /** If the alert cannot be stored, it is shown all the same, with id 0; no answer is stored for that id. */
  #stored(draft: AlertDraft): Alert {
    try {
      return addAlert(this.#deps.db, draft);
    } catch (error) {
      this.#deps.problem(error);
      return { ...draft, id: 0, episode: draft.episode ?? 0 };
    }
  }

  #coached(alert: Alert): void {
    if (!this.#moment || alert.level === 'danger') this.#setQuiet({ ...this.#state, quiet: null });
    else {
      const next = coachedAlert(this.#state, { ...this.#moment, now: this.#deps.now() });
      this.#setQuiet(next.state);
      this.#raise(next.alert);
    }
  }

  #setQuiet(state: QuietState): void {
    this.#state = { ...this.#state, ...state };
    clearTimeout(this.#timer);
    const { quiet } = this.#state;
    // The timer brings a put-off alert back even when nobody speaks.
    if (quiet) this.#timer = setTimeout(() => this.#quietEnded(), Math.max(0, quiet.until - this.#deps.now())).unref();
    this.#deps.changed();
  }

  #quietEnded(): void {
    try {
      this.#weighAgain();
    } catch (error) {
      this.#deps.problem(error);
    }
  }
}
