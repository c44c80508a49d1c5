/** The command line, as the README gives it. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { checkSchema } from '../../electron/contract/check.ts';
import { readCatalog } from '../../electron/models/catalog.ts';
import { readWholeGguf } from '../../electron/programs/bench/gguf.ts';
import { makeShape } from '../../electron/programs/bench/shape.ts';
import { samples } from '../../electron/sources/samples.ts';
import { runScript } from '../support/app.ts';
import { root, tempFolder } from '../support/folders.ts';
import { otherModel } from '../support/starter.ts';

const rowsOf = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('the demo plays the fraud meeting and leaves its record behind', async () => {
  const folder = tempFolder();
  const { code, out } = await runScript('build/start.mjs', ['--demo', '--json', '--out', folder]);
  expect(code).toBe(0);
  const rows = rowsOf(out);
  const done = rows.at(-1);
  expect(done).toMatchObject({ event: 'done', lines: 24, verdicts: 24 });
  expect(done.alert_line).toBeLessThan(done.ask_turn);
  expect(rows.filter((row) => row.event === 'line')).toHaveLength(24);
  expect(rows.filter((row) => row.event === 'alert').length).toBe(done.alerts);
  for (const file of done.screenshots) expect(existsSync(file), file).toBe(true);
  const db = new Database(done.database, { readonly: true });
  expect(db.prepare('SELECT (SELECT count(*) FROM lines) || (SELECT count(*) FROM verdicts)').pluck().get()).toBe('2424');
  db.close();
});

test.each([
  ['nothing can be stored', (file: string) => mkdirSync(file)],
  ['the file is no database', (file: string) => writeFileSync(file, 'a letter '.repeat(1_000))],
])('%s: one sentence, exit code 1, and the place is left as it was', async (_what, prepare) => {
  const folder = tempFolder();
  const file = path.join(folder, 'user-data', 'huidun.db');
  mkdirSync(path.dirname(file));
  prepare(file);
  const before = statSync(file).size;
  const { code, out, err } = await runScript('build/start.mjs', ['--demo', '--json', '--out', folder]);
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain(path.join(folder, 'user-data'));
  expect(err).not.toContain('    at ');
  expect(statSync(file).size).toBe(before);
});

test('judge: a fraud sample is called before its ask or with it, the honest one stays calm', async () => {
  const folder = tempFolder();
  const file = path.join(folder, 'samples.jsonl');
  writeFileSync(file, samples.map((sample) => JSON.stringify(sample)).join('\n'));
  const { code, out } = await runScript('build/run.mjs', ['--node', 'electron/programs/judge.ts', file, '--json']);
  expect(code).toBe(0);
  const rows = rowsOf(out);
  for (const sample of samples) {
    const row = rows.find((one) => one.id === sample.id);
    expect(row.risk).toHaveLength(sample.turns.length);
    expect(row.level).toHaveLength(sample.turns.length);
    expect(row.stage).toHaveLength(sample.turns.length);
    expect(row.ms).toHaveLength(sample.turns.length);
    if (sample.label === 'fraud') expect(row.alert_line).toBeLessThan(sample.ask_turn as number);
    else expect([row.alert_line, row.kind]).toEqual([null, null]);
  }
});

test.each([
  [['gone.txt'], 'This file does not exist'],
  [[], 'not understood'],
  [['--what'], 'not understood'],
])('judge %j: one sentence, exit code 1, no stack', async (args, sentence) => {
  const { code, out, err } = await runScript('build/run.mjs', ['--node', 'electron/programs/judge.ts', ...args]);
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).toContain(sentence);
  expect(err).not.toContain('    at ');
});

test('eval: a row for each source and judge, and no pooled score', async () => {
  const folder = tempFolder();
  const file = path.join(folder, 'two.jsonl');
  writeFileSync(file, samples.map((sample) => JSON.stringify({ ...sample, source: `from ${sample.label}` })).join('\n'));
  const { code, out } = await runScript('build/run.mjs', ['--node', 'electron/programs/eval/eval.ts', '--data', file, '--json']);
  expect(code).toBe(0);
  const rows = rowsOf(out);
  expect(rows.at(-1)).toMatchObject({ event: 'done', conversations: samples.length });
  const guard = rows.filter((row) => row.judge === 'guard' && row.source);
  expect(guard.map((row) => row.source).sort()).toEqual(['from fraud', 'from normal']);
  expect(guard.find((row) => row.source === 'from normal').danger.false_alarm_rate).toBe(0);
});

test('eval --calibrate: a file that the catalog does not know keeps its thresholds in the app’s models folder, and is judged by them', async () => {
  const folder = tempFolder();
  const before = process.env.XDG_CONFIG_HOME;
  process.env.XDG_CONFIG_HOME = folder;
  onTestFinished(() => {
    if (before === undefined) delete process.env.XDG_CONFIG_HOME;
    else process.env.XDG_CONFIG_HOME = before;
  });
  const model = path.join(folder, 'mine.gguf');
  writeFileSync(model, otherModel());
  const data = path.join(folder, 'some.jsonl');
  const short = samples.map(({ turns, ...sample }) => ({ ...sample, turns: turns.slice(0, 3), source: 'samples' }));
  writeFileSync(data, short.map((sample) => JSON.stringify(sample)).join('\n'));
  const catalog = readFileSync(path.join(root, 'models/catalog.json'), 'utf8');
  const evaluate = ['--node', 'electron/programs/eval/eval.ts', '--data', data, '--model', model, '--json'];
  const first = await runScript('build/run.mjs', [...evaluate, '--calibrate']);
  expect(first.code).toBe(0);
  const { sha256 } = rowsOf(first.out).at(-1) ?? {};
  const kept = JSON.parse(readFileSync(path.join(folder, 'Huidun/models/thresholds.json'), 'utf8'));
  expect(Object.keys(kept)).toEqual([sha256]);
  const again = await runScript('build/run.mjs', evaluate);
  expect(rowsOf(again.out).at(-1)?.thresholds).toEqual(kept[sha256]);
  expect(kept[sha256]).not.toEqual(rowsOf(first.out).at(-1)?.thresholds);
  expect(readFileSync(path.join(root, 'models/catalog.json'), 'utf8')).toBe(catalog);
});

/** A model of a shape that answers at once; what it answers is random. */
function smallModel(): string {
  const models = path.join(root, 'models');
  const shape = { layers: 2, width: 64, heads: 2, kvHeads: 1, feedForward: 128, vocabulary: 20_000 };
  return makeShape(
    path.join(tempFolder(), 'small.gguf'),
    shape,
    readWholeGguf(path.join(models, readCatalog(models).starter.file)).metadata,
  );
}

