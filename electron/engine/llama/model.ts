/** A GGUF as a RiskModel. Only the llama files and gguf.ts know node-llama-cpp. */
import path from 'node:path';
import type { Llama, LlamaContext, LlamaContextOptions, LlamaModel } from 'node-llama-cpp';
import { anyDevice, type DeviceWish } from '../../contract/devices.ts';
import type { ModelInfo, Thresholds } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import { cautiousThresholds } from '../calibration.ts';
import { batchTokens, memoryNeedOf, type Plan, planDevice } from '../devices.ts';
import { promptPrefix } from '../prompt.ts';
import type { GenerateOptions, Generation, MeetingJudge, RiskModel } from '../risk-model.ts';
import { threadChoices } from '../threads.ts';
import { free, loadInto } from './free.ts';
import { explain, generate } from './generate.ts';
import { checkLora, type GgufFacts, readGguf } from './gguf.ts';
import { findAnswers, type JudgeParts, LlamaMeetingJudge } from './judge.ts';
import { type Engine, readMachine, startLlama } from './start.ts';
import { LlamaThreads } from './threads.ts';

export interface LlamaOptions {
  path: string;
  /** What its header says, from whoever has read it already. */
  facts?: GgufFacts;
  sha256: string;
  id: string;
  name: string;
  starter: boolean;
  /** Null: no calibration is known for this exact file; cautious defaults apply. */
  thresholds: Thresholds | null;
  /** Numbers of threads to choose among, ascending; by default what suits this machine. */
  threads?: readonly number[];
  /** An adapter laid over the model; scale 1 is as it was trained. */
  lora?: { path: string; scale: number };
  /** Where it should run. */
  device?: DeviceWish;
  /** Makers of the graphics cards that the system names, for the reason why none is used. */
  present?: readonly string[];
  signal?: AbortSignal;
}

/** Tokens that numbers of threads are measured with; the context has room for them beside a full window. */
const sampleTokens = 16;

/**
 * Loads a model file.
 * @throws AppError what reading its header throws, `model-unsupported` (another architecture, an adapter, or no ChatML
 *   tokens), `lora-unsupported`, `lora-other-base`, `model-too-large`, `context-too-large`, `model-failed` (the engine
 *   could not load it), `cancelled`.
 */
export async function loadLlamaModel(options: LlamaOptions): Promise<RiskModel> {
  const started = performance.now();
  const facts = await checkFiles(options);
  const engine = await startLlama(options.device).catch((cause: unknown) => {
    throw new AppError('model-failed', path.basename(options.path), { cause });
  });
  const plan = await makePlan(engine, facts, options);
  try {
    return await load(engine.llama, facts, options, plan, started);
  } catch (error) {
    // A card that fails is no reason to guard without a model.
    if (plan.gpuLayers === 0 || error instanceof AppError) throw error;
    return await load(engine.llama, facts, options, { ...plan, gpuLayers: 0, reason: 'card-failed' }, started);
  }
}

async function makePlan(
  engine: Engine,
  facts: GgufFacts,
  { path: file, device = anyDevice, present, starter }: LlamaOptions,
): Promise<Plan> {
  const options = { startedFor: engine.startedFor, builtIn: starter };
  const plan = planDevice(await readMachine(engine, present), device, memoryNeedOf(facts), options);
  if ('refused' in plan) throw new AppError(plan.refused, `${path.basename(file)}: ${plan.detail}`);
  return plan;
}

async function load(llama: Llama, facts: GgufFacts, options: LlamaOptions, plan: Plan, started: number): Promise<RiskModel> {
  let model: LlamaModel | undefined;
  try {
    const loading = llama.loadModel({
      modelPath: facts.parts[0] as string,
      gpuLayers: plan.gpuLayers,
      // The user's own file may lie on a stick that is pulled out, or be removed: what is read into memory judges on.
      ...(options.starter ? {} : { useMmap: false }),
      ...(options.signal ? { loadSignal: options.signal } : {}),
    });
    model = await loadInto(llama, loading);
    if (options.signal?.aborted) throw new AppError('cancelled');
    return await LlamaRiskModel.create(llama, model, facts, options, plan, started);
  } catch (error) {
    if (model) await free(model);
    if (error instanceof AppError) throw error;
    if (options.signal?.aborted) throw new AppError('cancelled');
    if (plan.gpuLayers > 0) throw error;
    const name = path.basename(options.path);
    throw new AppError('model-failed', plan.shortOfMemory ? `${name}: ${plan.shortOfMemory}` : name, { cause: error });
  }
}

