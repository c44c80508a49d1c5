/**
 * Measures the cost of a line: as a meeting grows, against judging the whole text again, against the model's prefill speed, and
 * on a busy machine. Compared figures are measured side by side, because a machine's load changes from minute to minute.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { documentQuestion as question } from '../../engine/prompt.ts';
import type { Judgement, MeetingJudge, RiskModel } from '../../engine/risk-model.ts';
import { median } from '../../math/quantile.ts';
import { withBusyCores } from './busy.ts';
import type { Measure } from './measure.ts';
import { meeting } from './meeting.ts';

const lines = 300;
/** Lines between two measurements of the prefill speed. */
const block = 30;
/** Lines whose median is the cost of one. */
const around = 10;
/** Rounds of the comparison with a busy machine, and lines judged in each round, first idle, then busy. */
const rounds = 3;
const contended = 6;
const go = new AbortController().signal;

/** A meeting of `lines` lines, the prefill of a text as long as the window after each block, and the whole text from zero. */
interface Growth {
  judged: Timed[];
  prefills: Prefill[];
  /** A token of a line against a token of the prefill beside it. */
  ratios: { ms: number[]; cpuMs: number[] };
  whole: Prefill;
  /** 99th percentile of the event loop's delay while lines were judged, in ms. */
  delay: number;
}

interface Contention {
  early: Timed[];
  calm: Timed[];
  busy: Timed[];
}

/** @param name of the model in the output. @param report called with each step. */
export async function measureJudging(model: RiskModel, name: string, report: (step: string) => void): Promise<Measure[]> {
  const growth = await measureGrowth(model, report);
  const contention = await measureContention(model, report);
  return toMeasures(model, name, growth, contention);
}

async function measureGrowth(model: RiskModel, report: (step: string) => void): Promise<Growth> {
  const judged: Timed[] = [];
  const prefills: Prefill[] = [];
  const ratios: Growth['ratios'] = { ms: [], cpuMs: [] };
  const windowText = await textOf(model, model.info.contextTokens);
  const judge = await model.open();
  for (let from = 0; from < lines; from += block) {
    report(`judging lines ${from + 1} to ${from + block}, then a text as long as the window`);
    const part = await judgeOn(judge, from, block);
    judged.push(...part);
    const fill = await prefill(model, windowText);
    prefills.push(fill);
    // The cache is not full yet in the first block.
    if (from > 0) for (const time of ['ms', 'cpuMs'] as const) ratios[time].push(ratio(part, fill, time));
  }
  // Not while lines are timed: on a machine with few cores the monitor itself would slow them down.
  const { delay } = await watched(() => judgeOn(judge, lines, block));
  report(`judging ${lines} lines again from zero, as the document's predict does`);
  const whole = await prefill(model, transcriptOf(lines));
  await judge.dispose();
  return { judged, prefills, ratios, whole, delay };
}

async function measureContention(model: RiskModel, report: (step: string) => void): Promise<Contention> {
  report('judging beside another program that keeps every core busy');
  const judge = await model.open();
  const early = (await judgeOn(judge, 0, around * 1.5)).slice(around / 2);
  const calm: Timed[] = [];
  const busy: Timed[] = [];
  for (let round = 0; round < rounds; round++) {
    const from = 2 * around + 2 * round * contended;
    calm.push(...(await judgeOn(judge, from, contended)));
    busy.push(...(await withBusyCores(() => judgeOn(judge, from + contended, contended))));
  }
  await judge.dispose();
  return { early, calm, busy };
}

