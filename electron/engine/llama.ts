/** A GGUF as a RiskModel. With gguf.ts the only file that knows node-llama-cpp. */
import path from 'node:path';
import {
  getLlama,
  type Llama,
  type LlamaContext,
  type LlamaContextSequence,
  LlamaLogLevel,
  type LlamaModel,
  type Token,
  TokenBias,
} from 'node-llama-cpp';
import type { ModelInfo, Thresholds } from '../contract/domain.ts';
import { AppError } from '../contract/result.ts';
import { cautiousThresholds } from './calibration.ts';
import { checkLora, type GgufFacts, readGguf } from './gguf.ts';
import { promptLines, promptPrefix, promptProbe, SpeakerLabels } from './prompt.ts';
import type { JudgedTurn, Judgement, MeetingJudge, RiskModel } from './risk-model.ts';
import { linesToErase, type WindowLine } from './window.ts';

export interface LlamaOptions {
  path: string;
  sha256: string;
  id: string;
  name: string;
  starter: boolean;
  /** Null: no calibration is known for this exact file; cautious defaults apply. */
  thresholds: Thresholds | null;
  /** Threads for inference. A guard runs beside a video call: fewer are often faster (README, decision 8). */
  threads: number;
  /** An adapter laid over the model; scale 1 is as it was trained. */
  lora?: { path: string; scale: number };
  /** Tokens of transcript kept in the cache. */
  windowTokens?: number;
  signal?: AbortSignal;
}

const defaultWindowTokens = 1_024;
/** Both answers are lifted above every other token, so the sampled token's confidence is P(it) / (P(true) + P(false)). */
const answerBias = 60;

/**
 * Loads a model file.
 * @throws AppError what reading its header throws, `model-unsupported` (another architecture, an adapter, or no ChatML
 *   tokens), `lora-unsupported`, `lora-other-base`, `model-failed` (the engine could not load it), `cancelled`.
 */
export async function loadLlamaModel(options: LlamaOptions): Promise<RiskModel> {
  const started = performance.now();
  const facts = await checkFiles(options);
  const llama = await startLlama();
  let model: LlamaModel | undefined;
  try {
    model = await llama.loadModel({
      modelPath: facts.parts[0] as string,
      ...(options.signal ? { loadSignal: options.signal } : {}),
    });
    return await LlamaRiskModel.create(llama, model, facts, options, started);
  } catch (error) {
    await model?.dispose();
    if (error instanceof AppError) throw error;
    if (options.signal?.aborted) throw new AppError('cancelled');
    throw new AppError('model-failed', path.basename(options.path), { cause: error });
  }
}

async function checkFiles({ path: file, lora }: LlamaOptions): Promise<GgufFacts> {
  const facts = await readGguf(file);
  if (facts.kind !== 'model' || facts.architecture !== 'qwen2') {
    throw new AppError('model-unsupported', `${path.basename(file)}: ${facts.architecture}`);
  }
  if (lora) checkLora(await readGguf(lora.path), facts);
  return facts;
}

// One engine a process: node-llama-cpp's own advice. The promise is kept, so that two loads share one start.
let engine: Promise<Llama> | undefined;

/** Half a second that can pass while a file is still being checked. */
export function startLlama(): Promise<Llama> {
  engine ??= getLlama({ gpu: 'auto', build: 'never', progressLogs: false, logLevel: LlamaLogLevel.error, maxThreads: 0 });
  return engine;
}

/** Frees the engine itself; only at the end of the process. */
export async function stopLlama(): Promise<void> {
  const running = engine;
  engine = undefined;
  await (await running)?.dispose();
}

class LlamaRiskModel implements RiskModel {
  readonly info: ModelInfo;
  readonly #model: LlamaModel;
  readonly #context: LlamaContext;
  readonly #windowTokens: number;
  readonly #answers: Answers;

  private constructor(info: ModelInfo, model: LlamaModel, context: LlamaContext, windowTokens: number, answers: Answers) {
    this.info = info;
    this.#model = model;
    this.#context = context;
    this.#windowTokens = windowTokens;
    this.#answers = answers;
  }

  static async create(llama: Llama, model: LlamaModel, facts: GgufFacts, options: LlamaOptions, started: number): Promise<LlamaRiskModel> {
    const answers = findAnswers(model, path.basename(options.path));
    const prefix = model.tokenize(promptPrefix, true).length;
    const probe = answers.probe.length;
    const windowTokens = options.windowTokens ?? defaultWindowTokens;
    const context = await model.createContext({
      contextSize: prefix + windowTokens + probe + 8,
      threads: { ideal: options.threads, min: 1 },
      ...(options.lora ? { lora: { adapters: [{ filePath: options.lora.path, scale: options.lora.scale }] } } : {}),
      ...(options.signal ? { createSignal: options.signal } : {}),
    });
    const [deviceName] = llama.gpu === false ? [] : await llama.getGpuDeviceNames();
    const info: ModelInfo = {
      id: options.id,
      name: options.name,
      path: options.path,
      sha256: options.sha256,
      bytes: facts.bytes,
      starter: options.starter,
      calibrated: options.thresholds !== null,
      thresholds: options.thresholds ?? cautiousThresholds,
      device: llama.gpu === false ? 'cpu' : llama.gpu,
      deviceName: deviceName ?? 'CPU',
      gpuLayers: model.gpuLayers,
      threads: context.currentThreads,
      contextTokens: context.contextSize,
      loadMs: performance.now() - started,
    };
    return new LlamaRiskModel(info, model, context, windowTokens, answers);
  }

