/** The alert policy: decides when a verdict becomes an alert. Pure; time is a parameter. */
import { stages } from '../contract/constants.ts';
import type { Alert, CueHit, Line, Quote, Stage, Verdict } from '../contract/domain.ts';
import { raised, rank } from '../contract/levels.ts';
import { faded } from './evidence.ts';
import { holdsBack, neverQuiet, type QuietState } from './quiet.ts';

const minute = 60_000;
/** ms until an alert is repeated for a new cue. Red is repeated after twice as long also without a new cue. */
const cooldown = 5 * minute;
/** Amber alerts again when one of these stages begins: in them the user can lose something. */
const serious: readonly Stage[] = ['isolate', 'control', 'extract'];

/** One continuous danger: from the first alert until the level has been calm for a cooldown. */
export interface Episode {
  /** Id of its first alert; null until the store has given it one. */
  id: number | null;
  level: 'watch' | 'danger';
  stage: Stage | null;
  /** Cues of its alerts, and cues found since. */
  cues: ReadonlySet<string>;
  lastAt: number;
  /** The level has fallen since the last alert. */
  calm: boolean;
  /** The user called it a false alarm: only a new cue alerts again. */
  released: boolean;
}

export interface AlertState extends QuietState {
  episode: Episode | null;
}
export const newAlertState: AlertState = { ...neverQuiet, episode: null };

/** An alert before the store gives it an id. With `episode` null it begins an episode. */
export type AlertDraft = Omit<Alert, 'id' | 'episode'> & { episode: number | null };

/**
 * `lines`: all lines so far, oldest first. `hits`: all cue hits so far; they choose the quoted lines. `modelRisks`: the model's
 * risk by line number; it chooses the quoted lines where no cue does.
 */
export interface Moment {
  verdict: Verdict;
  lines: readonly Line[];
  hits: readonly CueHit[];
  modelRisks: ReadonlyMap<number, number>;
  now: number;
}

/** The state after one more verdict, and its alert if there is one. Called again with the same verdict when a quiet time ends. */
export function nextAlert(state: AlertState, moment: Moment): { state: AlertState; alert: AlertDraft | null } {
  const { verdict, now } = moment;
  const over = state.quiet !== null && now >= state.quiet.until;
  const quiet = over ? null : state.quiet;
  if (!raised(verdict.level)) {
    return { state: { ...state, quiet, episode: state.episode && { ...state.episode, calm: true } }, alert: null };
  }
  const episode = state.episode && ended(state.episode, now) ? null : state.episode;
  const isolates = verdict.cues.some((hit) => hit.stage === 'isolate');
  // A postponed alert comes back when its time is over, and at once when the caller isolates the user.
  const cause = causeOf(episode, verdict, now) ?? (over || (quiet && isolates) ? 'again' : null);
  if (cause === null) return { state: { ...state, quiet, episode: episode && { ...episode, calm: false } }, alert: null };
  const newStage = cause === 'stage' || cause === 'first';
  if (quiet && holdsBack(quiet, { level: verdict.level, newStage, isolates })) {
    return { state: { ...state, quiet, episode: episode && { ...episode, calm: false } }, alert: null };
  }
  const alert = draftAlert(moment, cause, episode?.id ?? null);
  return { state: { ...state, quiet: null, episode: continued(episode, alert, verdict) }, alert };
}

/** The alert after the user answered that somebody told them to close one. It cannot be closed. */
export function coachedAlert(state: AlertState, moment: Moment): { state: AlertState; alert: AlertDraft } {
  const draft = draftAlert(moment, 'coached', state.episode?.id ?? null);
  const alert: AlertDraft = { ...draft, level: 'danger', answer: 'coached' };
  return { state: { ...state, quiet: null, episode: continued(state.episode, alert, moment.verdict) }, alert };
}

/** Within the cooldown after calm, a new alert still belongs to the same episode. */
function ended(episode: Episode, now: number): boolean {
  return episode.calm && now - episode.lastAt >= cooldown;
}

