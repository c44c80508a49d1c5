/** What a line costs: as a meeting grows, against the whole text again, against the model's prefill speed, on a busy machine. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Judgement, RiskModel } from '../engine/risk-model.ts';
import { withBusyCores } from './busy.ts';
import { type Measure, median } from './measure.ts';
import { meeting } from './meeting.ts';

const lines = 300;
/** Lines whose median stands for one: a single one says little on a machine that others use. */
const around = 10;
/** Lines judged beside other programs, and as many before them with nobody beside. */
const contended = 12;
/** The source document's question. */
const question = '下面是一段对话文本, 请分析对话内容是否有诈骗风险，只以json格式输出你的判断结果(is_fraud: true/false)。\n\n';
const go = new AbortController().signal;

export async function measureJudging(model: RiskModel, name: string, tell: (what: string) => void): Promise<Measure[]> {
  if (!model.generate) throw new TypeError('a model that cannot be asked has no prefill speed');
  const turns = meeting(lines);
  tell(`judging ${lines} lines, one after the other`);
  const judged = await watched(() => judgeAll(model, lines, 0));
  const cost = judged.value.map((one) => one.ms);
  const at = (line: number) => median(cost.slice(Math.max(0, line - around), line));

  tell('reading a text as long as the window');
  const windowText = text(model.info.contextTokens);
  const speeds = [await prefill(model, windowText), await prefill(model, windowText), await prefill(model, windowText)];
  const speed = median(speeds.map((one) => one.speed));
  tell(`judging ${lines} lines again from zero, as the document's predict does`);
  const whole = await prefill(model, turns.map(({ speaker, text: said }) => `${speaker}:${said}\n`).join(''));

  const against = (from: number, to: number) => {
    const part = judged.value.slice(from, to);
    return median(part.map(({ ms, tokens }) => (ms * speed) / 1_000 / tokens));
  };
  tell('judging beside another program that keeps every core busy');
  const judge = await openAt(model, around);
  const calm = await judgeOn(judge, contended, around);
  const busy = await withBusyCores(() => watched(() => judgeOn(judge, contended, around + contended)));
  await judge.dispose();
  const lineMs = (all: readonly Judgement[]) => median(all.map((one) => one.ms));

  const marks = [10, 60, 100, 200, 300];
  return [
    {
      measure: 'one more line at 300, whole text again is … times dearer',
      model: name,
      value: whole.ms / at(lines),
      unit: 'times',
      bar: { at: 'least', value: 60 },
      of: { 'line ms': at(lines), 'whole text ms': whole.ms, 'whole text tokens': whole.tokens },
    },
    {
      measure: 'growth of a line from 10 to 300',
      model: name,
      value: at(lines) / at(10),
      unit: 'times',
      bar: { at: 'most', value: 1.8 },
      of: Object.fromEntries(marks.map((mark) => [`ms at ${mark}`, at(mark)])),
    },
    {
      measure: 'a line against its tokens at prefill speed',
      model: name,
      value: against(0, lines),
      unit: 'times',
      bar: { at: 'most', value: 1.25 },
      of: {
        'prefill tokens/s': speed,
        'tokens of a line and its probe': median(judged.value.map((one) => one.tokens)),
        ...Object.fromEntries(marks.map((mark) => [`at ${mark}`, against(Math.max(0, mark - around), mark)])),
      },
    },
    {
      measure: 'a line with every core kept busy, against idle',
      model: name,
      value: lineMs(busy.value) / lineMs(calm),
      unit: 'times',
      bar: { at: 'most', value: 3 },
      of: { 'idle ms': lineMs(calm), 'busy ms': lineMs(busy.value), threads: model.info.threads, 'busy event loop p99 ms': busy.delay },
    },
    {
      measure: 'event-loop delay p99 while judging',
      model: name,
      value: judged.delay,
      unit: 'ms',
      bar: { at: 'most', value: 20 },
      of: { lines },
    },
  ];
}

async function openAt(model: RiskModel, count: number) {
  const judge = await model.open();
  await judge.judge(meeting(count), go);
  return judge;
}

async function judgeOn(judge: Awaited<ReturnType<RiskModel['open']>>, count: number, from: number): Promise<Judgement[]> {
  const judged: Judgement[] = [];
  for (const turn of meeting(from + count).slice(from)) judged.push(await judge.judge([turn], go));
  return judged;
}

async function judgeAll(model: RiskModel, count: number, from: number): Promise<Judgement[]> {
  const judge = await model.open();
  try {
    return await judgeOn(judge, count, from);
  } finally {
    await judge.dispose();
  }
}

/** A transcript of about this many tokens: a character is a little less than one. */
function text(tokens: number): string {
  return meeting(tokens)
    .map((turn) => `${turn.speaker}:${turn.text}\n`)
    .join('')
    .slice(0, tokens);
}

async function prefill(model: RiskModel, transcript: string): Promise<{ ms: number; tokens: number; speed: number }> {
  const asked = await model.generate?.(question + transcript, { maxTokens: 1 });
  if (!asked) throw new TypeError('the model cannot be asked');
  return { ms: asked.firstMs, tokens: asked.promptIds.length, speed: (asked.promptIds.length / asked.firstMs) * 1_000 };
}

/** The work, and the 99th percentile of how late the event loop came meanwhile, in ms. */
async function watched<T>(work: () => Promise<T>): Promise<{ value: T; delay: number }> {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  const value = await work();
  histogram.disable();
  return { value, delay: histogram.percentile(99) / 1e6 };
}
