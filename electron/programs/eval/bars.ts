/** The targets for conversations that training, thresholds and rules have not seen, and whether they are reached. Pure. */
import { type JudgeName, ratio, type SourceReport } from './metrics.ts';

interface Bar {
  name: string;
  /** The measured figures, as text. */
  reached: string;
  /** null: these conversations do not tell. */
  met: boolean | null;
}

type Rows = readonly ({ judge: JudgeName } & SourceReport)[];
type Sign = '≥' | '≤';
type Share = readonly [source: string, share: number | null];
/** A share, and the number of conversations that it is of. */
type Counted = readonly [count: number, share: number | null];

/** @param rows of each judge and source. */
export function measureBars(rows: Rows): Bar[] {
  const guard = rows.filter((row) => row.judge === 'guard');
  const paired = guard.filter((row) => row.pairs.count > 0);
  const frauds = guard.filter((row) => row.pairs.count === 0 && row.danger.fraud > 0);
  const everyday = guard.filter((row) => row.pairs.count === 0 && row.danger.normal > 0 && !row.near);
  const share = (of: (row: SourceReport) => Counted) => pooled(paired.map(of));
  const red = share((row) => [row.danger.fraud, row.danger.recall]);
  const wrong = share((row) => [row.danger.normal, row.danger.false_alarm_rate]);
  const amber = share((row) => [row.watch.normal, row.watch.false_alarm_rate]);
  const early = share((row) => [row.lead.conversations, row.lead.before_ask]);
  const ranked = share((row) => [row.pairs.count, row.pairs.ranked_right]);
  const publicRed = frauds.map((row): Share => [row.source, row.danger.recall]);
  const halfRed = frauds.map((row): Share => [row.source, row.red_at_half]);
  const everydayRed = everyday.map((row): Share => [row.source, row.danger.false_alarm_rate]);
  return [
    bar('pairs: fraud ranked above its honest counterpart', '≥', 0.9, ranked),
    bar('pairs: honest halves that turn red', '≤', 0.2, wrong),
    bar('pairs: fraud halves that turn red', '≥', 0.85, red),
    everyBar('public frauds that turn red', '≥', 0.98, publicRed),
    everyBar('the same, at half of their lines', '≥', 0.95, halfRed),
    everyBar('everyday talk that turns red', '≤', 0.03, everydayRed),
    againstNgrams(rows),
    bar('pairs: frauds at least amber before the ask', '≥', 0.85, early),
    bar('pairs: honest halves that turn red, strict', '≤', 0.03, wrong),
    bar('pairs: honest halves that turn amber', '≤', 0.1, amber),
    bar('pairs: fraud halves that turn red, strict', '≥', 0.95, red),
    everyBar('everyday talk that turns red, strict', '≤', 0.005, everydayRed),
    {
      name: 'a line, p95 in ms ≤ 150',
      reached: guard.map((row) => `${row.source} ${row.latency.p95.toFixed(0)}`).join(', '),
      met: guard.length === 0 ? null : guard.every((row) => row.latency.p95 <= 150),
    },
  ];
}

function bar(name: string, sign: Sign, bound: number, value: number | null): Bar {
  return everyBar(name, sign, bound, [['', value]]);
}

/** A target that every source must reach. */
function everyBar(name: string, sign: Sign, bound: number, shares: readonly Share[]): Bar {
  const reaches = (value: number) => (sign === '≥' ? value >= bound : value <= bound);
  const known = shares.flatMap(([, value]) => value ?? []);
  return {
    name: `${name} ${sign} ${percent(bound)}`,
    reached: shares.map(([source, value]) => `${source} ${percent(value)}`.trim()).join(', '),
    met: known.length === 0 ? null : known.every(reaches),
  };
}

function againstNgrams(rows: Rows): Bar {
  const control = new Map(rows.filter((row) => row.judge === 'ngrams').map((row) => [row.source, row.danger.false_alarm_rate]));
  const honest = rows.filter((row) => row.judge === 'guard' && row.danger.false_alarm_rate !== null && control.has(row.source));
  const more = honest
    .filter((row) => (row.danger.false_alarm_rate as number) > (control.get(row.source) as number))
    .map((row) => row.source);
  return {
    name: 'no more red in honest talk than the n-grams alone, on every source',
    reached: more.length === 0 ? 'nowhere more' : `more on ${more.join(', ')}`,
    met: honest.length === 0 ? null : more.length === 0,
  };
}

/** The share over all conversations of these sources together. */
function pooled(counted: readonly Counted[]): number | null {
  const known = counted.flatMap(([count, share]) => (share === null ? [] : [{ count, share }]));
  return ratio(
    known.reduce((sum, { count, share }) => sum + count * share, 0),
    known.reduce((sum, { count }) => sum + count, 0),
  );
}

function percent(share: number | null): string {
  return share === null ? '' : `${Number((share * 100).toFixed(1))} %`;
}
