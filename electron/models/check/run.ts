/** Runs the trials of the model check on a loaded model. */
import type { Check, Trial } from '../../contract/check.ts';
import type { Turn } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import type { RiskModel } from '../../engine/risk-model.ts';
import { median } from '../../math/quantile.ts';
import { failedCriteria } from './criteria.ts';
import { readIsFraud, type TrialPlan, trialPlans } from './trials.ts';

interface CheckOptions {
  /** ms since 1970. */
  at: number;
  signal?: AbortSignal;
  /** Called with the number of the running trial, from 0, and its answer so far. */
  onProgress?: (trial: number, text: string) => void;
}

/** Ordinary lines, to measure the time that one takes. */
const lines: readonly Turn[] = [
  { speaker: '张警官', text: '您好，我是市公安局的，您名下有一张银行卡涉案了。' },
  { speaker: '王女士', text: '不会吧，我没有在外地办过卡。' },
  { speaker: '张警官', text: '现在需要您配合做一份线上笔录，请打开会议软件。' },
  { speaker: '王女士', text: '好的，我需要准备什么材料？' },
  { speaker: '张警官', text: '这个案子要保密，不能告诉家里任何人。' },
];

/** @throws AppError `model-unsupported` if the model cannot generate text, `cancelled`, `model-failed`. */
export async function checkModel(model: RiskModel, { at, signal, onProgress }: CheckOptions): Promise<Check> {
  const { info } = model;
  const trials: Trial[] = [];
  for (const [i, plan] of trialPlans.entries()) {
    onProgress?.(i, '');
    trials.push(await runTrial(model, plan, signal, (text) => onProgress?.(i, text)));
  }
  const lineMs = await measureLine(model, signal ?? new AbortController().signal);
  const failed = failedCriteria(trials, lineMs);
  const written = trials.reduce((total, trial) => total + Math.max(0, trial.ids.length - 1), 0);
  const writingMs = trials.reduce((total, trial) => total + trial.ms - trial.firstMs, 0);
  return {
    id: 0,
    at,
    name: info.name,
    path: info.path,
    sha256: info.sha256,
    bytes: info.bytes,
    device: info.device === 'cpu' ? 'CPU' : `${info.device} ${info.deviceName}`,
    gpuLayers: info.gpuLayers,
    layers: info.layers,
    threads: info.threads,
    ramBytes: info.ramBytes,
    vramBytes: info.vramBytes,
    loadMs: info.loadMs,
    firstMs: median(trials.map((trial) => trial.firstMs)),
    tokensPerSecond: writingMs > 0 ? (written / writingMs) * 1_000 : 0,
    lineMs,
    fits: failed.length === 0,
    misfits: failed,
    trials,
  };
}

async function runTrial(
  model: RiskModel,
  plan: TrialPlan,
  signal: AbortSignal | undefined,
  onText: (text: string) => void,
): Promise<Trial> {
  if (!model.generate) throw new AppError('model-unsupported', model.info.name);
  const answer = await model.generate(plan.question, { onText, ...(signal ? { signal } : {}) });
  return { id: plan.id, question: plan.question, ...answer, misfits: plan.judge(answer), isFraud: readIsFraud(answer.text) };
}

async function measureLine(model: RiskModel, signal: AbortSignal): Promise<number> {
  const judge = await model.open();
  try {
    const took: number[] = [];
    for (const line of lines) took.push((await judge.judge([line], signal)).ms);
    return median(took);
  } finally {
    await judge.dispose();
  }
}
