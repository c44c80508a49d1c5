/** The windows: what follows the settings and the guard, and the calls about the windows themselves. */

import type { Handlers } from '../ipc/answer.ts';
import type { Publish } from '../ipc/publish.ts';
import { publisher } from '../ipc/publish.ts';
import { Windows } from '../windows/open.ts';
import type { Guard } from './guard.ts';
import type { Settings } from './settings.ts';

/** @param checkEvents see `publisher`. */
export function makeWindows(checkEvents: boolean): {
  windows: Windows;
  publish: Publish;
  calls: Pick<Handlers, 'overlay.size' | 'window.showMain'>;
} {
  const windows = new Windows();
  return {
    windows,
    publish: publisher((name) => windows.contentsOf(name), checkEvents),
    calls: {
      'overlay.size': (size) => windows.sizeOverlay(size),
      'window.showMain': () => windows.showMain(),
    },
  };
}

/** The overlay shows while a meeting is guarded and the settings want it; the theme is the settings' own. */
export function followWindows(windows: Windows, settings: Settings, { pipeline }: Guard): void {
  const follow = () => {
    windows.setTheme(settings.now.theme);
    windows.showOverlay(pipeline.guarding && settings.now.overlay);
  };
  settings.on('changed', follow);
  pipeline.on('state', follow);
  follow();
}
