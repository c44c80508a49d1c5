/** What the guard must reach on conversations that nobody built it from, and what it reached. Pure. */
import { type JudgeName, ratio, type SourceReport } from './metrics.ts';

export interface Bar {
  name: string;
  /** What was measured, in words. */
  reached: string;
  /** null: could not be told from these conversations. */
  met: boolean | null;
}

type Rows = readonly ({ judge: JudgeName } & SourceReport)[];
type Share = { name: string; value: number | null };

/** @param rows what each judge scored on each source. */
export function measureBars(rows: Rows): Bar[] {
  const guard = rows.filter((row) => row.judge === 'guard');
  const paired = guard.filter((row) => row.pairs.count > 0);
  const frauds = guard.filter((row) => row.pairs.count === 0 && row.danger.fraud > 0);
  const everyday = guard.filter((row) => row.pairs.count === 0 && row.danger.normal > 0 && !row.near);
  const share = (count: (row: SourceReport) => number, value: (row: SourceReport) => number | null) => pooled(paired, count, value);
  const red = share(
    (row) => row.danger.fraud,
    (row) => row.danger.recall,
  );
  const wrong = share(
    (row) => row.danger.normal,
    (row) => row.danger.false_alarm_rate,
  );
  const amber = share(
    (row) => row.watch.normal,
    (row) => row.watch.false_alarm_rate,
  );
  const early = share(
    (row) => row.lead.conversations,
    (row) => row.lead.before_ask,
  );
  const each = (some: typeof guard, value: (row: SourceReport) => number | null): Share[] =>
    some.map((row) => ({ name: row.source, value: value(row) }));
  return [
    least(
      'pairs: fraud ranked above its honest twin',
      0.9,
      share(
        (row) => row.pairs.count,
        (row) => row.pairs.ranked_right,
      ),
    ),
    most('pairs: honest halves that turn red', 0.2, wrong),
    least('pairs: fraud halves that turn red', 0.85, red),
    worst(
      least,
      'public frauds that turn red',
      0.98,
      each(frauds, (row) => row.danger.recall),
    ),
    worst(
      least,
      'the same, at half of their lines',
      0.95,
      each(frauds, (row) => row.red_at_half),
    ),
    worst(
      most,
      'everyday talk that turns red',
      0.03,
      each(everyday, (row) => row.danger.false_alarm_rate),
    ),
    againstControl(rows),
    least('pairs: frauds at least amber before the ask', 0.85, early),
    most('pairs: honest halves that turn red, strict', 0.03, wrong),
    most('pairs: honest halves that turn amber', 0.1, amber),
    least('pairs: fraud halves that turn red, strict', 0.95, red),
    worst(
      most,
      'everyday talk that turns red, strict',
      0.005,
      each(everyday, (row) => row.danger.false_alarm_rate),
    ),
    {
      name: 'a line, p95 in ms ≤ 150',
      reached: guard.map((row) => `${row.source} ${row.latency.p95.toFixed(0)}`).join(', '),
      met: guard.length === 0 ? null : guard.every((row) => row.latency.p95 <= 150),
    },
  ];
}

function least(name: string, bar: number, value: number | null): Bar {
  return { name: `${name} ≥ ${percent(bar)}`, reached: percent(value), met: value === null ? null : value >= bar };
}

function most(name: string, bar: number, value: number | null): Bar {
  return { name: `${name} ≤ ${percent(bar)}`, reached: percent(value), met: value === null ? null : value <= bar };
}

/** Every source must reach it. */
function worst(of: typeof least, name: string, bar: number, shares: readonly Share[]): Bar {
  const one = shares.map(({ value }) => of(name, bar, value));
  return {
    name: of(name, bar, null).name,
    reached: shares.map((share) => `${share.name} ${percent(share.value)}`).join(', '),
    met: one.length === 0 ? null : one.every((each) => each.met === true),
  };
}

function againstControl(rows: Rows): Bar {
  const control = new Map(rows.filter((row) => row.judge === 'control').map((row) => [row.source, row.danger.false_alarm_rate]));
  const honest = rows.filter((row) => row.judge === 'guard' && row.danger.false_alarm_rate !== null && control.has(row.source));
  const more = honest
    .filter((row) => (row.danger.false_alarm_rate as number) > (control.get(row.source) as number))
    .map((row) => row.source);
  return {
    name: 'no more red in honest talk than the control, on every source',
    reached: more.length === 0 ? 'nowhere more' : `more on ${more.join(', ')}`,
    met: honest.length === 0 ? null : more.length === 0,
  };
}

/** The share over all of these sources' conversations together; they are equal in kind. */
function pooled(
  rows: readonly SourceReport[],
  count: (row: SourceReport) => number,
  value: (row: SourceReport) => number | null,
): number | null {
  const known = rows.filter((row) => value(row) !== null);
  const sum = (of: (row: SourceReport) => number) => known.reduce((total, row) => total + of(row), 0);
  return ratio(
    sum((row) => count(row) * (value(row) as number)),
    sum(count),
  );
}

function percent(share: number | null): string {
  return share === null ? '' : `${Number((share * 100).toFixed(1))} %`;
}
