/** Ends the app with one sentence when it cannot start. */
import { app, dialog } from 'electron';
import { toFailure } from '../contract/result.ts';
import { logError } from './log.ts';
import { startupSentence } from './startup-sentence.ts';

/** @param part what failed, for the log. @param folder of the user's data. @param terminal writes to the terminal instead of a dialog. */
export function refuseToStart(part: string, error: unknown, folder: string, terminal: boolean): void {
  logError(part, error);
  const { title, text } = startupSentence(toFailure(error).code, app.getLocale(), folder);
  if (terminal) process.stderr.write(`${text}\n`);
  else dialog.showErrorBox(title, text);
  app.exit(1);
}
