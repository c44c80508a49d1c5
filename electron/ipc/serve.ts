/** Listens for the windows' calls and identifies the window that calls. The only file with ipcMain. */
import { ipcMain, type WebContents } from 'electron';
import { type CallName, calls, type WindowName } from '../contract/channels.ts';
import { answer, type Handlers } from './answer.ts';

/**
 * @param windowOf which of our windows shows these contents; null for anything else.
 * @param report gets unexpected failures. It never gets what people said.
 * @param checkOutputs also checks what handlers return, in development and in tests.
 * @returns the function that stops serving.
 */
export function serve(
  handlers: Handlers,
  windowOf: (contents: WebContents) => WindowName | null,
  report: (name: CallName, error: unknown) => void,
  checkOutputs: boolean,
): () => void {
  const names = Object.keys(calls) as CallName[];
  for (const name of names) {
    ipcMain.handle(name, (event, input: unknown) => {
      const topFrame = event.senderFrame !== null && event.senderFrame === event.sender.mainFrame;
      return answer(handlers, name, { window: windowOf(event.sender), topFrame }, input, report, checkOutputs);
    });
  }
  return () => {
    for (const name of names) ipcMain.removeHandler(name);
  };
}
