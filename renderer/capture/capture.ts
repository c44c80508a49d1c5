/** The hidden window that captures the screen. It sends every frame of the caption strip that differs from the one before. */
import type { CaptureTask } from '../../electron/contract/capture.ts';
import { call } from '../bridge.ts';
import { boxOf, differs, type Grey, greyOf } from './grey.ts';

/** Frames a second. Every captured frame costs processor time, changed or not. */
const rate = 3;
/** For this long after a change (ms) every unchanged frame is reported, so that lines become final in time. */
const livelyMs = 4_000;
/** Later one unchanged frame is reported in this time (ms). */
const calmMs = 1_000;

const task = await call('capture.task');
if (task) await capture(task).catch(() => call('capture.trouble', { run: task.run, why: 'failed' }));

async function capture({ run, id, strip }: CaptureTask): Promise<void> {
  const track = await open(id).catch(() => null);
  if (!track) return await call('capture.trouble', { run, why: 'refused' });
  let last: Grey | null = null;
  let changedAt = 0;
  let reportedAt = 0;
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
      reportedAt = now;
      await call('capture.frame', { run, ...grey });
    } else if (now - changedAt < livelyMs || now - reportedAt >= calmMs) {
      reportedAt = now;
      await call('capture.unchanged', { run });
    }
  }
  await call('capture.trouble', { run, why: 'closed' });
}

/** Electron takes the source's id in Chromium's old constraints: https://www.electronjs.org/docs/latest/api/desktop-capturer */
async function open(id: string): Promise<MediaStreamTrack> {
  const mandatory = { chromeMediaSource: 'desktop', chromeMediaSourceId: id, maxFrameRate: rate };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { mandatory } as MediaTrackConstraints });
  const [track] = stream.getVideoTracks();
  if (!track) throw new Error('no picture');
  return track;
}

/** Yields the newest frame each time. Ends when the captured window closes. */
async function* framesOf(track: MediaStreamTrack): AsyncGenerator<VideoFrame> {
  const reader = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 }).readable.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    yield value;
  }
}