test('model:check: every trial with what went in and came out, and none recommended where none fits', async () => {
  const { code, out } = await runScript('build/run.mjs', ['--node', 'electron/programs/model-check.ts', '--model', smallModel(), '--json']);
  expect(code).toBe(0);
  const [check, done] = rowsOf(out);
  expect(checkSchema.parse(check)).toEqual(check);
  expect(check.trials[0]).toMatchObject({ question: '请简短介绍下大语言模型。', promptIds: expect.arrayContaining([expect.any(Number)]) });
  expect(check).toMatchObject({ fits: false, device: 'CPU' });
  expect(done).toEqual({ event: 'done', models: 1, recommended: null });
});

test('bench: one JSON object a measure, each bar with whether it was reached', async () => {
  const { code, out } = await runScript('build/run.mjs', ['--node', 'electron/programs/bench/bench.ts', '--model', smallModel(), '--json']);
  expect(code).toBe(0);
  const rows = rowsOf(out);
  for (const row of rows) expect(row).toMatchObject({ measure: expect.any(String), value: expect.any(Number), unit: expect.any(String) });
  expect(rows.filter((row) => row.bar)).toHaveLength(6);
  for (const row of rows.filter((one) => one.bar)) expect(typeof row.ok).toBe('boolean');
  // Some starts and some hundred lines: most of a minute, on a busy machine more.
}, 300_000);