function causeOf(episode: Episode | null, verdict: Verdict, now: number): Alert['cause'] | null {
  if (!episode) return 'first';
  const fresh = verdict.cues.some((hit) => !episode.cues.has(hit.cue));
  if (rank(verdict.level) > rank(episode.level)) return 'worse';
  if (further(verdict.stage, episode.stage) && (verdict.level === 'danger' || serious.includes(verdict.stage as Stage))) return 'stage';
  const waited = now - episode.lastAt;
  if (waited < cooldown) return null;
  if (fresh) return 'again';
  const reminds = verdict.level === 'danger' && !episode.released && (verdict.cues.length > 0 || waited >= 2 * cooldown);
  return reminds ? 'again' : null;
}

function further(stage: Stage | null, than: Stage | null): boolean {
  return stage !== null && (than === null || stages.indexOf(stage) > stages.indexOf(than));
}

function continued(episode: Episode | null, alert: AlertDraft, verdict: Verdict): Episode {
  const stage = further(verdict.stage, episode?.stage ?? null) ? verdict.stage : (episode?.stage ?? null);
  const level = episode?.level === 'danger' ? 'danger' : alert.level;
  const cues = new Set([...(episode?.cues ?? []), ...alert.cues, ...verdict.cues.map((hit) => hit.cue)]);
  return { id: episode?.id ?? null, level, stage, cues, lastAt: alert.at, calm: false, released: false };
}

function draftAlert({ verdict, lines, hits, modelRisks, now }: Moment, cause: Alert['cause'], episode: number | null): AlertDraft {
  const heaviest = [...hits].sort((a, b) => faded(b, verdict.seq) - faded(a, verdict.seq));
  return {
    meetingId: verdict.meetingId,
    seq: verdict.seq,
    level: verdict.level === 'danger' ? 'danger' : 'watch',
    kind: verdict.kind ?? 'other',
    stage: verdict.stage,
    quotes: quotesOf(lines, heaviest, modelRisks, verdict.seq),
    at: now,
    episode,
    cause,
    cues: heaviest.slice(0, 3).map((hit) => hit.cue),
    reason: null,
    answer: null,
    feedback: null,
  };
}

/** How many lines back a line without a cue may be quoted. */
const recent = 8;

/** Up to three lines in their order: those with the heaviest cues, else those with the highest model risk. */
function quotesOf(lines: readonly Line[], heaviest: readonly CueHit[], modelRisks: ReadonlyMap<number, number>, seq: number): Quote[] {
  const chosen = new Set(heaviest.map((hit) => hit.seq));
  if (chosen.size < 2) {
    // The user's answers can get a high model risk too, so speakers with a cue are quoted first.
    const suspects = new Set(lines.filter((line) => chosen.has(line.seq)).map((line) => line.speaker));
    const fits = (at: number) =>
      at > seq - recent && at <= seq && (suspects.size === 0 || suspects.has(lines.find((line) => line.seq === at)?.speaker ?? null));
    const worst = [...modelRisks].filter(([at]) => fits(at)).sort((a, b) => b[1] - a[1]);
    for (const [at] of worst.slice(0, 2 - chosen.size)) chosen.add(at);
  }
  if (chosen.size === 0) chosen.add(seq);
  const wanted = [...chosen].slice(0, 3);
  return lines.filter((line) => wanted.includes(line.seq)).map(({ seq, speaker, text }) => ({ seq, speaker, text }));
}

/** The state of a resumed meeting: its earlier alerts are not repeated. */
export function resumed(state: AlertState, alerts: readonly Alert[]): AlertState {
  const last = alerts.at(-1);
  if (!last) return state;
  const same = alerts.filter((alert) => alert.episode === last.episode);
  const reached = same.reduce<Stage | null>((stage, alert) => (further(alert.stage, stage) ? alert.stage : stage), null);
  return {
    ...state,
    episode: {
      id: last.episode,
      level: same.some((alert) => alert.level === 'danger') ? 'danger' : 'watch',
      stage: reached,
      cues: new Set(same.flatMap((alert) => alert.cues)),
      lastAt: last.at,
      calm: false,
      released: same.some((alert) => alert.feedback === 'false-alarm'),
    },
  };
}
