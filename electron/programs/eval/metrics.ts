/** Figures of judged conversations, per source. Pure. Each figure's definition stands beside it. */
import { median, quantile } from '../../math/quantile.ts';
import type { Conversation } from '../../sources/formats/format.ts';

/** One conversation and one judge's alarms after each line. */
export interface Scored {
  conversation: Conversation;
  /** Risk after each line, 0 to 1. */
  risk: number[];
  /** Whether the level was amber or red (`watch`), and whether it was red (`danger`), after each line. */
  watch: boolean[];
  danger: boolean[];
  /** Milliseconds for each line. */
  ms: number[];
}

export interface Counts {
  fraud: number;
  normal: number;
  /** Share of frauds in the alarmed conversations; null without alarms. */
  precision: number | null;
  /** Share of alarmed conversations in the frauds; null without frauds. */
  recall: number | null;
  f1: number | null;
  /** Share of alarmed conversations in the honest ones; null without honest ones. */
  false_alarm_rate: number | null;
}

interface Lead {
  /** Frauds with a known `ask_turn`. */
  conversations: number;
  /** Share of them with an alarm on a line before the ask. */
  before_ask: number | null;
  /** The same share of those whose first cue comes before the ask. Others give no sign before it. */
  before_ask_if_cued: number | null;
  /** Median of ask_turn − alarm line over those with an alarm; negative is late. */
  median_lines: number | null;
}

/** `guard`: all parts together, as the user gets them. The others: that part alone. */
export type JudgeName = 'guard' | 'model' | 'ngrams' | 'rules';

export interface SourceReport {
  source: string;
  /** Honest calls in the trades that frauds use, without a fraudulent counterpart. */
  near: boolean;
  /** A conversation counts as alarmed if any of its lines is. */
  danger: Counts;
  watch: Counts;
  /** Each line counted by itself, for red. A fraud's lines count from its first cue on; without a marked cue they do not count. */
  line: Counts;
  lead: Lead;
  /** Share of frauds that turn red within the first half of their lines; null without frauds. */
  red_at_half: number | null;
  latency: { p50: number; p95: number };
  /** Share of pairs in which the fraud's peak risk is above its honest counterpart's; ties count half. */
  pairs: { count: number; ranked_right: number | null };
}

export function reportSource(source: string, scored: readonly Scored[]): SourceReport {
  const frauds = scored.filter(isFraud);
  const alarmed = (pick: 'watch' | 'danger') => countOf(scored.map((one) => [isFraud(one), one[pick].includes(true)]));
  const lines = scored.flatMap((one) => {
    if (!isFraud(one)) return one.danger.map((alarm): [boolean, boolean] => [false, alarm]);
    const first = one.conversation.first_cue_turn;
    return first == null ? [] : one.danger.slice(first).map((alarm): [boolean, boolean] => [true, alarm]);
  });
  const ms = scored.flatMap((one) => one.ms);
  return {
    source,
    near: scored.some((one) => one.conversation.near === true),
    danger: alarmed('danger'),
    watch: alarmed('watch'),
    line: countOf(lines),
    lead: leadOf(frauds),
    red_at_half: ratio(frauds.filter((one) => one.danger.slice(0, Math.ceil(one.danger.length / 2)).includes(true)).length, frauds.length),
    latency: { p50: median(ms), p95: quantile(ms, 0.95) },
    pairs: rankPairs(scored),
  };
}

function isFraud(one: Scored): boolean {
  return one.conversation.label === 'fraud';
}

/** @param cases [is fraud, was alarmed]. */
function countOf(cases: readonly (readonly [boolean, boolean])[]): Counts {
  const count = (fraud: boolean, alarm: boolean) => cases.filter(([f, a]) => f === fraud && a === alarm).length;
  const [hit, missed, wrong, calm] = [count(true, true), count(true, false), count(false, true), count(false, false)];
  return {
    fraud: hit + missed,
    normal: wrong + calm,
    precision: ratio(hit, hit + wrong),
    recall: ratio(hit, hit + missed),
    f1: hit + missed === 0 ? null : ratio(2 * hit, 2 * hit + wrong + missed),
    false_alarm_rate: ratio(wrong, wrong + calm),
  };
}

