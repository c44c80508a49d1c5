/** Free text from a model: the question in ChatML, greedy, in a context of its own beside the meeting's. */
import { type LlamaContext, type LlamaContextOptions, LlamaGrammarEvaluationState, type LlamaModel } from 'node-llama-cpp';
import type { Turn } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import { batchTokens } from '../devices.ts';
import { chatPrompt, explainQuestion, readExplanation } from '../prompt.ts';
import type { GenerateOptions, Generation } from '../risk-model.ts';
import { loadInto } from './free.ts';

/** New tokens at most, as the source document's predict allows. */
const defaultMaxTokens = 512;
/** Between two looks at the growing text, in ms: the whole of it is put together each time. */
const tellEvery = 100;
/** An explanation is called off for every new line: its pieces take no longer than a line. */
const smallPiece = 16;
const explanationTokens = 120;
const explanationSchema = { type: 'object', properties: { reason: { type: 'string', minLength: 8, maxLength: 60 } } } as const;

/** @param options of the context: where and with how many threads. @throws AppError `cancelled`, `model-failed`. */
export async function generate(
  model: LlamaModel,
  options: LlamaContextOptions,
  question: string,
  asked: GenerateOptions = {},
): Promise<Generation> {
  // Between two batches it can be called off.
  return await run(model, { ...options, batchSize: batchTokens }, question, asked);
}

/**
 * Why these lines warn, in a sentence; empty if the model found no words.
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
  const { text } = await run(model, { ...options, batchSize: smallPiece }, explainQuestion(lines), asked, state);
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
    let toldAt = 0;
    for await (const token of sequence.evaluate(promptIds.slice(last), {
      temperature: 0,
      ...(grammar ? { grammarEvaluationState: grammar } : {}),
    })) {
      stopIfCancelled();
      if (ids.length === 0) firstMs = performance.now() - started;
      ids.push(token);
      if (onText && performance.now() - toldAt >= tellEvery) {
        onText(model.detokenize(ids));
        toldAt = performance.now();
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
