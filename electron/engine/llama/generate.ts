/** Generates text: the question in ChatML, greedy, in a context beside the meeting's. */
import { type LlamaContext, type LlamaContextOptions, LlamaGrammarEvaluationState, type LlamaModel } from 'node-llama-cpp';
import type { Turn } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import { chatPrompt, explainQuestion, readExplanation } from '../prompt.ts';
import type { GenerateOptions, Generation } from '../risk-model.ts';
import { loadInto } from './free.ts';
import { batchSize } from './test-settings.ts';

/** The limit of the source document's `predict`. */
const defaultMaxTokens = 512;
/** ms between two reports of the text. Each report detokenises the whole text. */
const reportEvery = 100;
/** Batch size of an explanation. It is aborted between batches when a line comes in, so a batch must not take longer than a line. */
const smallBatch = 16;
const explanationTokens = 120;
const explanationSchema = { type: 'object', properties: { reason: { type: 'string', minLength: 8, maxLength: 60 } } } as const;

/** @param options of the context. @throws AppError `cancelled`, `model-failed`. */
export async function generate(
  model: LlamaModel,
  options: LlamaContextOptions,
  question: string,
  asked: GenerateOptions = {},
): Promise<Generation> {
  return await run(model, { ...options, batchSize: batchSize() }, question, asked);
}

/**
 * Explains in one sentence why the lines are suspicious. @returns an empty string if the model's answer is not valid.
 * @throws AppError `cancelled`, `model-failed`.
 */
export async function explain(
  model: LlamaModel,
  options: LlamaContextOptions,
  lines: readonly Turn[],
  signal: AbortSignal,
): Promise<string> {
  const grammar = await model.llama.createGrammarForJsonSchema(explanationSchema);
  const state = new LlamaGrammarEvaluationState({ model, grammar });
  const asked = { maxTokens: explanationTokens, signal };
  const { text } = await run(model, { ...options, batchSize: smallBatch }, explainQuestion(lines), asked, state);
  return readExplanation(text);
}

async function run(
  model: LlamaModel,
  options: LlamaContextOptions & { batchSize: number },
  question: string,
  { maxTokens = defaultMaxTokens, signal, onText }: GenerateOptions,
  grammar?: LlamaGrammarEvaluationState,
): Promise<Generation> {
  const { head, tail } = chatPrompt;
  const promptIds = [...model.tokenize(head, true), ...model.tokenize(question, false), ...model.tokenize(tail, true)];
  const stopIfCancelled = () => {
    if (signal?.aborted) throw new AppError('cancelled');
  };
  stopIfCancelled();
  let context: LlamaContext | undefined;
  try {
    context = await loadInto(model, model.createContext({ ...options, contextSize: promptIds.length + maxTokens + 8 }));
    const sequence = context.getSequence();
    const started = performance.now();
    const last = promptIds.length - 1;
    for (let at = 0; at < last; at += options.batchSize) {
      await sequence.evaluateWithoutGeneratingNewTokens(promptIds.slice(at, Math.min(at + options.batchSize, last)));
      stopIfCancelled();
    }
    const ids: typeof promptIds = [];
    let firstMs = 0;
    let ended = true;
    let reportedAt = 0;
    for await (const token of sequence.evaluate(promptIds.slice(last), {
      temperature: 0,
      ...(grammar ? { grammarEvaluationState: grammar } : {}),
    })) {
      stopIfCancelled();
      if (ids.length === 0) firstMs = performance.now() - started;
      ids.push(token);
      if (onText && performance.now() - reportedAt >= reportEvery) {
        onText(model.detokenize(ids));
        reportedAt = performance.now();
      }
      if (ids.length < maxTokens) continue;
      ended = false;
      break;
    }
    const ms = performance.now() - started;
    const text = model.detokenize(ids);
    onText?.(text);
    return { prompt: `${head}${question}${tail}`, promptIds, text, ids, ended, firstMs: firstMs || ms, ms };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('model-failed', undefined, { cause: error });
  } finally {
    await context?.dispose();
  }
}
