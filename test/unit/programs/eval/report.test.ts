import { expect, test } from 'vitest';
import { measureBars } from '../../../../electron/programs/eval/bars.ts';
import { type JudgeName, reportSource, type Scored, type SourceReport } from '../../../../electron/programs/eval/metrics.ts';
import { type EvaluationReport, toMarkdown } from '../../../../electron/programs/eval/report.ts';
import type { Conversation } from '../../../../electron/sources/formats/format.ts';

/** Amber from 0.5, red from 0.8. */
function scored(label: 'fraud' | 'normal', risk: number[], more: Partial<Conversation> = {}): Scored {
  return {
    conversation: { id: 'x', label, turns: [], ...more },
    risk,
    watch: risk.map((value) => value >= 0.5),
    danger: risk.map((value) => value >= 0.8),
    ms: risk.map(() => 10),
  };
}
const judged = (judge: JudgeName, source: string, rows: Scored[]): { judge: JudgeName } & SourceReport => ({
  judge,
  ...reportSource(source, rows),
});
const pair = (name: string, fraud: number[], honest: number[]) => [
  scored('fraud', fraud, { pair: name, first_cue_turn: 0, ask_turn: 1 }),
  scored('normal', honest, { pair: name }),
];

const rows = [
  // Two writers, one with three times as many pairs: each pair counts the same.
  judged('guard', 'writer-1', [
    ...pair('a', [0.6, 0.9], [0.1, 0.2]),
    ...pair('b', [0.6, 0.9], [0.1, 0.2]),
    ...pair('c', [0.6, 0.9], [0.1, 0.2]),
  ]),
  judged('guard', 'writer-2', pair('d', [0.1, 0.2], [0.1, 0.9])),
  judged('guard', 'news', [scored('fraud', [0.1, 0.9, 0.9, 0.9])]),
  judged('guard', 'meetings', [scored('normal', [0.1])]),
  judged('guard', 'calls', [scored('normal', [0.9], { near: true })]),
  judged('ngrams', 'meetings', [scored('normal', [0.9])]),
  judged('ngrams', 'calls', [scored('normal', [0.1])]),
];
const bar = (name: string) => measureBars(rows).find((one) => one.name.startsWith(name));

test('what is said of pairs is said of all of them together', () => {
  expect(bar('pairs: fraud ranked')).toMatchObject({ reached: '75 %', met: false });
  expect(bar('pairs: frauds at least amber before the ask')).toMatchObject({ reached: '75 %', met: false });
});

test('everyday talk and public frauds are told apart from the calls of a fraud’s own trades', () => {
  expect(bar('everyday talk that turns red ≤ 3 %')).toMatchObject({ reached: 'meetings 0 %', met: true });
  expect(bar('the same, at half')).toMatchObject({ reached: 'news 100 %', met: true });
});

test('the n-grams alone must not be calmer on any source', () => {
  expect(bar('no more red')).toMatchObject({ reached: 'more on calls', met: false });
});

test('what could not be measured is neither met nor missed', () => {
  expect(measureBars([]).map((one) => one.met)).not.toContain(true);
  expect(measureBars([]).map((one) => one.met)).not.toContain(false);
});

const report: EvaluationReport = {
  real: { sources: [], ranking: {} },
  model: { id: 'm', sha256: 'abc', thresholds: { watch: 0.5, danger: 0.8 } },
  rows,
  kinds: {},
  pairs: [],
  misses: {},
};

test('the report says which bars were missed', () => {
  expect(toMarkdown(report)).toContain('| pairs: fraud halves that turn red ≥ 85 % | 75 % | **missed** |');
});
