/** Answers the windows' calls: who may ask, is the input right, then the handler. The only file with ipcMain. */
import { ipcMain, type WebContents } from 'electron';
import { type CallInput, type CallOutput, callSchemas } from '../contract/ipc.ts';
import { type CallName, calls, type WindowName } from '../contract/names.ts';
import { AppError, type Result, toFailure } from '../contract/result.ts';

export type Handlers = {
  [N in CallName]: (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>>;
};

/** A call's sender as far as trust goes: which of our windows it is, and whether it speaks from the top frame. */
export interface Caller {
  window: WindowName | null;
  topFrame: boolean;
}

/**
 * @param windowOf which of our windows this is; null for anything else.
 * @param report hears of failures that nobody foresaw. Never given what people said.
 * @returns the function that ends the service.
 */
export function serve(
  handlers: Handlers,
  windowOf: (contents: WebContents) => WindowName | null,
  report: (name: CallName, error: unknown) => void,
): () => void {
  const names = Object.keys(calls) as CallName[];
  for (const name of names) {
    ipcMain.handle(name, (event, input: unknown) => {
      const topFrame = event.senderFrame !== null && event.senderFrame === event.sender.mainFrame;
      return answer(handlers, name, { window: windowOf(event.sender), topFrame }, input, report);
    });
  }
  return () => {
    for (const name of names) ipcMain.removeHandler(name);
  };
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
