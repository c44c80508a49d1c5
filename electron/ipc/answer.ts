/** Answers one call: who may ask, is the input right, then the handler. */

import { type CallName, calls, type WindowName } from '../contract/channels.ts';
import { type CallInput, type CallOutput, callSchemas } from '../contract/ipc.ts';
import { AppError, type Result, toFailure } from '../contract/result.ts';

export type Handlers = {
  [N in CallName]: (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>>;
};

/** A call's sender as far as trust goes: which of our windows it is, and whether it speaks from the top frame. */
export interface Caller {
  window: WindowName | null;
  topFrame: boolean;
}

/** One call, from raw input to a result that always arrives. */
export async function answer(
  handlers: Handlers,
  name: CallName,
  caller: Caller,
  input: unknown,
  report: (name: CallName, error: unknown) => void,
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
    return { ok: true, value: await handler(parsed.data) };
  } catch (error) {
    if (!(error instanceof AppError)) report(name, error);
    return { ok: false, error: toFailure(error) };
  }
}
