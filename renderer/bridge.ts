/** The only user of `window.app`: calls and events of the main process. */

import type { CallName } from '../electron/contract/channels.ts';
import type { Failure } from '../electron/contract/domain.ts';
import type { Bridge, CallInput, CallOutput } from '../electron/contract/ipc.ts';

declare global {
  interface Window {
    app: Bridge;
  }
}

/** A call that failed. Screens turn the code into a sentence. */
export class CallError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** Screens use it through `useAttempt` alone (shared/attempt.ts). @throws CallError */
export async function call<N extends CallName>(
  name: N,
  ...input: undefined extends CallInput<N> ? [] : [CallInput<N>]
): Promise<CallOutput<N>> {
  const result = await window.app.call(name, input[0] as CallInput<N>);
  if (!result.ok) throw new CallError(result.error);
  return result.value;
}

export const on: Bridge['on'] = (name, listener) => window.app.on(name, listener);

/** The failure that a thrown error stands for; `internal` for anything but a `CallError`. */
export function failureOf(error: unknown): Failure {
  return error instanceof CallError ? error.failure : { code: 'internal' };
}
