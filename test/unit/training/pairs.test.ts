/** The pairs that were written for training: complete, matched, and not to be told apart by their surface. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sigmoid } from '../../../electron/math/odds.ts';
import type { Conversation } from '../../../electron/sources/formats/format.ts';
import { parseFile } from '../../../electron/sources/formats/index.ts';
import { root } from '../../support/folders.ts';

const folder = path.join(root, 'models/training/data');
const files = readdirSync(folder).filter((name) => name.startsWith('writer-'));
const pairs = files.flatMap((name) => {
  const rows = parseFile(name, readFileSync(path.join(folder, name), 'utf8')).conversations;
  return [...Map.groupBy(rows, (row) => row.pair as string).values()];
});
const halves = (pair: Conversation[]) => [pair.find((row) => row.label === 'fraud'), pair.find((row) => row.label === 'normal')] as const;
const length = (row: Conversation) => row.turns.reduce((sum, turn) => sum + turn.text.length, 0);

test('at least 300 pairs, each one fraud and one honest conversation of like length', () => {
  expect(pairs.length).toBeGreaterThanOrEqual(300);
  for (const pair of pairs) {
    const [fraud, honest] = halves(pair);
    expect([pair.length, fraud?.label, honest?.label], pair[0]?.id).toEqual([2, 'fraud', 'normal']);
    if (!fraud || !honest) continue;
    expect(Math.abs(fraud.turns.length - honest.turns.length), fraud.id).toBeLessThanOrEqual(2);
    expect(Math.abs(length(fraud) - length(honest)) / Math.max(length(fraud), length(honest)), fraud.id).toBeLessThanOrEqual(0.2);
    expect(fraud.first_cue_turn, fraud.id).toBeLessThan(fraud.turns.length);
    expect(fraud.ask_turn ?? fraud.turns.length, fraud.id).toBeGreaterThanOrEqual(fraud.first_cue_turn as number);
  }
});

const polite = ['请', '谢谢', '麻烦', '不好意思', '您好', '抱歉'];
/** Features that have nothing to do with fraud: names, length, politeness, punctuation. */
function surface({ turns, channel }: Conversation): number[] {
  const texts = turns.map((turn) => turn.text);
  const all = texts.join('');
  const count = (pattern: RegExp) => all.match(pattern)?.length ?? 0;
  const lengths = texts.map((text) => text.length);
  const names = turns.map((turn) => turn.speaker ?? '');
  const mean = all.length / texts.length;
  return [
    ...[texts.length, all.length, mean, Math.sqrt(lengths.reduce((sum, one) => sum + (one - mean) ** 2, 0) / texts.length)],
    ...[Math.max(...lengths), lengths[0] as number, lengths.at(-1) as number],
    ...[/[？?]/g, /[！!]/g, /[，,]/g, /。/g, /…/g, /、/g, /\d/g, /您/g, /你/g, /[a-z]/gi].map(count),
    polite.reduce((sum, word) => sum + all.split(word).length - 1, 0),
    new Set(names).size,
    names.filter((name) => name === names[0]).length / names.length,
    names.join('').length / names.length,
    channel === 'meeting' ? 1 : 0,
  ];
}

test('a classifier on the surface alone stays near chance on pairs it has not seen', () => {
  const rows = pairs.flatMap((pair, i) => pair.map((row) => ({ x: surface(row), y: row.label === 'fraud' ? 1 : 0, fold: i % 5 })));
  const width = rows[0]?.x.length ?? 0;
  for (let k = 0; k < width; k++) {
    const mean = rows.reduce((sum, row) => sum + (row.x[k] as number), 0) / rows.length;
    const spread = Math.sqrt(rows.reduce((sum, row) => sum + ((row.x[k] as number) - mean) ** 2, 0) / rows.length) || 1;
    for (const row of rows) row.x[k] = ((row.x[k] as number) - mean) / spread;
  }
  const score = (w: number[], x: number[]) => x.reduce((sum, value, k) => sum + value * (w[k] as number), 0);
  const judged = [0, 1, 2, 3, 4].flatMap((fold) => {
    const seen = rows.filter((row) => row.fold !== fold);
    const w = new Array<number>(width).fill(0);
    for (let round = 0; round < 300; round++) {
      const slope = new Array<number>(width).fill(0);
      for (const row of seen) {
        const miss = sigmoid(score(w, row.x)) - row.y;
        row.x.forEach((value, k) => {
          slope[k] = (slope[k] as number) + (miss * value) / seen.length;
        });
      }
      slope.forEach((value, k) => {
        w[k] = (w[k] as number) - 0.5 * (value + 0.01 * (w[k] as number));
      });
    }
    return rows.filter((row) => row.fold === fold).map((row) => ({ y: row.y, s: score(w, row.x) }));
  });
  const high = judged.filter((one) => one.y === 1);
  const low = judged.filter((one) => one.y === 0);
  const above = high.reduce((sum, one) => sum + low.filter((other) => one.s > other.s).length, 0);
  const auc = above / (high.length * low.length);
  expect(auc).toBeLessThanOrEqual(0.6);
  expect(auc).toBeGreaterThanOrEqual(0.4);
});