function toMeasures(model: RiskModel, name: string, growth: Growth, { early, calm, busy }: Contention): Measure[] {
  const { judged, prefills, ratios, whole, delay } = growth;
  const costAt = (line: number) => costOf(judged.slice(Math.max(0, line - around), line));
  const late = costAt(lines);
  // Two meetings' lines around line 10.
  const first = costOf([...judged.slice(around / 2, around * 1.5), ...early]);
  return [
    {
      measure: `one more line at ${lines}: the whole text again is so many times dearer`,
      model: name,
      value: whole.ms / late,
      unit: 'times',
      bar: { at: 'least', value: 60 },
      of: { 'line ms': late, 'whole text ms': whole.ms, 'whole text tokens': whole.tokens },
    },
    {
      measure: `growth of a line from ${around} to ${lines}`,
      model: name,
      value: late / first,
      unit: 'times',
      bar: { at: 'most', value: 1.8 },
      of: { 'ms at 10': first, ...Object.fromEntries([60, 100, 200, 300].map((line) => [`ms at ${line}`, costAt(line)])) },
    },
    {
      measure: 'a line against its tokens at prefill speed',
      model: name,
      value: median(ratios.ms),
      unit: 'times',
      bar: { at: 'most', value: 1.25 },
      of: {
        'in processor time': median(ratios.cpuMs),
        'prefill tokens/s': median(prefills.map((one) => (one.tokens / one.ms) * 1_000)),
        'prefill of tokens': model.info.contextTokens,
        'tokens of a line and its probe': median(judged.map((one) => one.tokens)),
        comparisons: ratios.ms.length,
      },
    },
    {
      measure: 'a line with every core kept busy, against idle',
      model: name,
      value: costOf(busy) / costOf(calm),
      unit: 'times',
      bar: { at: 'most', value: 3 },
      of: { 'idle ms': costOf(calm), 'busy ms': costOf(busy), threads: model.info.threads },
    },
    {
      measure: 'event-loop delay p99 while judging',
      model: name,
      value: delay,
      unit: 'ms',
      bar: { at: 'most', value: 20 },
      of: { lines: block },
    },
  ];
}

function costOf(judged: readonly Judgement[]): number {
  return median(judged.map((one) => one.ms));
}

/** Wall-clock time, and processor time, which other programs hardly change. */
interface Time {
  ms: number;
  cpuMs: number;
}
type Timed = Judgement & Time;
type Prefill = Time & { tokens: number };

async function judgeOn(judge: MeetingJudge, from: number, count: number): Promise<Timed[]> {
  const judged: Timed[] = [];
  for (const turn of meeting(from + count).slice(from)) {
    const begun = process.cpuUsage();
    judged.push({ ...(await judge.judge([turn], go)), cpuMs: cpuSince(begun) });
  }
  return judged;
}

function ratio(part: readonly Timed[], fill: Prefill, time: keyof Time): number {
  return median(part.map((one) => one[time] / one.tokens)) / (fill[time] / fill.tokens);
}

function cpuSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000;
}

function transcriptOf(count: number): string {
  return meeting(count)
    .map((turn) => `${turn.speaker}:${turn.text}\n`)
    .join('');
}

/** A transcript of about `tokens` tokens. The model's tokenizer tells how many characters that is. */
async function textOf(model: RiskModel, tokens: number): Promise<string> {
  const text = transcriptOf(tokens);
  const bare = await ask(model, question);
  const some = await ask(model, question + text.slice(0, tokens));
  return text.slice(0, Math.round(tokens ** 2 / (some.tokens - bare.tokens)));
}

async function prefill(model: RiskModel, transcript: string): Promise<Prefill> {
  // A question's fixed cost (above all creating a context) does not belong to the prefill.
  const bare = await ask(model, question);
  const full = await ask(model, question + transcript);
  const cpuPerToken = (full.cpuMs - bare.cpuMs) / (full.tokens - bare.tokens);
  return { ...full, cpuMs: cpuPerToken * full.tokens };
}

async function ask(model: RiskModel, text: string): Promise<Prefill> {
  if (!model.generate) throw new TypeError('a model that cannot be asked has no prefill speed');
  const begun = process.cpuUsage();
  const { firstMs: ms, promptIds } = await model.generate(text, { maxTokens: 1 });
  return { ms, cpuMs: cpuSince(begun), tokens: promptIds.length };
}

/** Does the work, and measures the 99th percentile of the event loop's delay meanwhile, in ms. */
async function watched<T>(work: () => Promise<T>): Promise<{ value: T; delay: number }> {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  const value = await work();
  histogram.disable();
  return { value, delay: histogram.percentile(99) / 1e6 };
}
