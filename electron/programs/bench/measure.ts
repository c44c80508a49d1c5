/** The bench's figures, and how they are printed. Pure. */
export interface Measure {
  measure: string;
  model: string;
  /** In `unit`. */
  value: number;
  unit: 'times' | 'ms' | 'µs' | 'tokens/s' | 'MB' | '%' | 'lines';
  /** The target. */
  bar?: { at: 'most' | 'least'; value: number };
  /** The raw figures behind it, by name. */
  of?: Record<string, number | string>;
}

/** Whether the target is reached; null if there is none. */
export function reached({ value, bar }: Measure): boolean | null {
  if (!bar) return null;
  return bar.at === 'most' ? value <= bar.value : value >= bar.value;
}

export function toRow(measure: Measure): object {
  const ok = reached(measure);
  const rounded = Object.fromEntries(
    Object.entries(measure.of ?? {}).map(([name, value]) => [name, typeof value === 'number' ? round(value) : value]),
  );
  return { ...measure, value: round(measure.value), ...(measure.of ? { of: rounded } : {}), ...(ok === null ? {} : { ok }) };
}

/** A table for the terminal: measure, model, figure, target, raw figures. */
export function toTable(measures: readonly Measure[]): string {
  const rows = measures.map((one) => [
    one.measure,
    one.model,
    `${round(one.value)} ${one.unit}`,
    one.bar ? `${reached(one) ? 'reached' : 'MISSED'}: at ${one.bar.at} ${one.bar.value}` : '',
    Object.entries(one.of ?? {})
      .map(([name, value]) => `${name} ${typeof value === 'number' ? round(value) : value}`)
      .join(', '),
  ]);
  const widths = [0, 1, 2, 3].map((i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, i) => cell.padEnd(widths[i] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
