/** Quitting waits until every part has finished. */
import { app } from 'electron';
import type { Disposer } from './dispose.ts';
import { logError } from './log.ts';

/** A part that has not closed by now will not: every line is on disk, so the app ends without it. */
const closingLimitMs = 10_000;

/** Closing the last window asks to quit again: one closing serves both. */
export function quitInOrder(parts: Disposer): void {
  let finished = false;
  app.on('before-quit', (event) => {
    if (finished) return;
    event.preventDefault();
    const limit = setTimeout(() => {
      logError('closing', new Error('a part did not close in time'));
      app.exit(0);
    }, closingLimitMs);
    void parts
      .dispose((name, error) => logError(`closing ${name}`, error))
      .then(() => {
        clearTimeout(limit);
        finished = true;
        // Not from inside the native callback that ended the last part: quitting would tear it down under itself.
        setImmediate(() => app.quit());
      });
  });
}
