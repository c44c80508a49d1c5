/** Listens for the windows' calls and finds out who asks. The only file with ipcMain. */
import { ipcMain, type WebContents } from 'electron';
import { type CallName, calls, type WindowName } from '../contract/channels.ts';
import { answer, type Handlers } from './answer.ts';

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
