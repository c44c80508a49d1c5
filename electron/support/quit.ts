/** Quits the app after everything is closed. */
import { app, powerMonitor } from 'electron';
import type { Disposer } from './dispose.ts';
import { logError } from './log.ts';

/** ms after which the app ends without waiting longer. Every line is on disk by then. */
const closingLimitMs = 10_000;

/**
 * Closing the last window asks to quit a second time; both share one disposal.
 *
 * @param mayQuit asked when the user quits by macOS's menu or dock. On other systems nobody but us and the end of a session quits the
 * app, and a session does not wait.
 * @returns quits without asking
 */
export function quitInOrder(disposer: Disposer, mayQuit: () => Promise<boolean>): () => void {
  let allowed = process.platform !== 'darwin';
  let finished = false;
  const end = () => {
    allowed = true;
    app.quit();
  };
  if (process.platform === 'darwin') powerMonitor.on('shutdown', end);
  app.on('before-quit', (event) => {
    if (finished) return;
    event.preventDefault();
    if (!allowed) {
      void mayQuit().then((may) => may && end());
      return;
    }
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
  return end;
}
