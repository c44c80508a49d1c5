/** One meeting in a model. Its lines stay in the cache, so a new line costs its own tokens and the answer probe. */
import { type LlamaContextSequence, type LlamaModel, type Token, TokenBias } from 'node-llama-cpp';
import type { Turn } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import { promptLines, promptProbe, SpeakerLabels } from '../prompt.ts';
import type { Judgement, MeetingJudge } from '../risk-model.ts';
import { linesToErase, type WindowLine } from '../window.ts';
import type { LlamaThreads } from './threads.ts';

/** Added to the logits of both answers, so that no other token can be more likely. */
const answerBias = 60;

/** The tokens of the answer probe, and how to sample the answer after it. */
interface AnswerTokens {
  probe: Token[];
  yes: Token;
  /**
   * Both answers get the same large bias, and `topK` keeps only them. The confidence of the sampled token is then
   * P(token) / (P(true) + P(false)). Reading both probabilities instead would sort the vocabulary and copy it into JavaScript.
   */
  sampling: { temperature: number; topK: number; topP: number; seed: number; tokenBias: TokenBias };
}

/** @throws AppError `model-unsupported` if ChatML's special tokens or the two answers are not single tokens. */
export function findAnswerTokens(model: LlamaModel, name: string): AnswerTokens {
  const probe = model.tokenize(promptProbe, true);
  const [yes, ...moreYes] = model.tokenize('true', false);
  const [no, ...moreNo] = model.tokenize('false', false);
  const chatMl = model.tokenize('<|im_start|><|im_end|>', true).length === 2;
  if (!chatMl || yes === undefined || no === undefined || moreYes.length > 0 || moreNo.length > 0) {
    throw new AppError('model-unsupported', name);
  }
  const tokenBias = new TokenBias(model.tokenizer).set(yes, { logit: answerBias }).set(no, { logit: answerBias });
  return { probe, yes, sampling: { temperature: 1, topK: 2, topP: 1, seed: 1, tokenBias } };
}

export interface JudgeDependencies {
  /** Holds the instructions, followed by the meeting. */
  sequence: LlamaContextSequence;
  threads: LlamaThreads;
  /** Number of the instructions' tokens. */
  prefixLength: number;
  windowTokens: number;
  answers: AnswerTokens;
}

export class LlamaMeetingJudge implements MeetingJudge {
  readonly #model: LlamaModel;
  readonly #dependencies: JudgeDependencies;
  readonly #speakers = new SpeakerLabels();
  #window: WindowLine[] = [];

  /** @param dependencies the sequence must hold the instructions and nothing else. */
  constructor(model: LlamaModel, dependencies: JudgeDependencies) {
    this.#model = model;
    this.#dependencies = dependencies;
  }

  async judge(turns: readonly Turn[], signal: AbortSignal): Promise<Judgement> {
    if (signal.aborted) throw new AppError('cancelled');
    const { threads, answers, windowTokens } = this.#dependencies;
    try {
      await threads.ready();
      const started = performance.now();
      const lines = turns.flatMap((turn) =>
        promptLines(turn, this.#speakers).map((text) => ({ tokens: this.#model.tokenize(text, false) })),
      );
      // A long paste may exceed the window: only its newest lines are judged.
      while (sum(lines) > windowTokens) lines.shift();
      await this.#makeRoom(sum(lines));
      const risk = await this.#probe(lines.flatMap((line) => line.tokens));
      this.#window.push(...lines.map((line) => ({ tokens: line.tokens.length })));
      const ms = performance.now() - started;
      const tokens = sum(lines) + answers.probe.length;
      threads.judged(ms, tokens);
      return { risk, ms, tokens, busy: threads.busy };
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw new AppError('model-failed', undefined, { cause: error });
    }
  }

  /** Evaluates the new tokens and the probe in one batch, reads the answer, and erases the probe. */
  async #probe(tokens: Token[]): Promise<number> {
    const { sequence, answers } = this.#dependencies;
    const { probe, yes, sampling } = answers;
    const all = [...tokens, ...probe];
    const last = all.length - 1;
    const before = sequence.nextTokenIndex;
    const output = await sequence.controlledEvaluate(
      all.map((token, i) => (i === last ? [token, { generateNext: { token: true, confidence: true, options: sampling } }] : token)),
    );
    await sequence.eraseContextTokenRanges([{ start: before + tokens.length, end: before + all.length }]);
    const next = output[last]?.next;
    if (next?.confidence === undefined) throw new AppError('model-failed', 'no answer');
    return next.token === yes ? next.confidence : 1 - next.confidence;
  }

  async #makeRoom(room: number): Promise<void> {
    const { sequence, prefixLength, windowTokens } = this.#dependencies;
    // Tokens that a failed judgement has left in the cache.
    const known = prefixLength + this.#window.reduce((total, line) => total + line.tokens, 0);
    if (sequence.nextTokenIndex > known) await sequence.eraseContextTokenRanges([{ start: known, end: sequence.nextTokenIndex }]);
    const erased = this.#window.splice(0, linesToErase(this.#window, room, windowTokens));
    if (erased.length === 0) return;
    const tokens = erased.reduce((total, line) => total + line.tokens, 0);
    await sequence.eraseContextTokenRanges([{ start: prefixLength, end: prefixLength + tokens }]);
  }

  /** Frees nothing: the sequence belongs to the model, which reuses it for the next meeting. */
  async dispose(): Promise<void> {}
}

function sum(lines: readonly { tokens: readonly Token[] }[]): number {
  return lines.reduce((total, line) => total + line.tokens.length, 0);
}
