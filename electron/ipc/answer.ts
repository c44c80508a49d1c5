/** Answers one call: checks who asks, checks the input, then runs the handler. */

import { type CallName, calls, type WindowName } from '../contract/channels.ts';
import { type CallInput, type CallOutput, callSchemas } from '../contract/ipc.ts';
import { AppError, type Result, toFailure } from '../contract/result.ts';

export type Handlers = {
  [N in CallName]: (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>>;
};

/** The sender of a call: which of our windows it is (null: none of them), and whether the call comes from its top frame. */
export interface Caller {
  window: WindowName | null;
  topFrame: boolean;
}

/**
 * One call, from raw input to a result. It never rejects.
 * @param report gets unexpected failures, for the log.
 * @param checkOutput also checks what the handler returns, in development and in tests.
 */
export async function answer(
  handlers: Handlers,
  name: CallName,
  caller: Caller,
  input: unknown,
  report: (name: CallName, error: unknown) => void,
  checkOutput = false,
): Promise<Result<unknown>> {
  const allowed: readonly WindowName[] = calls[name];
  if (!caller.window || !caller.topFrame || !allowed.includes(caller.window)) {
    return { ok: false, error: { code: 'not-allowed', detail: name } };
  }
  const parsed = callSchemas[name].input.safeParse(input);
  if (!parsed.success) {
    return { ok: false, error: { code: 'bad-input', detail: `${name}: ${parsed.error.issues[0]?.path.join('.') ?? ''}` } };
  }
  try {
    const handler = handlers[name] as (input: unknown) => unknown;
    const value = await handler(parsed.data);
    if (checkOutput) callSchemas[name].output.parse(value);
    return { ok: true, value };
  } catch (error) {
    if (!(error instanceof AppError)) report(name, error);
    return { ok: false, error: toFailure(error) };
  }
}
