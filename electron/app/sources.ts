/** The inputs by hand: pasted text, sample meetings, files and the clipboard. */
import type { Handlers } from '../ipc/answer.ts';
import { ClipboardWatch } from '../sources/clipboard-watch.ts';
import { Feed } from '../sources/feed.ts';
import { FileImport } from '../sources/import.ts';
import { readInThread } from '../sources/in-thread.ts';
import { findSample, listSamples } from '../sources/samples.ts';
import { clipboardFormats, clipboardText } from '../support/clipboard.ts';
import type { Disposer } from '../support/dispose.ts';
import { logError } from '../support/log.ts';
import type { Guard } from './guard.ts';
import type { InputsState } from './inputs.ts';
import type { Settings } from './settings.ts';

type SourceCalls = Extract<keyof Handlers, `lines.${string}` | `clipboard.${string}` | `file.${string}` | `sample.${string}`>;

interface SourcesDependencies {
  guard: Guard;
  inputs: InputsState;
  settings: Settings;
}

export function openSources(disposer: Disposer, { guard, inputs, settings }: SourcesDependencies): { calls: Pick<Handlers, SourceCalls> } {
  const { pipeline } = guard;

  const feed = new Feed(pipeline);
  guard.beforeStop(() => feed.stopSample());
  disposer.add('feed', () => feed.stopSample());

  const files = new FileImport(pipeline, readInThread, (importing) => inputs.set({ importing }));
  guard.beforeStop(() => files.cancel());
  disposer.add('files', () => files.cancel());

  const clipboard = new ClipboardWatch(
    { formats: clipboardFormats, text: clipboardText },
    pipeline,
    (on) => inputs.set({ clipboard: on }),
    (error) => logError('clipboard', error),
  );
  disposer.add('clipboard', () => clipboard.stop());
  pipeline.on('state', (state) => state.guarding || clipboard.stop());

  return {
    calls: {
      'lines.paste': async ({ text }) => ({ added: await feed.paste(text) }),
      'clipboard.watch': ({ on }) => (on ? clipboard.start() : clipboard.stop()),
      'file.open': ({ name, bytes }) => files.open(name, bytes),
      'file.take': ({ id }) => files.take(id),
      'file.cancel': () => files.cancel(),
      'sample.list': () => listSamples(),
      'sample.play': ({ id }) => feed.playSample(id, findSample(id).title[settings.now.language]),
    },
  };
}