  async open(): Promise<MeetingJudge> {
    const sequence = this.#context.getSequence();
    const prefix = this.#model.tokenize(promptPrefix, true);
    await sequence.evaluateWithoutGeneratingNewTokens(prefix);
    return new LlamaMeetingJudge(this.#model, sequence, prefix.length, this.#windowTokens, this.#answers);
  }

  async dispose(): Promise<void> {
    await this.#context.dispose();
    await this.#model.dispose();
  }
}

interface Answers {
  probe: Token[];
  yes: Token;
  bias: TokenBias;
}

function findAnswers(model: LlamaModel, name: string): Answers {
  const probe = model.tokenize(promptProbe, true);
  const [yes, ...moreYes] = model.tokenize('true', false);
  const [no, ...moreNo] = model.tokenize('false', false);
  const chatMl = model.tokenize('<|im_start|><|im_end|>', true).length === 2;
  if (!chatMl || yes === undefined || no === undefined || moreYes.length > 0 || moreNo.length > 0) {
    throw new AppError('model-unsupported', name);
  }
  const bias = new TokenBias(model.tokenizer).set(yes, { logit: answerBias }).set(no, { logit: answerBias });
  return { probe, yes, bias };
}

class LlamaMeetingJudge implements MeetingJudge {
  readonly #model: LlamaModel;
  readonly #sequence: LlamaContextSequence;
  readonly #prefixLength: number;
  readonly #windowTokens: number;
  readonly #answers: Answers;
  readonly #speakers = new SpeakerLabels();
  #window: WindowLine[] = [];

  constructor(model: LlamaModel, sequence: LlamaContextSequence, prefixLength: number, windowTokens: number, answers: Answers) {
    this.#model = model;
    this.#sequence = sequence;
    this.#prefixLength = prefixLength;
    this.#windowTokens = windowTokens;
    this.#answers = answers;
  }

  async judge(turns: readonly JudgedTurn[], signal: AbortSignal): Promise<Judgement> {
    if (signal.aborted) throw new AppError('cancelled');
    const started = performance.now();
    try {
      const lines = turns.flatMap((turn) =>
        promptLines(turn, this.#speakers).map((text) => ({
          tokens: this.#model.tokenize(text, false),
          keep: turn.keep ?? false,
        })),
      );
      // More than a window at once (a long paste): only the newest part of it can count.
      while (sum(lines) > this.#windowTokens) lines.shift();
      await this.#makeRoom(sum(lines));
      const risk = await this.#probe(lines.flatMap((line) => line.tokens));
      this.#window.push(...lines.map((line) => ({ tokens: line.tokens.length, keep: line.keep })));
      return { risk, ms: performance.now() - started };
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw new AppError('model-failed', undefined, { cause: error });
    }
  }

  /** Evaluates the new tokens and the probe in one go, reads the answer, and erases the probe. */
  async #probe(tokens: Token[]): Promise<number> {
    const { probe, yes, bias } = this.#answers;
    const all = [...tokens, ...probe];
    const last = all.length - 1;
    const before = this.#sequence.nextTokenIndex;
    const output = await this.#sequence.controlledEvaluate(
      all.map((token, i) =>
        i === last ? [token, { generateNext: { token: true, confidence: true, options: { temperature: 0, tokenBias: bias } } }] : token,
      ),
    );
    await this.#sequence.eraseContextTokenRanges([{ start: before + tokens.length, end: before + all.length }]);
    const next = output[last]?.next;
    if (next?.confidence === undefined) throw new AppError('model-failed', 'no answer');
    return next.token === yes ? next.confidence : 1 - next.confidence;
  }

  async #makeRoom(room: number): Promise<void> {
    const erased = new Set(linesToErase(this.#window, room, this.#windowTokens));
    if (erased.size === 0) return;
    const ranges: { start: number; end: number }[] = [];
    let position = this.#prefixLength;
    this.#window.forEach((line, i) => {
      if (erased.has(i)) ranges.push({ start: position, end: position + line.tokens });
      position += line.tokens;
    });
    await this.#sequence.eraseContextTokenRanges(ranges);
    this.#window = this.#window.filter((_, i) => !erased.has(i));
  }

  async dispose(): Promise<void> {
    await this.#sequence.dispose();
  }
}

function sum(lines: readonly { tokens: readonly Token[] }[]): number {
  return lines.reduce((total, line) => total + line.tokens.length, 0);
}
