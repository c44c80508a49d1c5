/** The tray: the guard's light, and a menu for what is needed without the window. */
import type { Publish } from '../ipc/publish.ts';
import type { Disposer } from '../support/dispose.ts';
import { logError } from '../support/log.ts';
import type { Windows } from '../windows/open.ts';
import { hasTray, type MenuItem, TrayIcon } from '../windows/tray.ts';
import { trayLight } from '../windows/tray-light.ts';
import type { Closing } from './closing.ts';
import type { DesktopState } from './desktop.ts';
import type { Guard } from './guard.ts';
import type { InputsState } from './inputs.ts';
import type { Meetings } from './meetings.ts';
import type { MayEnd } from './question.ts';
import type { Settings } from './settings.ts';
import type { Texts } from './texts.ts';

/** ms between two looks for a tray while there is none: at login it may come after us. */
const lookMs = 60_000;

interface TrayDependencies {
  guard: Guard;
  inputs: InputsState;
  settings: Settings;
  desktop: DesktopState;
  windows: Windows;
  publish: Publish;
  texts: Texts;
  closing: Closing;
  mayEnd: MayEnd;
  meetings: Meetings;
}

/** Resolves when it is known whether there is a tray. */
export async function openTray(disposer: Disposer, dependencies: TrayDependencies): Promise<void> {
  const { guard, inputs, settings, desktop, windows, publish, texts, closing, mayEnd, meetings } = dependencies;
  const { pipeline } = guard;
  let icon: TrayIcon | null = null;
  let shown = '';

  async function stop(): Promise<void> {
    try {
      if (await mayEnd('stop')) await guard.stop();
    } catch (error) {
      logError('stopping from the tray', error);
      windows.showMain();
    }
  }

  function transferred(): void {
    windows.showMain();
    publish('show', { what: 'transferred' });
  }

  function draw(): void {
    if (!icon) return;
    const { tray } = texts.now;
    const { guarding } = pipeline.state;
    const light = trayLight(pipeline.state, inputs.now);
    const { meeting } = desktop.now;
    const start = meeting ? texts.startWith(meeting.name) : tray.start;
    // A menu that is replaced closes under the pointer: it is replaced only when it would differ.
    const next = JSON.stringify([light, guarding, start, settings.now.language]);
    if (next === shown) return;
    shown = next;
    const items: (MenuItem | 'line')[] = [
      { label: tray.open, click: () => windows.showMain() },
      guarding ? { label: tray.stop, click: () => void stop() } : { label: start, click: () => void meetings.guardFound() },
      { label: tray.transferred, click: transferred },
      'line',
      { label: tray.quit, click: () => void closing.quit() },
    ];
    icon.show(light, tray.light[light], items);
  }

  async function look(): Promise<void> {
    if (icon) return;
    const there = await hasTray();
    if (there && !icon) icon = new TrayIcon(trayLight(pipeline.state, inputs.now), () => windows.showMain());
    desktop.set({ tray: icon !== null });
    draw();
  }

  const timer = setInterval(() => void look(), lookMs);
  disposer.add('tray', () => {
    clearInterval(timer);
    icon?.dispose();
    icon = null;
  });
  pipeline.on('state', draw);
  settings.on('changed', draw);
  desktop.on('changed', draw);
  inputs.on('changed', draw);
  await look();
}
