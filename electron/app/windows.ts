/** The windows: what follows the settings and the guard, and the calls about the windows themselves. */

import { staysUp } from '../contract/constants.ts';
import type { Handlers } from '../ipc/answer.ts';
import type { Publish } from '../ipc/publish.ts';
import { publisher } from '../ipc/publish.ts';
import { Windows } from '../windows/open.ts';
import type { Places } from '../windows/overlay.ts';
import type { Guard } from './guard.ts';
import type { Settings } from './settings.ts';

type WindowCalls = 'overlay.size' | 'overlay.drag' | 'window.showMain' | 'window.card';

interface WindowsPart {
  windows: Windows;
  publish: Publish;
  /** Whether the main window shows the card of an alert. */
  card: { shown: boolean };
  calls: Pick<Handlers, WindowCalls>;
}

/** @param checkEvents see `publisher`. */
export function makeWindows(checkEvents: boolean): WindowsPart {
  const windows = new Windows();
  const card = { shown: false };
  return {
    windows,
    card,
    publish: publisher((name) => windows.contentsOf(name), checkEvents),
    calls: {
      'overlay.size': (size) => windows.overlay?.resize(size),
      'overlay.drag': ({ phase }) => windows.overlay?.drag(phase),
      'window.showMain': () => windows.showMain(),
      'window.card': ({ shown }) => {
        card.shown = shown;
        windows.emit('focus');
      },
    },
  };
}

export function rememberedPlaces(settings: Settings): Places {
  return {
    read: () => settings.now.overlayPlaces,
    save: (places) => void settings.change({ overlayPlaces: [...places] }),
  };
}

/**
 * The overlay shows while a meeting is guarded and the settings want it, but not over the same card in our own window. While an
 * alert stands it is raised again and again. The theme is the settings' own.
 */
export function followWindows({ windows, card }: WindowsPart, settings: Settings, { pipeline }: Guard): void {
  let stands = false;
  const follow = () => {
    if (!pipeline.guarding) stands = false;
    windows.setTheme(settings.now.theme);
    windows.overlay?.show(pipeline.guarding && settings.now.overlay && !(card.shown && windows.mainFocused));
    windows.overlay?.keepOnTop(stands);
  };
  pipeline.on('alert', (alert) => {
    if (alert.meetingId !== pipeline.state.meeting?.id) return;
    stands = staysUp(alert.answer);
    follow();
  });
  settings.on('changed', follow);
  pipeline.on('state', follow);
  windows.on('focus', follow);
  follow();
}
