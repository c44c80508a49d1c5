/**
 * Requests to a server with OpenAI's API (https://platform.openai.com/docs/api-reference), and the risk in its responses. Pure.
 *
 * Three ways to ask, the best first. `completions`: the same prompt as the local model's, one token. `prefilled`: a chat whose
 * answer is begun for the model, which vLLM, SGLang and llama.cpp support. `chat`: the model writes its answer, and the
 * probabilities are read where it says true or false.
 */
import { z } from 'zod';
import { sigmoid } from '../../math/odds.ts';
import { answerStart, introduction, promptPrefix, promptProbe, question, system } from '../prompt.ts';

export const dialects = ['completions', 'prefilled', 'chat'] as const;
export type Dialect = (typeof dialects)[number];

interface ServerRequest {
  /** After the address of the server. */
  path: string;
  body: Record<string, unknown>;
}

/** Most likely tokens to ask for: the most that OpenAI and vLLM allow. */
const topTokens = 20;
/** Enough for `{"is_fraud": true}` and some words around it. */
const answerTokens = 24;

/** @param transcript the prompt's lines. Their `<` become full-width, so that the server finds no special token in them. */
export function requestFor(dialect: Dialect, model: string, transcript: string): ServerRequest {
  const lines = transcript.replaceAll('<', '＜');
  const shared = { model, temperature: 0, stream: false };
  if (dialect === 'completions') {
    return { path: '/completions', body: { ...shared, prompt: promptPrefix + lines + promptProbe, max_tokens: 1, logprobs: topTokens } };
  }
  const chat = { ...shared, logprobs: true, top_logprobs: topTokens };
  const messages = [
    { role: 'system', content: system },
    { role: 'user', content: introduction + lines + question },
  ];
  if (dialect === 'chat') return { path: '/chat/completions', body: { ...chat, messages, max_tokens: answerTokens } };
  return {
    path: '/chat/completions',
    body: {
      ...chat,
      messages: [...messages, { role: 'assistant', content: answerStart }],
      max_tokens: 1,
      continue_final_message: true,
      add_generation_prompt: false,
    },
  };
}

const rankedToken = z.object({ token: z.string(), logprob: z.number() });
/** The form of chat responses, and of llama.cpp's completions. */
const chatLogprobs = z.object({ content: z.array(rankedToken.extend({ top_logprobs: z.array(rankedToken) })) });
/** The form of OpenAI's legacy completions, which vLLM and SGLang still use. */
const legacyLogprobs = z.object({ tokens: z.array(z.string()), top_logprobs: z.array(z.record(z.string(), z.number())) });
const responseSchema = z.object({ choices: z.array(z.object({ logprobs: z.union([chatLogprobs, legacyLogprobs]).nullish() })).min(1) });

export const modelListSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

/** One token of the answer, and the most likely tokens at its place. */
interface Position {
  token: string;
  top: { token: string; logprob: number }[];
}

/**
 * P(true) / (P(true) + P(false)) at the token where the answer says true or false.
 * @returns null if the response holds no probabilities for it.
 */
export function riskIn(response: unknown): number | null {
  const parsed = responseSchema.safeParse(response);
  const logprobs = parsed.success ? parsed.data.choices[0]?.logprobs : null;
  if (!logprobs) return null;
  const deciding = positionsOf(logprobs).find(({ token }) => ['true', 'false'].includes(token.trim().toLowerCase()));
  const top = deciding?.top ?? positionsOf(logprobs)[0]?.top ?? [];
  const of = (word: string) => Math.max(...top.filter(({ token }) => token.trim().toLowerCase() === word).map(({ logprob }) => logprob));
  const [yes, no] = [of('true'), of('false')];
  if (yes === Number.NEGATIVE_INFINITY && no === Number.NEGATIVE_INFINITY) return null;
  // A token outside the list is at most as likely as the last one in it.
  const least = Math.min(...top.map(({ logprob }) => logprob));
  return sigmoid(Math.max(yes, least) - Math.max(no, least));
}

function positionsOf(logprobs: z.infer<typeof chatLogprobs> | z.infer<typeof legacyLogprobs>): Position[] {
  if ('content' in logprobs) return logprobs.content.map(({ token, top_logprobs }) => ({ token, top: top_logprobs }));
  return logprobs.tokens.map((token, i) => ({
    token,
    top: Object.entries(logprobs.top_logprobs[i] ?? {}).map(([one, logprob]) => ({ token: one, logprob })),
  }));
}
