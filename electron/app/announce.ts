/** Alerts that are heard: a chime, a spoken sentence, a notification of the system. */

import type { Alert, Settings as Values } from '../contract/domain.ts';
import type { Handlers } from '../ipc/answer.ts';
import type { Publish } from '../ipc/publish.ts';
import { notifies, notify } from '../support/notify.ts';
import { type Announced, announce } from '../verdict/announce.ts';
import type { Windows } from '../windows/open.ts';
import type { DesktopState } from './desktop.ts';
import type { Guard } from './guard.ts';
import type { Settings } from './settings.ts';
import type { Texts } from './texts.ts';

interface AnnounceDependencies {
  guard: Guard;
  settings: Settings;
  desktop: DesktopState;
  windows: Windows;
  publish: Publish;
  texts: Texts;
}

export function openAnnouncements({ guard, settings, desktop, windows, publish, texts }: AnnounceDependencies): {
  calls: Pick<Handlers, 'notification.try'>;
} {
  const { pipeline } = guard;
  let last: Announced | null = null;
  desktop.set({ notifications: notifies() });

  function show(text: { title: string; text: string }): void {
    notify({ ...text, click: () => windows.showMain(), failed: () => desktop.set({ notifications: false }) });
  }

  pipeline.on('alert', (alert) => {
    const source = pipeline.state.meeting?.source;
    // An import is of the past: it makes no noise.
    if (!source || source === 'import' || alert.meetingId !== pipeline.state.meeting?.id) return;
    const next = announce(last, alert, performance.now());
    if (!next) return;
    last = next;
    const { sharing, neutral } = desktop.now;
    if (sounds(settings.now, alert, neutral)) {
      // In a live meeting the microphone would carry the words to the other side.
      publish('sound', { level: alert.level, voice: settings.now.alertVoice && (settings.now.headphones || source === 'sample') });
    }
    // A share would carry a notification to the other side, even where the overlay is protected.
    if (settings.now.alertNotification && !sharing) show(texts.now.notice[alert.level]);
  });
  return { calls: { 'notification.try': () => show(texts.now.notice.try) } };
}

/** A neutral overlay shows no alert, so red is always heard then. */
function sounds({ alertSound }: Values, { level }: Alert, neutral: boolean): boolean {
  if (level === 'danger') return alertSound !== 'none' || neutral;
  return alertSound === 'both';
}
