/** An organisation's own server as a RiskModel: OpenAI's language with probabilities (vLLM, SGLang, llama.cpp's server). */
import type { ModelInfo, Thresholds } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import { cautiousThresholds } from '../calibration.ts';
import { defaultContextTokens } from '../devices.ts';
import { promptLines, SpeakerLabels } from '../prompt.ts';
import type { JudgedTurn, Judgement, MeetingJudge, RiskModel } from '../risk-model.ts';
import { linesToErase, type WindowLine } from '../window.ts';
import { type Dialect, dialects, modelListSchema, requestFor, riskIn } from './openai.ts';

export interface ServerOptions {
  /** Up to and with the version: https://models.example.com/v1 */
  url: string;
  /** As the server calls it. */
  model: string;
  key: string | null;
  /** Null: nobody has calibrated what this server runs. */
  thresholds: Thresholds | null;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** For one answer. */
  timeoutMs?: number;
  windowTokens?: number;
}

const defaultTimeoutMs = 6_000;
/** Answers are small; a server that sends more is no such server. */
const answerBytes = 1024 * 1024;

/** The names of the models that a server offers. @throws AppError the codes of `RemoteModel`. */
export async function listModels(options: Omit<ServerOptions, 'model' | 'thresholds'>): Promise<string[]> {
  const { status, body } = await send(options, '/models', null, new AbortController().signal);
  const parsed = modelListSchema.safeParse(body);
  if (status !== 200 || !parsed.success) throw new AppError('server-failed', `models: ${status}`);
  return parsed.data.data.map((one) => one.id);
}

/**
 * Its judges throw AppError `server-unreachable`, `server-slow`, `server-refused` (the key), `server-failed` (no use can be
 * made of the answer), `server-no-answer` (it gives no probabilities), `cancelled`. Detail: numbers and names, never text.
 */
export class RemoteModel implements RiskModel {
  readonly info: ModelInfo;
  readonly #options: ServerOptions;
  #dialect: Dialect | null = null;

  constructor(options: ServerOptions) {
    this.#options = options;
    this.info = {
      id: `server:${options.model}`,
      name: options.model,
      path: options.url,
      sha256: '',
      bytes: 0,
      starter: false,
      calibrated: options.thresholds !== null,
      thresholds: options.thresholds ?? cautiousThresholds,
      device: 'server',
      deviceName: new URL(options.url).host,
      deviceReason: null,
      gpuLayers: 0,
      layers: 0,
      ramBytes: 0,
      vramBytes: 0,
      threads: 0,
      contextTokens: options.windowTokens ?? defaultContextTokens,
      loadMs: 0,
    };
  }

  async open(): Promise<MeetingJudge> {
    return new RemoteJudge(this, this.info.contextTokens);
  }

  async dispose(): Promise<void> {}

  /** The risk of a transcript. The first answer that holds probabilities settles how this server is asked. */
  async ask(transcript: string, signal: AbortSignal): Promise<number> {
    let status = 0;
    for (const dialect of this.#dialect ? [this.#dialect] : dialects) {
      const { path, body } = requestFor(dialect, this.#options.model, transcript);
      const answer = await send(this.#options, path, body, signal);
      status = answer.status;
      const risk = status === 200 ? riskIn(answer.body) : null;
      if (risk === null) continue;
      this.#dialect = dialect;
      return risk;
    }
    this.#dialect = null;
    throw new AppError(status === 200 ? 'server-no-answer' : 'server-failed', `status ${status}`);
  }
}

interface Line extends WindowLine {
  text: string;
}

/** The server remembers nothing; each question holds the whole window, whose unchanged beginning servers keep in their cache. */
class RemoteJudge implements MeetingJudge {
  readonly #model: RemoteModel;
  readonly #windowTokens: number;
  readonly #speakers = new SpeakerLabels();
  #window: Line[] = [];

  constructor(model: RemoteModel, windowTokens: number) {
    this.#model = model;
    this.#windowTokens = windowTokens;
  }

  /** Nothing is remembered of turns whose question failed: they may be asked again. */
  async judge(turns: readonly JudgedTurn[], signal: AbortSignal): Promise<Judgement> {
    if (signal.aborted) throw new AppError('cancelled');
    const started = performance.now();
    const added = turns.flatMap((turn) =>
      promptLines(turn, this.#speakers).map((text) => ({ text, tokens: tokensIn(text), keep: turn.keep ?? false })),
    );
    const sum = () => added.reduce((total, line) => total + line.tokens, 0);
    while (sum() > this.#windowTokens) added.shift();
    const erased = new Set(linesToErase(this.#window, sum(), this.#windowTokens));
    const window = [...this.#window.filter((_, i) => !erased.has(i)), ...added];
    const risk = await this.#model.ask(window.map((line) => line.text).join(''), signal);
    this.#window = window;
    return { risk, ms: performance.now() - started, tokens: sum() };
  }

  async dispose(): Promise<void> {}
}

/** At least as many as Qwen2 makes of it, so that the window is never longer than the local model's. */
function tokensIn(text: string): number {
  const wide = text.match(/[\u0300-\uffff]/g)?.length ?? 0;
  return Math.ceil(wide + (text.length - wide) / 2) + 1;
}

type Server = Pick<ServerOptions, 'url' | 'key' | 'fetch' | 'timeoutMs'>;

/** One request; what is no JSON comes back as null. @throws AppError */
async function send(server: Server, path: string, body: object | null, signal: AbortSignal): Promise<{ status: number; body: unknown }> {
  const timeout = AbortSignal.timeout(server.timeoutMs ?? defaultTimeoutMs);
  try {
    const response = await server.fetch(`${server.url.replace(/\/+$/, '')}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', ...(server.key ? { authorization: `Bearer ${server.key}` } : {}) },
      body: body ? JSON.stringify(body) : null,
      signal: AbortSignal.any([signal, timeout]),
      // A key and what people said go to this address and no other.
      redirect: 'error',
      cache: 'no-store',
    });
    if (response.status === 401 || response.status === 403) throw new AppError('server-refused', `status ${response.status}`);
    if (response.status === 429 || response.status >= 500) throw new AppError('server-failed', `status ${response.status}`);
    return { status: response.status, body: await readJson(response) };
  } catch (error) {
    if (signal.aborted) throw new AppError('cancelled');
    if (error instanceof AppError) throw error;
    throw new AppError(timeout.aborted ? 'server-slow' : 'server-unreachable', new URL(server.url).host, { cause: error });
  }
}

async function readJson(response: Response): Promise<unknown> {
  if (Number(response.headers.get('content-length') ?? 0) > answerBytes) throw new AppError('server-failed', 'too long');
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
