/** Captions off the screen: the window that captures, the process that reads, and the reader between them. */
import { CaptionReader } from '../captions/reader.ts';
import { isListed, whyNoPicture } from '../captions/system/capture-sources.ts';
import { RecogniserHost } from '../captions/system/host.ts';
import type { Pipeline } from '../guard/pipeline.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Disposer } from '../support/dispose.ts';
import { logError } from '../support/log.ts';
import type { Windows } from '../windows/open.ts';

interface Needs {
  pipeline: Pipeline;
  windows: Windows;
  publish: Publish;
}

export function openCaptions(parts: Disposer, { pipeline, windows, publish }: Needs): CaptionReader {
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
    changed: (state) => pipeline.captionsChanged(state),
    preview: (preview) => publish('captions', preview),
    report: (error) => logError('captions', error),
    now: Date.now,
  });
  parts.add('captions', () => captions.stop());
  pipeline.on('state', (state) => state.guarding || captions.meetingEnded());
  return captions;
}
