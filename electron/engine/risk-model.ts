/** The interface between the engine and the rest of the program. Only engine/llama knows node-llama-cpp. */
import type { Failure, ModelInfo, Turn } from '../contract/domain.ts';

/** A loaded model. */
export interface RiskModel {
  readonly info: ModelInfo;
  /** Why another model than the chosen one judges at the moment; null or missing if the chosen one does. */
  readonly trouble?: Failure | null;
  /** Starts a meeting. Dispose the earlier meeting first. */
  open(): Promise<MeetingJudge>;
  /**
   * Explains in one Chinese sentence why the lines are suspicious. Check the sentence before it is shown (verdict/reason.ts).
   * Takes seconds: abort it as soon as there is a line to judge. Missing in models that cannot write.
   */
  explain?(lines: readonly Turn[], signal: AbortSignal): Promise<string>;
  /**
   * Answers a question as in a chat, with the most likely token at each step. Missing in models that cannot write.
   * @throws AppError `cancelled`, `model-failed`.
   */
  generate?(question: string, options?: GenerateOptions): Promise<Generation>;
  dispose(): Promise<void>;
}

/** The model's session of one meeting. */
export interface MeetingJudge {
  /**
   * Appends utterances and returns the risk after the last of them.
   * @param turns the utterances since the last call, in order.
   * @throws AppError `cancelled` if the signal fired before the work began, `model-failed`.
   */
  judge(turns: readonly Turn[], signal: AbortSignal): Promise<Judgement>;
  dispose(): Promise<void>;
}

export interface Judgement {
  /** Between 0 and 1. */
  risk: number;
  ms: number;
  /** Tokens that were evaluated: the new lines and the answer probe. */
  tokens: number;
  /** Other programs use the processor, so verdicts come late. */
  busy?: boolean;
}

export interface GenerateOptions {
  /** At most this many new tokens; by default as many as the source document's `predict` allows. */
  maxTokens?: number;
  signal?: AbortSignal;
  /** Called with the text so far. */
  onText?: (text: string) => void;
}

export interface Generation {
  /** The prompt with its special tokens, and its token ids. */
  prompt: string;
  promptIds: number[];
  text: string;
  /** Ids of the generated tokens, without the end-of-turn token. */
  ids: number[];
  /** True if the model ended its answer; false if `maxTokens` cut it. */
  ended: boolean;
  /** ms from the question to the first token, and to the last. */
  firstMs: number;
  ms: number;
}
