/** Free text from a model: the question in ChatML, greedy, in a context of its own beside the meeting's. */
import type { LlamaContextOptions, LlamaModel } from 'node-llama-cpp';
import { AppError } from '../contract/result.ts';
import { chatPrompt } from './prompt.ts';
import type { GenerateOptions, Generation } from './risk-model.ts';

/** New tokens at most, as the source document's predict allows. */
const defaultMaxTokens = 512;
/** Tokens of the prompt evaluated at once: between two pieces it can be cancelled. */
const piece = 256;

/** @param options of the context: where and with how many threads. @throws AppError `cancelled`, `model-failed`. */
export async function generate(
  model: LlamaModel,
  options: LlamaContextOptions,
  question: string,
  { maxTokens = defaultMaxTokens, signal, onText }: GenerateOptions = {},
): Promise<Generation> {
  const { head, tail } = chatPrompt;
  const promptIds = [...model.tokenize(head, true), ...model.tokenize(question, false), ...model.tokenize(tail, true)];
  const context = await model.createContext({ ...options, contextSize: promptIds.length + maxTokens + 8 });
  try {
    const sequence = context.getSequence();
    const started = performance.now();
    const last = promptIds.length - 1;
    for (let at = 0; at < last; at += piece) {
      if (signal?.aborted) throw new AppError('cancelled');
      await sequence.evaluateWithoutGeneratingNewTokens(promptIds.slice(at, Math.min(at + piece, last)));
    }
    const ids: typeof promptIds = [];
    let firstMs = 0;
    let ended = true;
    for await (const token of sequence.evaluate(promptIds.slice(last), { temperature: 0 })) {
      if (signal?.aborted) throw new AppError('cancelled');
      if (ids.length === 0) firstMs = performance.now() - started;
      ids.push(token);
      onText?.(model.detokenize(ids));
      if (ids.length < maxTokens) continue;
      ended = false;
      break;
    }
    const ms = performance.now() - started;
    return { prompt: `${head}${question}${tail}`, promptIds, text: model.detokenize(ids), ids, ended, firstMs: firstMs || ms, ms };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('model-failed', undefined, { cause: error });
  } finally {
    await context.dispose();
  }
}