function leadOf(frauds: readonly Scored[]): Lead {
  const asked = frauds.filter((one) => one.conversation.ask_turn != null);
  const cued = asked.filter(({ conversation: { first_cue_turn: cue, ask_turn: ask } }) => cue != null && cue < (ask as number));
  const leads = asked.flatMap((one) => leadOfOne(one) ?? []);
  const early = (rows: readonly Scored[]) => ratio(rows.filter((one) => (leadOfOne(one) ?? 0) > 0).length, rows.length);
  return {
    conversations: asked.length,
    before_ask: early(asked),
    before_ask_if_cued: early(cued),
    median_lines: leads.length === 0 ? null : median(leads),
  };
}

/** Number of lines from the first alarm to the ask; null without an alarm. */
function leadOfOne({ conversation, watch }: Scored): number | null {
  const at = watch.indexOf(true);
  return at < 0 ? null : (conversation.ask_turn as number) - at;
}

function rankPairs(scored: readonly Scored[]): SourceReport['pairs'] {
  const halves = Map.groupBy(
    scored.filter((one) => one.conversation.pair),
    (one) => one.conversation.pair,
  );
  const ranks = [...halves.values()].flatMap((pair) => {
    const fraud = pair.find(isFraud);
    const honest = pair.find((one) => !isFraud(one));
    if (!fraud || !honest) return [];
    const [high, low] = [Math.max(...fraud.risk), Math.max(...honest.risk)];
    return [high > low ? 1 : high === low ? 0.5 : 0];
  });
  return {
    count: ranks.length,
    ranked_right: ratio(
      ranks.reduce((sum: number, rank) => sum + rank, 0),
      ranks.length,
    ),
  };
}

/** Figures of the frauds of one kind, or of one channel. */
export interface Group {
  name: string;
  frauds: number;
  /** Shares of them: red, at least amber, and at least amber before the ask where there is one (see `Lead`). */
  red: number | null;
  amber: number | null;
  before_ask: number | null;
  before_ask_if_cued: number | null;
}

/** @param nameOf returns null for a conversation that belongs to no group. */
export function groupFrauds(scored: readonly Scored[], nameOf: (one: Conversation) => string | null): Group[] {
  const groups = Map.groupBy(scored.filter(isFraud), (one) => nameOf(one.conversation) ?? '');
  groups.delete('');
  const share = (rows: readonly Scored[], pick: 'watch' | 'danger') =>
    ratio(rows.filter((one) => one[pick].includes(true)).length, rows.length);
  return [...groups]
    .map(([name, rows]) => ({
      name,
      frauds: rows.length,
      red: share(rows, 'danger'),
      amber: share(rows, 'watch'),
      before_ask: leadOf(rows).before_ask,
      before_ask_if_cued: leadOf(rows).before_ask_if_cued,
    }))
    .sort((a, b) => b.frauds - a.frauds);
}

/** Ids of frauds that never turned red, and of honest conversations that did. */
export function misses(scored: readonly Scored[]): { missed: string[]; wrong: string[] } {
  const ids = (fraud: boolean, red: boolean) =>
    scored.filter((one) => isFraud(one) === fraud && one.danger.includes(true) === red).map((one) => one.conversation.id);
  return { missed: ids(true, false), wrong: ids(false, true) };
}

/** Confusion matrix of the kinds, over alarmed frauds: truth → named → number of conversations. */
export function confuseKinds(named: readonly { truth: string; named: string }[]): Record<string, Record<string, number>> {
  const table: Record<string, Record<string, number>> = {};
  for (const { truth, named: name } of named) {
    table[truth] ??= {};
    table[truth][name] = (table[truth][name] ?? 0) + 1;
  }
  return table;
}

/** @returns null if `whole` is 0. */
export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
