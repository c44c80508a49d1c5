/** The settings in force: each part looks at them when it needs them, and what must follow a change at once follows here. */
import { deviceKeys } from '../contract/devices.ts';
import type { Settings } from '../contract/domain.ts';
import type { Pipeline } from '../guard/pipeline.ts';
import type { Windows } from '../windows/open.ts';
import type { Models } from './models.ts';

export class SettingsInForce {
  #now: Settings;

  constructor(settings: Settings) {
    this.#now = settings;
  }

  get now(): Settings {
    return this.#now;
  }

  /** They were changed, and are stored already. */
  follow(changed: Settings, { models, pipeline, windows }: { models: Models; pipeline: Pipeline; windows: Windows }): void {
    const moved = deviceKeys.some((key) => changed[key] !== this.#now[key]);
    this.#now = changed;
    if (moved) void models.use();
    windows.setTheme(changed.theme);
    windows.showOverlay(pipeline.guarding && changed.overlay);
  }
}
