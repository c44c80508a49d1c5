/** Formats the evaluation: a table for the terminal, Markdown for models/evaluation. Pure. */
import type { Thresholds } from '../../contract/domain.ts';
import type { Interval } from '../../math/intervals.ts';
import { measureBars } from './bars.ts';
import type { Entries } from './entries.ts';
import type { Group, JudgeName, SourceReport } from './metrics.ts';
import type { RealTalk, Share } from './real-talk.ts';

export interface EvaluationReport {
  /** Talk that people really had, and how well each judge ranks its frauds above its honest talk. */
  real: { sources: RealTalk[]; ranking: Partial<Record<JudgeName, number | null>> };
  model: { id: string; sha256: string; thresholds: Thresholds };
  rows: ({ judge: JudgeName } & SourceReport)[];
  kinds: Record<string, Record<string, number>>;
  /** The guard on matched pairs, by kind and by channel. */
  pairs: { by: string; groups: Group[] }[];
  /** Source → ids of frauds that never turned red, and of honest conversations that did. */
  misses: Record<string, { missed: string[]; wrong: string[] }>;
}

const head = [
  'source',
  'judge',
  'frauds',
  'honest',
  'red: recall',
  'red: false',
  'amber: recall',
  'amber: false',
  'F1',
  'line F1',
  'red at half',
  'before ask',
  'if cued',
  'lead',
  'pairs',
  'p95 ms',
];

function cells({ rows }: EvaluationReport): string[][] {
  const sorted = [...rows].sort((a, b) => a.source.localeCompare(b.source));
  return sorted.map((row) => [
    row.source,
    row.judge,
    String(row.danger.fraud),
    String(row.danger.normal),
    percent(row.danger.recall),
    percent(row.danger.false_alarm_rate),
    percent(row.watch.recall),
    percent(row.watch.false_alarm_rate),
    percent(row.danger.f1),
    percent(row.line.f1),
    percent(row.red_at_half),
    percent(row.lead.before_ask),
    percent(row.lead.before_ask_if_cued),
    row.lead.median_lines === null ? '' : String(row.lead.median_lines),
    percent(row.pairs.ranked_right),
    row.latency.p95 > 0 ? row.latency.p95.toFixed(0) : '',
  ]);
}

export function toText(report: EvaluationReport): string {
  const rows = [head, ...cells(report)];
  const widths = head.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) => `${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}\n`).join('');
}

export function toMarkdown(report: EvaluationReport): string {
  const named = [...new Set(Object.values(report.kinds).flatMap(Object.keys))].sort();
  return [
    '# Evaluation\n\n',
    realTalkTable(report),
    scores(report),
    '\n## Kinds of fraud, as named in the last alert\n\n',
    line(['meant ╲ named', ...named]),
    line(['---', ...named.map(() => '---')]),
    ...Object.entries(report.kinds).map(([truth, row]) => line([truth, ...named.map((name) => String(row[name] ?? ''))])),
    ...report.pairs.flatMap(({ by, groups }) => [
      `\n## The guard on matched pairs, by ${by}\n\n`,
      line([by, 'frauds', 'red', 'amber', 'before ask', 'if cued']),
      line(['---', '---', '---', '---', '---', '---']),
      ...groups.map((one) =>
        line([
          one.name,
          String(one.frauds),
          percent(one.red),
          percent(one.amber),
          percent(one.before_ask),
          percent(one.before_ask_if_cued),
        ]),
      ),
    ]),
    '\n## Misses of the guard\n\n',
    line(['source', 'frauds never in red', 'honest ones in red']),
    line(['---', '---', '---']),
    ...Object.entries(report.misses).map(([source, { missed, wrong }]) => line([source, missed.join(' '), wrong.join(' ')])),
  ].join('');
}

function realTalkTable({ real }: EvaluationReport): string {
  if (real.sources.length === 0) return '';
  return [
    '## Talk that people really had\n\n',
    'No weight has seen it. Shares and rates with exact 95 % intervals. "an hour": how often honest talk enters the level from below, ',
    'by hours of 250 characters a minute. "early": at least amber between the first cue and the ask, by the lines between them; ',
    'an alarm before the first cue is a false one.\n\n',
    line([
      'source',
      'frauds red',
      'at least amber',
      'honest red',
      'at least amber',
      'hours',
      'red an hour',
      'amber an hour',
      'time in red',
      'early',
    ]),
    line(Array.from({ length: 10 }, () => '---')),
    ...real.sources.map(({ source, frauds, honest, early }) =>
      line([
        source,
        shareCell(frauds?.red),
        shareCell(frauds?.amber),
        shareCell(honest?.red),
        shareCell(honest?.amber),
        honest ? honest.redEntries.hours.toFixed(1) : '',
        rateCell(honest?.redEntries),
        rateCell(honest?.amberEntries),
        percent(honest?.redEntries.share ?? null),
        early.map(({ gap, share }) => `${gap}: ${share.count} of ${share.of}`).join('; '),
      ]),
    ),
    `\nReal frauds against real honest talk, as one ranking (AUC of peak risk): ${Object.entries(real.ranking)
      .map(([judge, auc]) => `${judge} ${auc?.toFixed(3) ?? 'unknown'}`)
      .join(', ')}.\n\n## Conversations written for the product, and public sets\n\n`,
  ].join('');
}

function shareCell(share: Share | undefined): string {
  return share ? `${share.count} of ${share.of} (${percent(share.interval.low)} to ${percent(share.interval.high)})` : '';
}

function rateCell(entries: Entries | undefined): string {
  if (!entries || entries.rate === null) return '';
  const { low, high }: Interval = entries.interval;
  return `${entries.rate.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

function scores(report: EvaluationReport): string {
  const { id, sha256, thresholds } = report.model;
  return [
    `Model \`${id}\`, SHA-256 \`${sha256}\`; amber from ${thresholds.watch}, red from ${thresholds.danger}.`,
    '\n\nConversations that training, thresholds and rules have not seen. A conversation counts when any of its lines reaches the level. ',
    '"before ask": frauds at least amber before the line that asks for money, a code, a screen or an account; ',
    '"if cued": the same, of those frauds whose first cue comes before that line at all; ',
    '"lead": median lines between. "pairs": a fraud\'s peak risk above its honest counterpart\'s. ',
    '"guard" is what the user gets: model, n-grams, rules and memory together; "model" and "ngrams" are those alone at the ',
    "guard's thresholds, not their own. The n-grams alone are the control. Written by `npm run eval`.\n\n",
    line(['bar', 'reached', '']),
    line(['---', '---', '---']),
    ...measureBars(report.rows).map(({ name, reached, met }) => line([name, reached, met === null ? '' : met ? 'met' : '**missed**'])),
    '\n',
    line(head),
    line(head.map(() => '---')),
    ...cells(report).map(line),
  ].join('');
}

function line(row: readonly string[]): string {
  return `| ${row.join(' | ')} |\n`;
}

function percent(share: number | null): string {
  return share === null ? '' : `${(share * 100).toFixed(1)} %`;
}
