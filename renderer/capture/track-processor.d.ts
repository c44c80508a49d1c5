/** Chromium's way from a video track to its frames (W3C mediacapture-transform), which TypeScript's own types lack. */
declare class MediaStreamTrackProcessor {
  constructor(init: { track: MediaStreamTrack; maxBufferSize?: number });
  readonly readable: ReadableStream<VideoFrame>;
}
