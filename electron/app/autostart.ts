/** Starting at login: off until the user wants it. */
import { AppError } from '../contract/result.ts';
import type { Handlers } from '../ipc/answer.ts';
import { setAutostart } from '../support/autostart.ts';
import { logError } from '../support/log.ts';
import type { Settings } from './settings.ts';

export function openAutostart(settings: Settings): { calls: Pick<Handlers, 'autostart.switch'> } {
  // An update may have moved the program.
  if (settings.now.autostart) attempt(true);

  function attempt(on: boolean): boolean {
    try {
      setAutostart(on);
      return true;
    } catch (error) {
      logError('autostart', error);
      return false;
    }
  }

  return {
    calls: {
      'autostart.switch': ({ on }) => {
        if (!attempt(on)) throw new AppError('autostart-failed');
        return settings.change({ autostart: on });
      },
    },
  };
}
