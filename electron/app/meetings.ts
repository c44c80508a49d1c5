/** Offers to guard when the window of a meeting program appears: one quiet notification, once a window. */
import { findMeetings, isMeeting } from '../captions/meetings.ts';
import { listWindowsSilently } from '../captions/system/capture-sources.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Disposer } from '../support/dispose.ts';
import { logError } from '../support/log.ts';
import { notify } from '../support/notify.ts';
import type { Windows } from '../windows/open.ts';
import type { CaptionFeature } from './captions.ts';
import type { DesktopState } from './desktop.ts';
import type { Guard } from './guard.ts';
import type { Settings } from './settings.ts';
import type { Texts } from './texts.ts';

/** ms between two looks while nothing is guarded. */
const lookMs = 10_000;

interface MeetingsDependencies {
  guard: Guard;
  captions: CaptionFeature;
  settings: Settings;
  desktop: DesktopState;
  windows: Windows;
  publish: Publish;
  texts: Texts;
}

export interface Meetings {
  /** Guards the found meeting with its remembered frame; without a frame, or without a meeting, the user chooses. */
  guardFound(): Promise<void>;
  begin(): void;
}

export function openMeetings(
  disposer: Disposer,
  { guard, captions, settings, desktop, windows, publish, texts }: MeetingsDependencies,
): Meetings {
  const { pipeline } = guard;
  let seen: ReadonlySet<string> = new Set();
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    if (pipeline.guarding || !settings.now.findMeetings) return desktop.set({ meeting: null });
    const list = await listWindowsSilently();
    if (pipeline.guarding) return;
    const found = findMeetings(list, seen);
    seen = found.seen;
    const [meeting = null] = list.filter(isMeeting);
    desktop.set({ meeting: meeting && { id: meeting.id, name: meeting.name, program: meeting.program } });
    const [fresh] = found.fresh;
    // Whoever works in the main window sees it there.
    if (!fresh || windows.mainFocused) return;
    notify({
      ...texts.found(fresh.program),
      click: () => void guardFound(),
      failed: () => desktop.set({ notifications: false }),
    });
  }

  async function guardFound(): Promise<void> {
    if (pipeline.guarding) return windows.showMain();
    const { meeting } = desktop.now;
    try {
      if (meeting && (await captions.resume(meeting.id))) return;
    } catch (error) {
      logError('guarding a found meeting', error);
    }
    windows.showMain();
    publish('show', meeting ? { what: 'captions', id: meeting.id, name: meeting.name } : { what: 'captions', id: null, name: '' });
  }

  pipeline.on('state', (state) => state.guarding && desktop.set({ meeting: null }));
  settings.on('changed', (now, before) => now.findMeetings !== before.findMeetings && void look());
  disposer.add('meetings', () => clearInterval(timer));
  return {
    guardFound,
    begin: () => {
      timer = setInterval(() => void look(), lookMs);
      void look();
    },
  };
}