async function checkFiles({ path: file, lora, ...options }: LlamaOptions): Promise<GgufFacts> {
  const facts = options.facts ?? (await readGguf(file));
  if (facts.kind !== 'model' || facts.architecture !== 'qwen2') {
    throw new AppError('model-unsupported', `${path.basename(file)}: ${facts.architecture}`);
  }
  if (lora) checkLora(await readGguf(lora.path), facts);
  return facts;
}

class LlamaRiskModel implements RiskModel {
  /** The starter can only judge. */
  readonly explain?: NonNullable<RiskModel['explain']>;
  readonly #info: ModelInfo;
  readonly #model: LlamaModel;
  readonly #parts: Parts;

  private constructor(info: ModelInfo, model: LlamaModel, parts: Parts) {
    this.#info = info;
    this.#model = model;
    this.#parts = parts;
    if (!info.starter) this.explain = (lines, signal) => explain(model, parts.contextOptions, lines, signal);
  }

  get info(): ModelInfo {
    return { ...this.#info, threads: this.#parts.threads.count };
  }

  static async create(
    llama: Llama,
    model: LlamaModel,
    facts: GgufFacts,
    options: LlamaOptions,
    plan: Plan,
    started: number,
  ): Promise<LlamaRiskModel> {
    const answers = findAnswers(model, path.basename(options.path));
    const prefix = model.tokenize(promptPrefix, true);
    const choices = options.threads ?? threadChoices(llama.cpuMathCores);
    // No bound from an earlier model; from here on llama-threads.ts sets it.
    llama.maxThreads = 0;
    const contextOptions: LlamaContextOptions = {
      threads: { ideal: choices.at(-1) ?? 1, min: 1 },
      // On the CPU it makes late lines slower: one more line after 1,024 tokens costs 1.5 times one after 64; without it, 1.2.
      flashAttention: model.gpuLayers === 0 ? false : 'auto',
      // planDevice has checked the memory. The library's own check leaves out the file cache (system-memory.ts).
      ignoreMemorySafetyChecks: model.gpuLayers === 0,
      ...(options.lora ? { lora: { adapters: [{ filePath: options.lora.path, scale: options.lora.scale }] } } : {}),
    };
    const contextSize = prefix.length + plan.contextTokens + answers.probe.length + 8;
    const context = await loadInto(model, model.createContext({ ...contextOptions, contextSize, batchSize: batchTokens }));
    // The instructions stay in the cache from one meeting to the next.
    const sequence = context.getSequence();
    await sequence.evaluateWithoutGeneratingNewTokens(prefix);
    const threads = await LlamaThreads.create(llama, sequence, choices, prefix.slice(0, sampleTokens));
    const onCard = llama.gpu !== false && model.gpuLayers > 0;
    const info: ModelInfo = {
      id: options.id,
      name: options.name,
      path: options.path,
      sha256: options.sha256,
      bytes: facts.bytes,
      starter: options.starter,
      calibrated: options.thresholds !== null,
      thresholds: options.thresholds ?? cautiousThresholds,
      device: llama.gpu !== false && onCard ? llama.gpu : 'cpu',
      deviceName: onCard ? (await llama.getGpuDeviceNames()).join(' + ') : 'CPU',
      deviceReason: plan.reason,
      gpuLayers: model.gpuLayers,
      layers: model.fileInsights.totalLayers,
      ramBytes: model.memoryUsage.ram + context.memoryUsage.ram,
      vramBytes: model.memoryUsage.vram + context.memoryUsage.vram,
      threads: threads.count,
      contextTokens: plan.contextTokens,
      loadMs: performance.now() - started,
    };
    return new LlamaRiskModel(info, model, {
      context,
      contextOptions,
      sequence,
      threads,
      prefixLength: prefix.length,
      windowTokens: plan.contextTokens,
      answers,
    });
  }

  async open(): Promise<MeetingJudge> {
    const { sequence, threads, prefixLength } = this.#parts;
    await threads.ready();
    await sequence.eraseContextTokenRanges([{ start: prefixLength, end: sequence.nextTokenIndex }]);
    return new LlamaMeetingJudge(this.#model, this.#parts);
  }

  async generate(question: string, options?: GenerateOptions): Promise<Generation> {
    return await generate(this.#model, this.#parts.contextOptions, question, options);
  }

  async dispose(): Promise<void> {
    await this.#parts.threads.ready().catch(() => {});
    await this.#parts.context.dispose();
    await free(this.#model);
  }
}

interface Parts extends JudgeParts {
  context: LlamaContext;
  /** Of this and of every further context. */
  contextOptions: LlamaContextOptions;
}
