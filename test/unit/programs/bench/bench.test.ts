/** The parts of the bench that are not a measurement: what counts as reached, the made-up meeting, the made-up model. */
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadLlamaModel } from '../../../../electron/engine/llama/model.ts';
import { stopLlama } from '../../../../electron/engine/llama/start.ts';
import { readCatalog } from '../../../../electron/models/catalog.ts';
import { readWholeGguf } from '../../../../electron/programs/bench/gguf.ts';
import { type Measure, reached, toRow, toTable } from '../../../../electron/programs/bench/measure.ts';
import { meeting } from '../../../../electron/programs/bench/meeting.ts';
import { makeShape } from '../../../../electron/programs/bench/shape.ts';
import { root, tempFolder } from '../../../support/folders.ts';

const growth: Measure = {
  measure: 'growth',
  model: 'm',
  value: 1.2345678,
  unit: 'times',
  bar: { at: 'most', value: 1.8 },
  of: { ms: 12.3456 },
};

test('a bar is reached from its own side, and a missed one is called so', () => {
  expect(reached(growth)).toBe(true);
  expect(reached({ ...growth, value: 1.9 })).toBe(false);
  expect(reached({ ...growth, bar: { at: 'least', value: 60 } })).toBe(false);
  expect(toTable([{ ...growth, value: 1.9 }])).toContain('MISSED: at most 1.8');
  expect(toRow(growth)).toEqual({ ...growth, value: 1.235, of: { ms: 12.35 }, ok: true });
});

test('the meeting is always the same, no line twice in a row, and a longer one begins as a shorter one does', () => {
  const long = meeting(300);
  expect(meeting(40)).toEqual(long.slice(0, 40));
  for (const [i, turn] of long.entries()) expect(turn.text).not.toBe(long[i + 1]?.text);
});

test('a model of a shape, with random weights and a borrowed tokenizer, judges through the engine', async () => {
  const models = path.join(root, 'models');
  const lender = readWholeGguf(path.join(models, readCatalog(models).starter.file)).metadata;
  const shape = { layers: 2, width: 64, heads: 2, kvHeads: 1, feedForward: 128, vocabulary: 20_000 };
  const file = makeShape(path.join(tempFolder(), 'small.gguf'), shape, lender);
  const model = await loadLlamaModel({ path: file, sha256: '', id: 'small', name: 'small', starter: false, thresholds: null });
  onTestFinished(async () => {
    await model.dispose();
    await stopLlama();
  });
  const judge = await model.open();
  const { risk, tokens } = await judge.judge(meeting(3), new AbortController().signal);
  expect(risk).toBeGreaterThan(0);
  expect(risk).toBeLessThan(1);
  expect(tokens).toBeGreaterThan(3 * 10);
});
