/** The app can't start: one sentence that says why, and it ends. */
import { app, dialog } from 'electron';
import { toFailure } from '../contract/result.ts';
import { logError } from './log.ts';
import { startupSentence } from './startup-sentence.ts';

/** @param part what failed, for the log. @param folder where the user's files lie. @param terminal whether the sentence goes to the terminal. */
export function refuseToStart(part: string, error: unknown, folder: string, terminal: boolean): void {
  logError(part, error);
  const { title, text } = startupSentence(toFailure(error).code, app.getLocale(), folder);
  if (terminal) process.stderr.write(`${text}\n`);
  else dialog.showErrorBox(title, text);
  app.exit(1);
}
