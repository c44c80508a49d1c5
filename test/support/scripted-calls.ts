/** The real windows over answers that the test scripts: for states that are hard to reach in the real app. */
import type { ElectronApplication, Page } from 'playwright-core';
import { type CallName, calls, type EventName } from '../../electron/contract/channels.ts';
import type { ErrorCode } from '../../electron/contract/domain.ts';
import { type CallInput, type CallOutput, callSchemas, type EventPayload, eventSchemas } from '../../electron/contract/ipc.ts';
import type { Result } from '../../electron/contract/result.ts';
import type { Answers } from '../preview/states.ts';

/** These calls place the overlay's window: they stay real. */
const ofOverlay: readonly CallName[] = ['overlay.size', 'overlay.drag', 'overlay.marked'];

/** From now on every call is scripted: those without an answer succeed and return nothing. @throws ZodError */
export async function answerAll(app: ElectronApplication, answers: Answers): Promise<void> {
  const names = (Object.keys(calls) as CallName[]).filter((name) => !ofOverlay.includes(name));
  for (const name of names) {
    const answer = answers[name];
    if (answer !== undefined && answer !== 'pending' && answer.ok) callSchemas[name].output.parse(answer.value);
  }
  await app.evaluate(
    ({ ipcMain }, [all, scripted]) => {
      for (const name of all) {
        const answer = scripted[name];
        ipcMain.removeHandler(name);
        ipcMain.handle(name, () => (answer === 'pending' ? new Promise(() => {}) : (answer ?? { ok: true })));
      }
    },
    [names, answers as Record<string, unknown>] as const,
  );
}

/** From now on the call returns this value. @throws ZodError when the value breaks the contract. */
export async function answerWith<N extends CallName>(app: ElectronApplication, name: N, value: CallOutput<N>): Promise<void> {
  await script(app, name, { ok: true, value: callSchemas[name].output.parse(value) });
}

/** From now on the call fails. */
export async function failWith(app: ElectronApplication, name: CallName, code: ErrorCode): Promise<void> {
  await script(app, name, { ok: false, error: { code } });
}

/** From now on the call has no end. */
export async function neverAnswer(app: ElectronApplication, name: CallName): Promise<void> {
  await script(app, name, null);
}

/** Sends an event to the window that this page shows. @throws ZodError when the payload breaks the contract. */
export async function send<N extends EventName>(app: ElectronApplication, page: Page, name: N, payload: EventPayload<N>): Promise<void> {
  await app.evaluate(
    ({ webContents }, [url, event, value]) =>
      webContents
        .getAllWebContents()
        .find((one) => one.getURL() === url)
        ?.send(event, value),
    [page.url(), name, eventSchemas[name].parse(payload)] as const,
  );
}

/** The inputs of a scripted call since it was scripted first, oldest first. */
export async function inputsOf<N extends CallName>(app: ElectronApplication, name: N): Promise<CallInput<N>[]> {
  const inputs = await app.evaluate((_, call) => (globalThis as Scripted).scriptedInputs?.[call], name);
  return (inputs ?? []) as CallInput<N>[];
}

/** The main process of a test's app. */
interface Scripted {
  scriptedInputs?: Record<string, unknown[]>;
}

/** @param result null: the call never answers. */
async function script(app: ElectronApplication, name: CallName, result: Result<unknown> | null): Promise<void> {
  await app.evaluate(
    ({ ipcMain }, [call, answer]) => {
      const main = globalThis as Scripted;
      main.scriptedInputs ??= {};
      const inputs = main.scriptedInputs[call] ?? [];
      main.scriptedInputs[call] = inputs;
      ipcMain.removeHandler(call);
      ipcMain.handle(call, (_event, input) => {
        inputs.push(input);
        return answer ?? new Promise(() => {});
      });
    },
    [name, result] as const,
  );
}
