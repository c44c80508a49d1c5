/** A RiskModel that answers what the test wrote down, and remembers what it was asked. */
import type { ModelInfo, Turn } from '../../electron/contract/domain.ts';
import { AppError } from '../../electron/contract/result.ts';
import type { Judgement, MeetingJudge, RiskModel } from '../../electron/engine/risk-model.ts';

const info: ModelInfo = {
  id: 'scripted',
  name: 'Scripted',
  path: '/nowhere.gguf',
  sha256: '0'.repeat(64),
  bytes: 1,
  starter: false,
  calibrated: true,
  thresholds: { watch: 0.6, danger: 0.85 },
  device: 'cpu',
  deviceName: 'CPU',
  deviceReason: 'no-card',
  gpuLayers: 0,
  layers: 7,
  ramBytes: 1,
  vramBytes: 0,
  threads: 1,
  contextTokens: 1_024,
  loadMs: 1,
};

export class ScriptedModel implements RiskModel {
  readonly info = info;
  /** The texts of each question, oldest first. */
  readonly asked: string[][] = [];
  readonly calls: string[] = [];
  /** While set, a question waits for it. */
  gate: Promise<void> | null = null;
  failure: Error | null = null;
  /** Whether its verdicts come late. */
  busy = false;
  /** Words the reason of an alert; set it to make a model that can write. */
  explain?: (lines: readonly Turn[], signal: AbortSignal) => Promise<string>;
  /** Answers every question with two characters. */
  generate?: NonNullable<RiskModel['generate']> = async (question, { signal, onText } = {}) => {
    if (signal?.aborted) throw new AppError('cancelled');
    onText?.('好的');
    return { prompt: `<|im_start|>${question}`, promptIds: [1, 2], text: '好的', ids: [3, 4], ended: true, firstMs: 100, ms: 300 };
  };
  readonly #risk: (text: string) => number;

  /** @param risk from the newest line's text. */
  constructor(risk: (text: string) => number = () => 0.1) {
    this.#risk = risk;
  }

  async open(): Promise<MeetingJudge> {
    this.calls.push('open');
    return {
      judge: async (turns: readonly Turn[], signal: AbortSignal): Promise<Judgement> => {
        this.asked.push(turns.map((turn) => turn.text));
        await this.gate;
        signal.throwIfAborted();
        if (this.failure) throw this.failure;
        return { risk: this.#risk(turns.at(-1)?.text ?? ''), ms: 1, tokens: 1, busy: this.busy };
      },
      dispose: async () => void this.calls.push('close'),
    };
  }

  async dispose(): Promise<void> {
    this.calls.push('dispose');
  }
}

/** N-grams that say nothing for or against fraud. */
export const neutralNgrams = () => ({ read: () => ({ talk: 0, kinds: new Map() }) });
