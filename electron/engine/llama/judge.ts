/** One meeting inside a model: its lines stay in the cache, a new line costs itself and the answer probe. */
import { type LlamaContextSequence, type LlamaModel, type Token, TokenBias } from 'node-llama-cpp';
import { AppError } from '../../contract/result.ts';
import { promptLines, promptProbe, SpeakerLabels } from '../prompt.ts';
import type { JudgedTurn, Judgement, MeetingJudge } from '../risk-model.ts';
import { linesToErase, type WindowLine } from '../window.ts';
import type { LlamaThreads } from './threads.ts';

/** Both answers are lifted this far above every other token. */
const answerBias = 60;

/** The probe's tokens, and how to read the answer after it. */
export interface Answers {
  probe: Token[];
  yes: Token;
  /**
   * Both answers get the same large bias and only the two best tokens are left, so the drawn one's confidence is
   * P(it) / (P(true) + P(false)), whichever is drawn. This way neither sorts the vocabulary nor carries it into JavaScript.
   */
  reading: { temperature: number; topK: number; topP: number; seed: number; tokenBias: TokenBias };
}

/** @throws AppError `model-unsupported` if ChatML's marks or the two answers are not one token each. */
export function findAnswers(model: LlamaModel, name: string): Answers {
  const probe = model.tokenize(promptProbe, true);
  const [yes, ...moreYes] = model.tokenize('true', false);
  const [no, ...moreNo] = model.tokenize('false', false);
  const chatMl = model.tokenize('<|im_start|><|im_end|>', true).length === 2;
  if (!chatMl || yes === undefined || no === undefined || moreYes.length > 0 || moreNo.length > 0) {
    throw new AppError('model-unsupported', name);
  }
  const tokenBias = new TokenBias(model.tokenizer).set(yes, { logit: answerBias }).set(no, { logit: answerBias });
  return { probe, yes, reading: { temperature: 1, topK: 2, topP: 1, seed: 1, tokenBias } };
}

/** What a meeting needs of its model. */
export interface JudgeParts {
  /** Holds the instructions, and after them the meeting. */
  sequence: LlamaContextSequence;
  threads: LlamaThreads;
  /** Tokens of the instructions. */
  prefixLength: number;
  windowTokens: number;
  answers: Answers;
}

export class LlamaMeetingJudge implements MeetingJudge {
  readonly #model: LlamaModel;
  readonly #parts: JudgeParts;
  readonly #speakers = new SpeakerLabels();
  #window: WindowLine[] = [];

  /** @param parts its sequence holds the instructions and nothing else. */
  constructor(model: LlamaModel, parts: JudgeParts) {
    this.#model = model;
    this.#parts = parts;
  }

  async judge(turns: readonly JudgedTurn[], signal: AbortSignal): Promise<Judgement> {
    if (signal.aborted) throw new AppError('cancelled');
    const { threads, answers, windowTokens } = this.#parts;
    try {
      await threads.ready();
      const started = performance.now();
      const lines = turns.flatMap((turn) =>
        promptLines(turn, this.#speakers).map((text) => ({
          tokens: this.#model.tokenize(text, false),
          keep: turn.keep ?? false,
        })),
      );
      // More than a window at once (a long paste): only the newest part of it can count.
      while (sum(lines) > windowTokens) lines.shift();
      await this.#makeRoom(sum(lines));
      const risk = await this.#probe(lines.flatMap((line) => line.tokens));
      this.#window.push(...lines.map((line) => ({ tokens: line.tokens.length, keep: line.keep })));
      const ms = performance.now() - started;
      const tokens = sum(lines) + answers.probe.length;
      threads.judged(ms, tokens);
      return { risk, ms, tokens, busy: threads.busy };
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw new AppError('model-failed', undefined, { cause: error });
    }
  }

  /** Evaluates the new tokens and the probe in one go, reads the answer, and erases the probe. */
  async #probe(tokens: Token[]): Promise<number> {
    const { sequence, answers } = this.#parts;
    const { probe, yes, reading } = answers;
    const all = [...tokens, ...probe];
    const last = all.length - 1;
    const before = sequence.nextTokenIndex;
    const output = await sequence.controlledEvaluate(
      all.map((token, i) => (i === last ? [token, { generateNext: { token: true, confidence: true, options: reading } }] : token)),
    );
    await sequence.eraseContextTokenRanges([{ start: before + tokens.length, end: before + all.length }]);
    const next = output[last]?.next;
    if (next?.confidence === undefined) throw new AppError('model-failed', 'no answer');
    return next.token === yes ? next.confidence : 1 - next.confidence;
  }

  async #makeRoom(room: number): Promise<void> {
    const { sequence, prefixLength, windowTokens } = this.#parts;
    // What a judgement that failed half-way left behind.
    const known = prefixLength + this.#window.reduce((total, line) => total + line.tokens, 0);
    if (sequence.nextTokenIndex > known) await sequence.eraseContextTokenRanges([{ start: known, end: sequence.nextTokenIndex }]);
    const erased = new Set(linesToErase(this.#window, room, windowTokens));
    if (erased.size === 0) return;
    const ranges: { start: number; end: number }[] = [];
    let position = prefixLength;
    this.#window.forEach((line, i) => {
      if (erased.has(i)) ranges.push({ start: position, end: position + line.tokens });
      position += line.tokens;
    });
    await sequence.eraseContextTokenRanges(ranges);
    this.#window = this.#window.filter((_, i) => !erased.has(i));
  }

  /** The sequence is the model's: the next meeting goes on from its instructions. */
  async dispose(): Promise<void> {}
}

function sum(lines: readonly { tokens: readonly Token[] }[]): number {
  return lines.reduce((total, line) => total + line.tokens.length, 0);
}
