/** The window that nobody sees: it captures what it is told to and sends each picture of the caption strip that is new. */
import type { CaptureTask } from '../../electron/contract/capture.ts';
import { call } from '../bridge.ts';
import { boxOf, differs, type Grey, greyOf } from './grey.ts';

/** Pictures a second. The capture itself costs for each, new or not. */
const rate = 3;
/** ms after a change in which each picture without news is told, so that lines become final in time; then one a second. */
const livelyMs = 4_000;
const calmMs = 1_000;

const task = await call('capture.task');
if (task) await capture(task).catch(() => call('capture.trouble', { run: task.run, why: 'failed' }));

async function capture({ run, id, strip }: CaptureTask): Promise<void> {
  const track = await open(id).catch(() => null);
  if (!track) return await call('capture.trouble', { run, why: 'refused' });
  let last: Grey | null = null;
  let changedAt = 0;
  let toldAt = 0;
  for await (const frame of framesOf(track)) {
    const now = performance.now();
    const box = boxOf(strip, frame.displayWidth, frame.displayHeight);
    const grey = box && (await greyOf(frame, box));
    frame.close();
    if (!grey) {
      await call('capture.trouble', { run, why: 'too-small' });
    } else if (differs(last, grey)) {
      last = grey;
      changedAt = now;
      toldAt = now;
      await call('capture.frame', { run, ...grey });
    } else if (now - changedAt < livelyMs || now - toldAt >= calmMs) {
      toldAt = now;
      await call('capture.unchanged', { run });
    }
  }
  await call('capture.trouble', { run, why: 'closed' });
}

/** Electron takes the source's id in Chromium's old way of asking. */
async function open(id: string): Promise<MediaStreamTrack> {
  const mandatory = { chromeMediaSource: 'desktop', chromeMediaSourceId: id, maxFrameRate: rate };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { mandatory } as MediaTrackConstraints });
  const [track] = stream.getVideoTracks();
  if (!track) throw new Error('no picture');
  return track;
}

/** The newest frame each time; ends when the window that is captured is closed. */
async function* framesOf(track: MediaStreamTrack): AsyncGenerator<VideoFrame> {
  const reader = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 }).readable.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    yield value;
  }
}
