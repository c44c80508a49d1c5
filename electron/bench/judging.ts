/**
 * What a line costs: as a meeting grows, against the whole text again, against the model's prefill speed, on a busy
 * machine. What is compared is measured side by side: a machine that others use is not the same a minute later.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Judgement, MeetingJudge, RiskModel } from '../engine/risk-model.ts';
import { withBusyCores } from './busy.ts';
import { type Measure, median } from './measure.ts';
import { meeting } from './meeting.ts';

const lines = 300;
/** Lines between two looks at the prefill speed. */
const block = 60;
/** Lines whose median stands for one. */
const around = 10;
/** Rounds of the comparison with a busy machine, and lines judged in each, first beside nobody. */
const rounds = 3;
const contended = 6;
/** The source document's question. */
const question = '下面是一段对话文本, 请分析对话内容是否有诈骗风险，只以json格式输出你的判断结果(is_fraud: true/false)。\n\n';
const go = new AbortController().signal;

export async function measureJudging(model: RiskModel, name: string, tell: (what: string) => void): Promise<Measure[]> {
  const judged: Judgement[] = [];
  const delays: number[] = [];
  const speeds: number[] = [];
  const ratios: number[] = [];
  const windowText = textOf(model.info.contextTokens);
  let judge = await model.open();
  for (let from = 0; from < lines; from += block) {
    tell(`judging lines ${from + 1} to ${from + block}, then a text as long as the window`);
    const part = await watched(() => judgeOn(judge, from, block));
    judged.push(...part.value);
    delays.push(part.delay);
    const { speed } = await prefill(model, windowText);
    speeds.push(speed);
    ratios.push(median(part.value.slice(-2 * around).map(({ ms, tokens }) => (ms * speed) / 1_000 / tokens)));
  }
  const late = costOf(judged.slice(-around));
  tell(`judging ${lines} lines again from zero, as the document's predict does`);
  const whole = await prefill(model, textOf(lines * 100, lines));
  await judge.dispose();

  tell('judging beside another program that keeps every core busy');
  judge = await model.open();
  const early = [...judged.slice(around / 2, around * 1.5), ...(await judgeOn(judge, 0, around * 1.5)).slice(around / 2)];
  const calm: Judgement[] = [];
  const busy: Judgement[] = [];
  const busyDelays: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const from = 2 * around + 2 * round * contended;
    calm.push(...(await judgeOn(judge, from, contended)));
    const part = await withBusyCores(() => watched(() => judgeOn(judge, from + contended, contended)));
    busy.push(...part.value);
    busyDelays.push(part.delay);
  }
  await judge.dispose();

  const at = (line: number) => costOf(judged.slice(Math.max(0, line - around), line));
  return [
    {
      measure: 'one more line at 300: the whole text again is so many times dearer',
      model: name,
      value: whole.ms / late,
      unit: 'times',
      bar: { at: 'least', value: 60 },
      of: { 'line ms': late, 'whole text ms': whole.ms, 'whole text tokens': whole.tokens },
    },
    {
      measure: 'growth of a line from 10 to 300',
      model: name,
      value: late / costOf(early),
      unit: 'times',
      bar: { at: 'most', value: 1.8 },
      of: { 'ms at 10': costOf(early), ...Object.fromEntries([60, 100, 200, 300].map((line) => [`ms at ${line}`, at(line)])) },
    },
    {
      measure: 'a line against its tokens at prefill speed',
      model: name,
      value: median(ratios),
      unit: 'times',
      bar: { at: 'most', value: 1.25 },
      of: {
        'prefill tokens/s': median(speeds),
        'prefill of tokens': model.info.contextTokens,
        'tokens of a line and its probe': median(judged.map((one) => one.tokens)),
        ...Object.fromEntries(ratios.map((ratio, i) => [`at ${(i + 1) * block}`, ratio])),
      },
    },
    {
      measure: 'a line with every core kept busy, against idle',
      model: name,
      value: costOf(busy) / costOf(calm),
      unit: 'times',
      bar: { at: 'most', value: 3 },
      of: { 'idle ms': costOf(calm), 'busy ms': costOf(busy), threads: model.info.threads, 'busy event loop p99 ms': median(busyDelays) },
    },
    {
      measure: 'event-loop delay p99 while judging',
      model: name,
      value: median(delays),
      unit: 'ms',
      bar: { at: 'most', value: 20 },
      of: { lines },
    },
  ];
}

function costOf(judged: readonly Judgement[]): number {
  return median(judged.map((one) => one.ms));
}

async function judgeOn(judge: MeetingJudge, from: number, count: number): Promise<Judgement[]> {
  const judged: Judgement[] = [];
  for (const turn of meeting(from + count).slice(from)) judged.push(await judge.judge([turn], go));
  return judged;
}

/** A transcript of at most so many lines and tokens: a character is a little less than one. */
function textOf(tokens: number, most = tokens): string {
  const text = meeting(most)
    .map((turn) => `${turn.speaker}:${turn.text}\n`)
    .join('');
  return text.slice(0, tokens);
}

async function prefill(model: RiskModel, transcript: string): Promise<{ ms: number; tokens: number; speed: number }> {
  if (!model.generate) throw new TypeError('a model that cannot be asked has no prefill speed');
  const { firstMs: ms, promptIds } = await model.generate(question + transcript, { maxTokens: 1 });
  return { ms, tokens: promptIds.length, speed: (promptIds.length / ms) * 1_000 };
}

/** The work, and the 99th percentile of how late the event loop came meanwhile, in ms. */
async function watched<T>(work: () => Promise<T>): Promise<{ value: T; delay: number }> {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  const value = await work();
  histogram.disable();
  return { value, delay: histogram.percentile(99) / 1e6 };
}
