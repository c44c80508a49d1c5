/** An organisation's own server as a RiskModel. It must speak OpenAI's API with probabilities (vLLM, SGLang, llama.cpp's server). */
import type { ModelInfo, Thresholds, Turn } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import { cautiousThresholds } from '../calibration.ts';
import { defaultContextTokens } from '../devices.ts';
import { promptLines, SpeakerLabels } from '../prompt.ts';
import type { Judgement, MeetingJudge, RiskModel } from '../risk-model.ts';
import { linesToErase, type WindowLine } from '../window.ts';
import { type Dialect, dialects, modelListSchema, requestFor, riskIn } from './openai.ts';

interface ServerOptions {
  /** With the version at the end: https://models.example.com/v1 */
  url: string;
  /** The model's name on the server. */
  model: string;
  key: string | null;
  /** Null: the server's model was never calibrated. */
  thresholds: Thresholds | null;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** For one response. */
  timeoutMs?: number;
  windowTokens?: number;
}

const defaultTimeoutMs = 6_000;
/** A longer response is not one of an inference server. */
const responseBytes = 1024 * 1024;

/** The names of the models that a server offers. @throws AppError as `ServerModel`. */
export async function listModels(options: Omit<ServerOptions, 'model' | 'thresholds'>): Promise<string[]> {
  const { status, body } = await send(options, '/models', null, new AbortController().signal);
  const parsed = modelListSchema.safeParse(body);
  if (status !== 200 || !parsed.success) throw new AppError('server-failed', `models: ${status}`);
  return parsed.data.data.map((one) => one.id);
}

/**
 * Its judges throw AppError `server-unreachable`, `server-slow`, `server-refused` (the key), `server-failed` (the response
 * cannot be used), `server-no-answer` (the response has no probabilities), `cancelled`. The detail never holds lines.
 */
export class ServerModel implements RiskModel {
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
    return new ServerJudge(this, this.info.contextTokens);
  }

  async dispose(): Promise<void> {}

  /** The risk of a transcript. The first dialect whose response has probabilities is used from then on. */
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

interface TextLine extends WindowLine {
  text: string;
}

/** Each request holds the whole window. Servers keep the unchanged beginning in their prefix cache. */
class ServerJudge implements MeetingJudge {
  readonly #model: ServerModel;
  readonly #windowTokens: number;
  readonly #speakers = new SpeakerLabels();
  #window: TextLine[] = [];

  constructor(model: ServerModel, windowTokens: number) {
    this.#model = model;
    this.#windowTokens = windowTokens;
  }

  /** If it throws, the window is unchanged, and the same turns may be judged again. */
  async judge(turns: readonly Turn[], signal: AbortSignal): Promise<Judgement> {
    if (signal.aborted) throw new AppError('cancelled');
    const started = performance.now();
    const added = turns.flatMap((turn) => promptLines(turn, this.#speakers).map((text) => ({ text, tokens: tokensIn(text) })));
    const sum = () => added.reduce((total, line) => total + line.tokens, 0);
    while (sum() > this.#windowTokens) added.shift();
    const window = [...this.#window.slice(linesToErase(this.#window, sum(), this.#windowTokens)), ...added];
    const risk = await this.#model.ask(window.map((line) => line.text).join(''), signal);
    this.#window = window;
    return { risk, ms: performance.now() - started, tokens: sum() };
  }

  async dispose(): Promise<void> {}
}

/** An upper bound of Qwen2's tokens, so that the window is never longer than the local model's. */
function tokensIn(text: string): number {
  const wide = text.match(/[\u0300-\uffff]/g)?.length ?? 0;
  return Math.ceil(wide + (text.length - wide) / 2) + 1;
}

type Server = Pick<ServerOptions, 'url' | 'key' | 'fetch' | 'timeoutMs'>;

/** Sends one request. @returns `body` is null if the response is not JSON. @throws AppError as `ServerModel`. */
async function send(server: Server, path: string, body: object | null, signal: AbortSignal): Promise<{ status: number; body: unknown }> {
  const timeout = AbortSignal.timeout(server.timeoutMs ?? defaultTimeoutMs);
  try {
    const response = await server.fetch(`${server.url.replace(/\/+$/, '')}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', ...(server.key ? { authorization: `Bearer ${server.key}` } : {}) },
      body: body ? JSON.stringify(body) : null,
      signal: AbortSignal.any([signal, timeout]),
      // The key and the lines must not be sent to another address.
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
  if (Number(response.headers.get('content-length') ?? 0) > responseBytes) throw new AppError('server-failed', 'too long');
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
