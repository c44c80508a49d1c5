/** The engine as the rest of the program sees it. Only llama.ts knows the library behind it. */
import type { ModelInfo, Turn } from '../contract/domain.ts';

/** A loaded model. */
export interface RiskModel {
  readonly info: ModelInfo;
  /** Begins a meeting. One meeting at a time; the earlier one must be disposed. */
  open(): Promise<MeetingJudge>;
  /**
   * Why these lines warn, in one sentence of Chinese; nobody has checked it yet. Takes seconds: abort it as soon as there
   * is something to judge. Left out by models that can't write.
   */
  explain?(lines: readonly Turn[], signal: AbortSignal): Promise<string>;
  dispose(): Promise<void>;
}

/** The memory of one meeting inside a model. */
export interface MeetingJudge {
  /**
   * Appends utterances and returns the risk after the last of them.
   * @param turns what was said since the last call, in order.
   * @returns risk between 0 and 1, and the milliseconds it took.
   * @throws AppError `cancelled` if the signal fired before the work began, `model-failed` if the engine did.
   */
  judge(turns: readonly JudgedTurn[], signal: AbortSignal): Promise<Judgement>;
  dispose(): Promise<void>;
}

/** `keep`: a line that carried risk by rule; it stays in a full window when harmless lines are let go. */
export type JudgedTurn = Turn & { keep?: boolean };

export interface Judgement {
  risk: number;
  ms: number;
}
