/** Reads the frames of a video track (https://www.w3.org/TR/mediacapture-transform/). TypeScript's DOM types lack it. */
declare class MediaStreamTrackProcessor {
  constructor(init: { track: MediaStreamTrack; maxBufferSize?: number });
  readonly readable: ReadableStream<VideoFrame>;
}
