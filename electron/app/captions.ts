/** Captions off the screen: the window that captures, the process that recognises, and the reader between them. */
import { CaptionReader } from '../captions/reader.ts';
import { isListed, listSources, openPermission, sourceFacts, sourcePicture, whyNoPicture } from '../captions/system/capture-sources.ts';
import { RecogniserHost } from '../captions/system/host.ts';
import { AppError } from '../contract/result.ts';
import type { Handlers } from '../ipc/answer.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Disposer } from '../support/dispose.ts';
import { logError } from '../support/log.ts';
import type { Windows } from '../windows/open.ts';
import type { Guard } from './guard.ts';
import type { InputsState } from './inputs.ts';
import type { Settings } from './settings.ts';

interface CaptionsDependencies {
  guard: Guard;
  inputs: InputsState;
  settings: Settings;
  windows: Windows;
  publish: Publish;
}

export interface CaptionFeature {
  /** Guards a window with the frame that is remembered for it. @returns false if none is. @throws AppError `capture-gone`, `already-guarding` */
  resume(id: string): Promise<boolean>;
  calls: Pick<Handlers, CaptionCalls>;
}

type CaptionCalls = Extract<keyof Handlers, `capture.${string}`>;

export function openCaptions(disposer: Disposer, { guard, inputs, settings, windows, publish }: CaptionsDependencies): CaptionFeature {
  const { pipeline } = guard;
  const recogniser = new RecogniserHost();
  const captions = new CaptionReader({
    add: (turns) => void pipeline.add(turns),
    read: (strip) => recogniser.read(strip),
    open: () => windows.openCapture(),
    close: () => {
      windows.closeCapture();
      recogniser.rest();
    },
    isListed,
    whyNoPicture,
    onChange: (state) => inputs.set({ captions: state }),
    onPreview: (preview) => publish('captions', preview),
    onError: (error) => logError('captions', error),
    now: Date.now,
  });
  guard.beforeStop(() => captions.stop());
  disposer.add('captions', () => captions.stop());
  pipeline.on('state', (state) => state.guarding || captions.meetingEnded());

  /** @throws AppError `already-guarding` while a sample plays: captions do not belong into it. */
  function startMeeting(): void {
    if (pipeline.state.meeting?.source === 'sample') throw new AppError('already-guarding');
    if (!pipeline.guarding) pipeline.start('', 'live');
  }

  return {
    resume: async (id) => {
      const found = await captions.ignoreSuperseded(sourceFacts(id));
      const strip = found && settings.now.captionStrips[found.key];
      if (!found || !strip) return false;
      startMeeting();
      captions.start({ id, strip, trial: false }, found.name, found.program);
      return true;
    },
    calls: {
      'capture.list': () => listSources(),
      'capture.picture': ({ id }) => sourcePicture(id, settings.now.captionStrips),
      'capture.start': async (choice) => {
        const found = await captions.ignoreSuperseded(sourceFacts(choice.id));
        if (!found) return;
        const { name, program, key } = found;
        if (!choice.trial) {
          startMeeting();
          settings.change({ captionStrips: { ...settings.now.captionStrips, [key]: choice.strip } });
        }
        captions.start(choice, name, program);
      },
      'capture.stop': () => captions.stop(),
      'capture.permission': () => openPermission(),
      'capture.task': () => captions.task,
      'capture.frame': ({ run, ...strip }) => captions.frame(run, strip),
      'capture.unchanged': ({ run }) => captions.unchanged(run),
      'capture.trouble': ({ run, why }) => captions.trouble(run, why),
    },
  };
}
