/** A GGUF file as a RiskModel. */
import path from 'node:path';
import type { Llama, LlamaContext, LlamaContextOptions, LlamaModel } from 'node-llama-cpp';
import { anyDevice, type DeviceWish } from '../../contract/devices.ts';
import type { ModelInfo, Thresholds } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import { cautiousThresholds } from '../calibration.ts';
import { memoryNeedOf, type Plan, planDevice } from '../devices.ts';
import { promptPrefix } from '../prompt.ts';
import type { GenerateOptions, Generation, MeetingJudge, RiskModel } from '../risk-model.ts';
import { threadChoices } from '../threads.ts';
import { free, loadInto } from './free.ts';
import { explain, generate } from './generate.ts';
import { checkLora, type GgufFacts, readGguf } from './gguf.ts';
import { findAnswerTokens, type JudgeDependencies, LlamaMeetingJudge } from './judge.ts';
import { type LlamaEngine, readMachine, startLlama } from './start.ts';
import { batchSize, testThreads } from './test-settings.ts';
import { LlamaThreads } from './threads.ts';

interface LlamaOptions {
  path: string;
  /** The file's header, if the caller has read it. */
  facts?: GgufFacts;
  sha256: string;
  id: string;
  name: string;
  starter: boolean;
  /** Null: this exact file was never calibrated; `cautiousThresholds` apply. */
  thresholds: Thresholds | null;
  /** Numbers of threads to choose from, ascending; by default those of `threadChoices`. */
  threads?: readonly number[];
  /** An adapter over the model; scale 1 applies it as it was trained. */
  lora?: { path: string; scale: number };
  /** Where the user wants it to run. */
  device?: DeviceWish;
  /** Vendors of the graphics cards that the system names, to explain why none is used. */
  present?: readonly string[];
  signal?: AbortSignal;
}

/** Length of the sample that numbers of threads are measured with, in tokens. It must fit into the context beside a full window. */
const sampleTokens = 16;

/**
 * Loads a model file.
 * @throws AppError `model-unsupported` (another architecture, an adapter, or no ChatML tokens), `lora-unsupported`,
 *   `lora-other-base`, `model-too-large`, `context-too-large`, `model-failed` (the engine could not load it), `cancelled`, those
 *   of readGguf.
 */
export async function loadLlamaModel(options: LlamaOptions): Promise<RiskModel> {
  const started = performance.now();
  const facts = await checkFiles(options);
  const engine = await startLlama(options.device).catch((cause: unknown) => {
    throw new AppError('model-failed', path.basename(options.path), { cause });
  });
  const plan = await makePlan(engine, facts, options);
  const job: LoadJob = { llama: engine.llama, facts, options, plan, started };
  try {
    return await load(job);
  } catch (error) {
    // A failing card must not leave the guard without a model.
    if (plan.gpuLayers === 0 || error instanceof AppError) throw error;
    return await load({ ...job, plan: { ...plan, gpuLayers: 0, reason: 'card-failed' } });
  }
}

async function makePlan(
  engine: LlamaEngine,
  facts: GgufFacts,
  { path: file, device = anyDevice, present, starter }: LlamaOptions,
): Promise<Plan> {
  const options = { startedFor: engine.startedFor, builtIn: starter };
  const plan = planDevice(await readMachine(engine, present), device, memoryNeedOf(facts), options);
  if ('refused' in plan) throw new AppError(plan.refused, `${path.basename(file)}: ${plan.detail}`);
  return plan;
}

interface LoadJob {
  llama: Llama;
  facts: GgufFacts;
  options: LlamaOptions;
  plan: Plan;
  /** By performance.now(). */
  started: number;
}

async function load(job: LoadJob): Promise<RiskModel> {
  const { llama, facts, options, plan } = job;
  let model: LlamaModel | undefined;
  try {
    const loading = llama.loadModel({
      modelPath: facts.parts[0] as string,
      gpuLayers: plan.gpuLayers,
      // The user's file may be on a USB stick or be deleted. Read into memory, the model keeps judging.
      ...(options.starter ? {} : { useMmap: false }),
      ...(options.signal ? { loadSignal: options.signal } : {}),
    });
    model = await loadInto(llama, loading);
    if (options.signal?.aborted) throw new AppError('cancelled');
    return await LlamaRiskModel.create(model, job);
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
  /** Missing in the starter, which cannot write. */
  readonly explain?: NonNullable<RiskModel['explain']>;
  readonly #info: ModelInfo;
  readonly #model: LlamaModel;
  readonly #dependencies: ModelDependencies;

  private constructor(info: ModelInfo, model: LlamaModel, dependencies: ModelDependencies) {
    this.#info = info;
    this.#model = model;
    this.#dependencies = dependencies;
    if (!info.starter) this.explain = (lines, signal) => explain(model, dependencies.contextOptions, lines, signal);
  }

  get info(): ModelInfo {
    return { ...this.#info, threads: this.#dependencies.threads.count };
  }

  static async create(model: LlamaModel, { llama, facts, options, plan, started }: LoadJob): Promise<LlamaRiskModel> {
    const answers = findAnswerTokens(model, path.basename(options.path));
    const prefix = model.tokenize(promptPrefix, true);
    const choices = options.threads ?? testThreads() ?? threadChoices(llama.cpuMathCores);
    // Clears the limit of an earlier model. From here on LlamaThreads sets it.
    llama.maxThreads = 0;
    const contextOptions: LlamaContextOptions = {
      threads: { ideal: choices.at(-1) ?? 1, min: 1 },
      // On the CPU flash attention makes late lines slower. Measured, a line after 1,024 tokens against one after 64: 1.5 times with it, 1.2 without.
      flashAttention: model.gpuLayers === 0 ? false : 'auto',
      // planDevice has checked the memory. The library's own check leaves out the file cache (system-memory.ts).
      ignoreMemorySafetyChecks: model.gpuLayers === 0,
      ...(options.lora ? { lora: { adapters: [{ filePath: options.lora.path, scale: options.lora.scale }] } } : {}),
    };
    const contextSize = prefix.length + plan.contextTokens + answers.probe.length + 8;
    const context = await loadInto(model, model.createContext({ ...contextOptions, contextSize, batchSize: batchSize() }));
    // The instructions stay in the cache across meetings.
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
    const { sequence, threads, prefixLength } = this.#dependencies;
    await threads.ready();
    await sequence.eraseContextTokenRanges([{ start: prefixLength, end: sequence.nextTokenIndex }]);
    return new LlamaMeetingJudge(this.#model, this.#dependencies);
  }

  async generate(question: string, options?: GenerateOptions): Promise<Generation> {
    return await generate(this.#model, this.#dependencies.contextOptions, question, options);
  }

  async dispose(): Promise<void> {
    await this.#dependencies.threads.ready().catch(() => {});
    await this.#dependencies.context.dispose();
    await free(this.#model);
  }
}

interface ModelDependencies extends JudgeDependencies {
  context: LlamaContext;
  /** For this context and for those of generated text. */
  contextOptions: LlamaContextOptions;
}
