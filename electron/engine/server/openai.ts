/**
 * The question to a server that speaks OpenAI's language, and the risk in its answer. Pure.
 *
 * Three dialects, the best first. `completions`: the prompt exactly as the local model gets it, one token. `prefilled`: a
 * chat whose answer is begun for the model (vLLM, SGLang and llama.cpp can do that). `chat`: the model writes its answer,
 * and the probabilities are those of the place where it says true or false.
 */
import { z } from 'zod';
import { promptPrefix, promptProbe } from '../prompt.ts';

export const dialects = ['completions', 'prefilled', 'chat'] as const;
export type Dialect = (typeof dialects)[number];

export interface Question {
  path: string;
  body: Record<string, unknown>;
}

/** Places of the ranking that are asked for: the most that OpenAI and vLLM allow. */
const places = 20;
/** `{"is_fraud": true}` and a little talk around it. */
const answerTokens = 24;

const instructions = promptPrefix.slice(promptPrefix.lastIndexOf('<|im_start|>user\n') + '<|im_start|>user\n'.length);
const begun = promptProbe.slice(promptProbe.indexOf('{'));

/** @param transcript the prompt's lines. No control token can come out of it: its `<` are full-width. */
export function askFor(dialect: Dialect, model: string, transcript: string): Question {
  const said = transcript.replaceAll('<', '＜');
  const shared = { model, temperature: 0, stream: false };
  if (dialect === 'completions') {
    return { path: '/completions', body: { ...shared, prompt: promptPrefix + said + promptProbe, max_tokens: 1, logprobs: places } };
  }
  const chat = { ...shared, logprobs: true, top_logprobs: places };
  const messages = [
    { role: 'system', content: 'You are a helpful assistant.' },
    { role: 'user', content: instructions + said },
  ];
  if (dialect === 'chat') return { path: '/chat/completions', body: { ...chat, messages, max_tokens: answerTokens } };
  return {
    path: '/chat/completions',
    body: {
      ...chat,
      messages: [...messages, { role: 'assistant', content: begun }],
      max_tokens: 1,
      continue_final_message: true,
      add_generation_prompt: false,
    },
  };
}

const ranked = z.object({ token: z.string(), logprob: z.number() });
/** As the chat answers have it; llama.cpp's completions too. */
const spelled = z.object({ content: z.array(ranked.extend({ top_logprobs: z.array(ranked) })) });
/** As OpenAI's old completions had it; vLLM's and SGLang's still do. */
const table = z.object({ tokens: z.array(z.string()), top_logprobs: z.array(z.record(z.string(), z.number())) });
const answerSchema = z.object({ choices: z.array(z.object({ logprobs: z.union([spelled, table]).nullish() })).min(1) });

export const modelListSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

interface Place {
  token: string;
  top: { token: string; logprob: number }[];
}

/**
 * P(true) / (P(true) + P(false)) at the place where the answer decides.
 * @returns null if the answer holds no probabilities for it.
 */
export function riskIn(answer: unknown): number | null {
  const parsed = answerSchema.safeParse(answer);
  const logprobs = parsed.success ? parsed.data.choices[0]?.logprobs : null;
  if (!logprobs) return null;
  const deciding = placesOf(logprobs).find(({ token }) => ['true', 'false'].includes(token.trim().toLowerCase()));
  const top = deciding?.top ?? placesOf(logprobs)[0]?.top ?? [];
  const of = (word: string) => Math.max(...top.filter(({ token }) => token.trim().toLowerCase() === word).map(({ logprob }) => logprob));
  const [yes, no] = [of('true'), of('false')];
  if (yes === Number.NEGATIVE_INFINITY && no === Number.NEGATIVE_INFINITY) return null;
  // What is not among the ranked is less likely than the last of them.
  const least = Math.min(...top.map(({ logprob }) => logprob));
  return 1 / (1 + Math.exp(Math.max(no, least) - Math.max(yes, least)));
}

function placesOf(logprobs: z.infer<typeof spelled> | z.infer<typeof table>): Place[] {
  if ('content' in logprobs) return logprobs.content.map(({ token, top_logprobs }) => ({ token, top: top_logprobs }));
  return logprobs.tokens.map((token, i) => ({
    token,
    top: Object.entries(logprobs.top_logprobs[i] ?? {}).map(([one, logprob]) => ({ token: one, logprob })),
  }));
}
