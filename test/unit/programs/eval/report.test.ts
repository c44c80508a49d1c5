import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { measureBars } from '../../../../electron/programs/eval/bars.ts';
import { type JudgeName, reportSource, type Scored, type SourceReport } from '../../../../electron/programs/eval/metrics.ts';
import { type EvaluationReport, intoCard, toMarkdown } from '../../../../electron/programs/eval/report.ts';
import type { Conversation } from '../../../../electron/sources/formats/format.ts';
import { root } from '../../../support/folders.ts';

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
  judged('guard', 'hand-1', [
    ...pair('a', [0.6, 0.9], [0.1, 0.2]),
    ...pair('b', [0.6, 0.9], [0.1, 0.2]),
    ...pair('c', [0.6, 0.9], [0.1, 0.2]),
  ]),
  judged('guard', 'hand-2', pair('d', [0.1, 0.2], [0.1, 0.9])),
  judged('guard', 'news', [scored('fraud', [0.1, 0.9, 0.9, 0.9])]),
  judged('guard', 'meetings', [scored('normal', [0.1])]),
  judged('guard', 'calls', [scored('normal', [0.9], { near: true })]),
  judged('control', 'meetings', [scored('normal', [0.9])]),
  judged('control', 'calls', [scored('normal', [0.1])]),
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

test('the control must not be calmer anywhere', () => {
  expect(bar('no more red')).toMatchObject({ reached: 'more on calls', met: false });
});

test('what could not be measured is neither met nor missed', () => {
  expect(measureBars([]).map((one) => one.met)).not.toContain(true);
  expect(measureBars([]).map((one) => one.met)).not.toContain(false);
});

const report: EvaluationReport = {
  model: { id: 'm', sha256: 'abc', thresholds: { watch: 0.5, danger: 0.8 } },
  control: null,
  rows,
  kinds: {},
  pairs: [],
  misses: {},
};

test('a card takes the scores between its marks and keeps everything else', () => {
  const card = intoCard('# Card\n\n<!-- scores -->\nyesterday\n<!-- end of scores -->\n\nIt misses fraud.\n', report);
  expect(card).toContain('| everyday talk that turns red ≤ 3 % | meetings 0 % | met |');
  expect(card).toMatch(/^# Card\n[\s\S]*It misses fraud\.\n$/);
  expect(card).not.toContain('yesterday');
  expect(intoCard(card, report)).toBe(card);
});

test('the starter’s card quotes the committed report to the letter', () => {
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
  const [, quoted] = /<!-- scores -->\n([\s\S]*)<!-- end of scores -->/.exec(read('models/starter/MODEL_CARD.md')) ?? [];
  expect(read('models/evaluation/report.md')).toContain(quoted || 'no scores');
});

test('the report says which bars were missed', () => {
  expect(toMarkdown(report)).toContain('| pairs: fraud halves that turn red ≥ 85 % | 75 % | **missed** |');
});
