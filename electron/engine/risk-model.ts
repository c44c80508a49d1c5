/** The engine as the rest of the program sees it. Only the llama files know the library behind it. */
import type { Failure, ModelInfo, Turn } from '../contract/domain.ts';

/** A loaded model. */
export interface RiskModel {
  readonly info: ModelInfo;
  /** Why it judges less well than it was chosen for; left out or null: nothing is wrong. */
  readonly trouble?: Failure | null;
  /** Begins a meeting. One meeting at a time; the earlier one must be disposed. */
  open(): Promise<MeetingJudge>;
  /**
   * Why these lines warn, in one sentence of Chinese; nobody has checked it yet. Takes seconds: abort it as soon as there
   * is something to judge. Left out by models that can't write.
   */
  explain?(lines: readonly Turn[], signal: AbortSignal): Promise<string>;
  /**
   * Answers a question as a chat does, the likeliest token each time. Left out by models that can't be asked.
   * @throws AppError `cancelled`, `model-failed`.
   */
  generate?(question: string, options?: GenerateOptions): Promise<Generation>;
  dispose(): Promise<void>;
}

/** The memory of one meeting inside a model. */
export interface MeetingJudge {
  /**
   * Appends utterances and returns the risk after the last of them.
   * @param turns what was said since the last call, in order.
   * @throws AppError `cancelled` if the signal fired before the work began, `model-failed` if the engine did.
   */
  judge(turns: readonly JudgedTurn[], signal: AbortSignal): Promise<Judgement>;
  dispose(): Promise<void>;
}

/** `keep`: a line that carried risk by rule; it stays in a full window when harmless lines are let go. */
export type JudgedTurn = Turn & { keep?: boolean };

export interface Judgement {
  /** Between 0 and 1. */
  risk: number;
  ms: number;
  /** What was evaluated for it: the new lines and the answer probe. */
  tokens: number;
  /** Other programs hold the processor: verdicts come later than they would. */
  busy?: boolean;
}

export interface GenerateOptions {
  /** New tokens at most; 512 unless said. */
  maxTokens?: number;
  signal?: AbortSignal;
  /** Hears the text as it grows. */
  onText?: (text: string) => void;
}

export interface Generation {
  /** The prompt as the model got it, marks and all, and its tokens. */
  prompt: string;
  promptIds: number[];
  text: string;
  /** What the model wrote, token by token; without the token that ends an answer. */
  ids: number[];
  /** Whether the model ended by itself; false: it was cut at `maxTokens`. */
  ended: boolean;
  /** From the question to the first token, and to the last. */
  firstMs: number;
  ms: number;
}
