/** What stands around the model: start-up, the store, the rules, memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Line, Verdict } from '../contract/domain.ts';
import { findCues } from '../cues/find.ts';
import { readWording, wordingLines } from '../cues/wording.ts';
import type { RiskModel } from '../engine/risk-model.ts';
import { addLines } from '../store/lines.ts';
import { startMeeting } from '../store/meetings.ts';
import { closeStore, openStore } from '../store/open.ts';
import { addVerdicts } from '../store/verdicts.ts';
import { advance, newCourse } from '../verdict/course.ts';
import { type Measure, median } from './measure.ts';
import { meeting } from './meeting.ts';

const rounds = 1_000;

/** Loads a model and judges one line. @returns the model too: it is the caller's. */
export async function measureStart(load: () => Promise<RiskModel>): Promise<{ model: RiskModel; measures: Measure[] }> {
  const before = process.memoryUsage.rss();
  const started = performance.now();
  const model = await load();
  const loaded = performance.now() - started;
  const judge = await model.open();
  await judge.judge(meeting(1), new AbortController().signal);
  const first = performance.now() - started;
  await judge.dispose();
  const { id: name, bytes } = model.info;
  const megabytes = (value: number) => value / 2 ** 20;
  return {
    model,
    measures: [
      { measure: 'from loading to the first verdict', model: name, value: first, unit: 'ms', of: { 'loaded ms': loaded } },
      {
        measure: 'memory with the model loaded',
        model: name,
        value: megabytes(process.memoryUsage.rss()),
        unit: 'MB',
        of: { 'before MB': megabytes(before), 'model file MB': megabytes(bytes) },
      },
    ],
  };
}

/** The rules over one line, and a line with its verdict onto the disk, each in its own transaction as in the app. */
export function measureStore(): Measure[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'huidun-bench-'));
  const db = openStore(path.join(folder, 'huidun.db'));
  try {
    const { id } = startMeeting(db, 'bench', 'import', Date.now());
    let course = newCourse;
    const said: string[] = [];
    const rules: number[] = [];
    const stored: number[] = [];
    for (const turn of meeting(rounds)) {
      const begun = performance.now();
      const [line] = addLines(db, id, [turn], Date.now());
      const onDisk = performance.now() - begun;
      const [verdict, took] = judge(line as Line);
      rules.push(took);
      const again = performance.now();
      addVerdicts(db, [verdict]);
      stored.push(onDisk + performance.now() - again);
    }
    const p99 = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? 0;
    return [
      {
        measure: 'storing a line and its verdict',
        model: 'none',
        value: median(stored),
        unit: 'ms',
        of: { p99: p99(stored), lines: rounds },
      },
      { measure: 'the rules over a line', model: 'none', value: median(rules), unit: 'ms', of: { p99: p99(rules), lines: rounds } },
    ];

    function judge(line: Line): [Verdict, number] {
      const begun = performance.now();
      const hits = findCues(line.text, line.seq);
      said.push(line.text);
      const wording = readWording(said.slice(-wordingLines));
      const step = advance(course, {
        line,
        side: null,
        hits,
        modelRisk: null,
        wording,
        thresholds: { watch: 0.7, danger: 0.9 },
        model: null,
        ms: 0,
      });
      course = step.course;
      return [step.verdict, performance.now() - begun];
    }
  } finally {
    closeStore(db);
    rmSync(folder, { recursive: true, force: true });
  }
}
