/** Global shortcuts: show the window, answer the newest alert, open 已经转账. */
import type { ShortcutName } from '../contract/constants.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Disposer } from '../support/dispose.ts';
import { dropShortcuts, registerShortcuts } from '../support/shortcuts.ts';
import type { Windows } from '../windows/open.ts';
import type { DesktopState } from './desktop.ts';
import type { Settings } from './settings.ts';

interface ShortcutDependencies {
  settings: Settings;
  desktop: DesktopState;
  windows: Windows;
  publish: Publish;
}

export function openShortcuts(disposer: Disposer, { settings, desktop, windows, publish }: ShortcutDependencies): void {
  function act(name: ShortcutName): void {
    // The overlay cannot have the keyboard on Linux, so an alert is answered in the main window on every system.
    windows.showMain();
    if (name === 'answer') publish('show', { what: 'alert' });
    if (name === 'transferred') publish('show', { what: 'transferred' });
  }

  function register(): void {
    desktop.set({ takenShortcuts: registerShortcuts(settings.now.shortcuts, act) });
  }

  settings.on('changed', (now, before) => {
    if (JSON.stringify(now.shortcuts) !== JSON.stringify(before.shortcuts)) register();
  });
  disposer.add('shortcuts', dropShortcuts);
  register();
}
