/**
 * An inference server as several engines answer. `llama` is llama.cpp's own server, recorded from its build 11549 with the
 * starter model; `vllm` is the form of OpenAI's old completions, which vLLM and SGLang keep; the others are trouble.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export type Manner =
  | 'llama'
  | 'vllm'
  /** No /completions; a chat's answer can't be begun for it. */
  | 'chat only'
  | 'without logprobs'
  | 'slow'
  | 'wrong key'
  | 'error 500'
  | 'no json'
  | 'redirect';

export interface InferenceServer {
  url: string;
  asked: { path: string; authorization: string | undefined; body: Record<string, unknown> }[];
  /** From now on. */
  be(manner: Manner): void;
  close(): Promise<void>;
}

/** @param risk of the whole text that it was asked about. */
export async function inferenceServer(manner: Manner, risk: (asked: string) => number = () => 0.9): Promise<InferenceServer> {
  let now = manner;
  const asked: InferenceServer['asked'] = [];
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    const body = await bodyOf(request);
    asked.push({ path, authorization: request.headers.authorization, body });
    const json = (status: number, value: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (now === 'slow') return;
    if (now === 'wrong key') return json(401, { error: { message: 'Unauthorized' } });
    if (now === 'error 500') return json(500, { error: { message: 'CUDA out of memory' } });
    if (now === 'no json') return response.writeHead(200, { 'content-type': 'text/html' }).end('<html>It works!</html>');
    if (now === 'redirect') return response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end();
    if (path === '/v1/models') return json(200, { object: 'list', data: [{ id: 'qwen2', object: 'model' }] });
    const text = JSON.stringify(body.prompt ?? body.messages);
    const yes = risk(text);
    const begun = 'continue_final_message' in body;
    if (now === 'chat only' && (path === '/v1/completions' || begun)) return json(begun ? 400 : 404, { error: { message: 'unknown' } });
    const choice = path === '/v1/completions' ? completion(now, yes) : chat(yes, begun);
    if (now === 'without logprobs') delete (choice as { logprobs?: unknown }).logprobs;
    json(200, { id: '1', object: 'x', choices: [choice], usage: {} });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(close);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    be: (next) => {
      now = next;
    },
    close,
  };
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}

const rank = (yes: number, space = '') =>
  [
    { token: `${space}true`, logprob: Math.log(yes) },
    { token: `${space}false`, logprob: Math.log(1 - yes) },
    { token: '"', logprob: -9.3 },
  ].toSorted((a, b) => b.logprob - a.logprob);

function completion(manner: Manner, yes: number) {
  const top = rank(yes);
  const token = top[0]?.token ?? '';
  if (manner === 'llama') {
    const spelled = top.map((one, id) => ({ id, ...one, bytes: [...Buffer.from(one.token)] }));
    const logprobs = { content: [{ ...spelled[0], top_logprobs: spelled }] };
    return { text: token, index: 0, finish_reason: 'length', logprobs };
  }
  const logprobs = {
    text_offset: [0],
    token_logprobs: [top[0]?.logprob],
    tokens: [token],
    top_logprobs: [Object.fromEntries(top.map((one) => [one.token, one.logprob]))],
  };
  return { text: token, index: 0, finish_reason: 'length', logprobs };
}

function chat(yes: number, begun: boolean) {
  const plain = (token: string) => ({ token, logprob: -0.01, top_logprobs: [{ token, logprob: -0.01 }] });
  const deciding = rank(yes, begun ? '' : ' ');
  const place = { ...deciding[0], top_logprobs: deciding };
  const content = begun ? [place] : [plain('{"'), plain('is'), plain('_fraud'), plain('":'), place, plain('}')];
  return { index: 0, message: { role: 'assistant', content: '' }, finish_reason: 'stop', logprobs: { content } };
}
