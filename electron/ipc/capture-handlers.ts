/** The calls about captions: the user's choice from the main window, pictures from the capturing one. */

import type { CaptionReader } from '../captions/reader.ts';
import { listSources, openPermission, sourceFacts, sourcePicture } from '../captions/system/capture-sources.ts';
import type { Settings } from '../contract/domain.ts';
import type { Handlers } from './answer.ts';

export interface CaptureParts {
  captions: CaptionReader;
  settings(): Settings;
  change(settings: Partial<Settings>): Settings;
  /** Begins a meeting unless one is guarded. @throws AppError `already-guarding` while a sample plays */
  guard(): void;
}

type CaptureHandlers = Pick<Handlers, Extract<keyof Handlers, `capture.${string}`>>;

export function captureHandlers({ captions, settings, change, guard }: CaptureParts): CaptureHandlers {
  return {
    'capture.list': () => listSources(),
    'capture.picture': ({ id }) => sourcePicture(id, settings().captionStrips),
    'capture.start': async (choice) => {
      const found = await captions.ignoreSuperseded(sourceFacts(choice.id));
      if (!found) return;
      const { name, program, key } = found;
      if (!choice.trial) {
        guard();
        change({ captionStrips: { ...settings().captionStrips, [key]: choice.strip } });
      }
      captions.start(choice, name, program);
    },
    'capture.stop': () => captions.stop(),
    'capture.permission': () => openPermission(),
    'capture.task': () => captions.task,
    'capture.frame': ({ run, ...strip }) => captions.frame(run, strip),
    'capture.unchanged': ({ run }) => captions.unchanged(run),
    'capture.trouble': ({ run, why }) => captions.trouble(run, why),
  };
}
