/**
 * What others can see of the overlay. Our own capture looks for a marker that the overlay draws for a moment: when a meeting begins,
 * and while a share seems to run. Where others see the overlay, it shows no alert while they may be watching.
 */
import { randomInt } from 'node:crypto';
import { sharesByTalk, sharesByTitle } from '../captions/sharing.ts';
import { displayPicture, listWindowsSilently } from '../captions/system/capture-sources.ts';
import type { CaptureSight, DrawnMarker } from '../contract/desktop.ts';
import { markerCells } from '../contract/marker.ts';
import type { Handlers } from '../ipc/answer.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Disposer } from '../support/dispose.ts';
import { logError, logInfo } from '../support/log.ts';
import { isNeutral } from '../windows/exposure.ts';
import { sightOf } from '../windows/marker.ts';
import type { Windows } from '../windows/open.ts';
import { protects } from '../windows/protection.ts';
import type { DesktopState } from './desktop.ts';
import type { Guard } from './guard.ts';
import type { Settings } from './settings.ts';

/** ms between two looks at the windows' titles while a meeting is guarded. */
const lookMs = 10_000;
/** ms between two checks while a share runs. */
const recheckMs = 60_000;
/** ms for the overlay's page to draw the marker. */
const drawMs = 2_000;

interface ExposureDependencies {
  guard: Guard;
  settings: Settings;
  desktop: DesktopState;
  windows: Windows;
  publish: Publish;
}

export interface Exposure {
  /** A share runs until the meeting ends, as far as somebody else can tell: the user said so. */
  assumeSharing(): void;
  calls: Pick<Handlers, 'overlay.marked'>;
}

export function openExposure(disposer: Disposer, { guard, settings, desktop, windows, publish }: ExposureDependencies): Exposure {
  const { pipeline } = guard;
  let timer: NodeJS.Timeout | undefined;
  /** The talk, or the user, says that a share runs. */
  let assumed = false;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let checking = false;
  let drawn: ((marker: DrawnMarker) => void) | null = null;
  desktop.set({ protects });

  function update(): void {
    desktop.set({ neutral: isNeutral(desktop.now, settings.now.overlayNeutral) });
  }

  async function check(): Promise<void> {
    if (checking || !pipeline.guarding || !windows.overlay?.window.isVisible()) return;
    checking = true;
    checkedAt = performance.now();
    try {
      const sight = await look();
      if (sight !== desktop.now.sight) logInfo('overlay in a capture', { sight });
      desktop.set({ sight });
      update();
    } catch (error) {
      logError('overlay in a capture', error);
    } finally {
      publish('marker', { code: null });
      checking = false;
    }
  }

  async function look(): Promise<CaptureSight> {
    const code = randomInt(1, 2 ** markerCells - 1);
    const { promise, resolve } = Promise.withResolvers<DrawnMarker | null>();
    drawn = (marker) => marker.code === code && resolve(marker);
    const limit = setTimeout(() => resolve(null), drawMs);
    publish('marker', { code });
    const marker = await promise;
    clearTimeout(limit);
    drawn = null;
    const bounds = windows.overlay?.window.getContentBounds();
    const picture = marker && bounds && (await displayPicture(bounds));
    if (!picture) return 'unknown';
    const scale = picture.width / picture.area.width;
    const place = {
      x: (bounds.x + marker.x - picture.area.x) * scale,
      y: (bounds.y + marker.y - picture.area.y) * scale,
      cell: marker.cell * scale,
    };
    return sightOf(picture, place, code);
  }

  async function watch(): Promise<void> {
    const titles = (await listWindowsSilently()).map(({ name }) => name);
    if (!pipeline.guarding) return;
    const before = desktop.now.sharing;
    desktop.set({ sharing: assumed || sharesByTitle(titles) });
    update();
    const { sharing } = desktop.now;
    if (sharing && (!before || performance.now() - checkedAt >= recheckMs)) await check();
  }

  function follow(guarding: boolean): void {
    if (guarding === (timer !== undefined)) return;
    clearInterval(timer);
    timer = guarding ? setInterval(() => void watch(), lookMs) : undefined;
    if (guarding) {
      void watch().then(check);
      return;
    }
    assumed = false;
    desktop.set({ sharing: false });
    update();
  }

  function assumeSharing(): void {
    if (assumed) return;
    assumed = true;
    void watch();
  }

  pipeline.on('state', (state) => follow(state.guarding));
  pipeline.on('line', (line) => sharesByTalk(line.text) && assumeSharing());
  settings.on('changed', update);
  update();
  disposer.add('exposure', () => clearInterval(timer));
  return {
    assumeSharing,
    calls: { 'overlay.marked': (marker) => drawn?.(marker) },
  };
}
