/** Quits the app after everything is closed. */
import { app } from 'electron';
import type { Disposer } from './dispose.ts';
import { logError } from './log.ts';

/** ms after which the app ends without waiting longer. Every line is on disk by then. */
const closingLimitMs = 10_000;

/** Closing the last window asks to quit a second time; both share one disposal. */
export function quitInOrder(disposer: Disposer): void {
  let finished = false;
  app.on('before-quit', (event) => {
    if (finished) return;
    event.preventDefault();
    const limit = setTimeout(() => {
      logError('closing', new Error('not everything closed in time'));
      app.exit(0);
    }, closingLimitMs);
    void disposer
      .dispose((name, error) => logError(`closing ${name}`, error))
      .then(() => {
        clearTimeout(limit);
        finished = true;
        // The last disposal may resolve inside a native callback, which must return before the process ends.
        setImmediate(() => app.quit());
      });
  });
}
