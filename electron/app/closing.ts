/** Closing the main window and quitting: with a tray the app stays there; nothing ends a raised level without the question. */
import { logError } from '../support/log.ts';
import type { Windows } from '../windows/open.ts';
import type { DesktopState } from './desktop.ts';
import type { Guard } from './guard.ts';
import type { MayEnd } from './question.ts';
import type { Settings } from './settings.ts';
import type { Texts } from './texts.ts';

export interface Closing {
  /** Quits if the question allows it. */
  quit(): Promise<void>;
}

interface ClosingDependencies {
  guard: Guard;
  settings: Settings;
  desktop: DesktopState;
  windows: Windows;
  texts: Texts;
  mayEnd: MayEnd;
  /** Ends the app; asks nothing. */
  end(): void;
}

export function openClosing({ guard, settings, desktop, windows, texts, mayEnd, end }: ClosingDependencies): Closing {
  let busy = false;

  async function quit(): Promise<void> {
    if (await mayEnd('quit')) end();
  }

  async function close(): Promise<void> {
    if (desktop.now.tray) {
      if (!(await mayEnd('close'))) return;
      await tellAboutTray();
      windows.hideMain();
    } else if (!guard.pipeline.guarding) {
      end();
    } else if (await mayEnd('close')) {
      const { title, text, minimise, quit } = texts.now.noTray;
      if ((await windows.ask({ title, text, buttons: [minimise, quit] })) === 1) end();
      else windows.minimiseMain();
    }
  }

  async function tellAboutTray(): Promise<void> {
    if (settings.now.toldAboutTray) return;
    const { title, text, ok } = texts.now.toTray;
    await windows.ask({ title, text, buttons: [ok] });
    settings.change({ toldAboutTray: true });
  }

  windows.on('close', () => {
    if (busy) return;
    busy = true;
    close()
      .catch((error) => logError('closing the window', error))
      .finally(() => {
        busy = false;
      });
  });
  return { quit };
}
