/** Decides whether captions are still being read, from what the frames showed and when they came. Pure: time is a parameter. */
import type { CaptionTrouble } from '../contract/capture.ts';

/** What the strip showed in one frame: captions, text that looks different, no text, or a black picture. */
export type FrameContent = 'captions' | 'other' | 'blank' | 'black';

/** Times in ms. */
export interface CaptionHealth {
  /** When the last frame, or the report that the strip is unchanged, arrived. */
  lastSignAt: number;
  content: FrameContent;
  /** Since when the strip has shown this content. */
  contentSince: number;
  /** How the captions look; null until the first were read. */
  appearance: TextAppearance | null;
  /** A whole screen is captured, so the meeting's window can move away from the strip. */
  wholeScreen: boolean;
}

export interface TextAppearance {
  /** The text stands on a dark ground; null: on a picture, which is neither dark nor light. */
  dark: boolean | null;
  /** The median height of the rows, in pixels. */
  height: number;
}

/** ms. If no sign arrives for longer, the window is minimised, hidden or closed. */
const maxSilence = 3_000;
/**
 * ms for which other content is tolerated before it is reported as trouble. With the delay of the capture itself the user
 * learns of it within five seconds, as promised.
 */
const tolerated: Record<FrameContent, number> = { captions: Number.POSITIVE_INFINITY, other: 3_000, blank: 3_500, black: 2_000 };
/** In the meeting's own window an empty strip usually means that nobody speaks (ms). */
const toleratedPause = 20_000;
/** Text that is larger or smaller by this factor is not the same captions. */
const maxHeightRatio = 1.6;

export function newHealth(at: number, wholeScreen: boolean): CaptionHealth {
  return { lastSignAt: at, content: 'blank', contentSince: at, appearance: null, wholeScreen };
}

export function afterFrame(health: CaptionHealth, content: FrameContent, appearance: TextAppearance, at: number): CaptionHealth {
  return {
    ...health,
    lastSignAt: at,
    content,
    contentSince: content === health.content ? health.contentSince : at,
    appearance: health.appearance ?? (content === 'captions' ? appearance : null),
  };
}

export function afterNoChange(health: CaptionHealth, at: number): CaptionHealth {
  return { ...health, lastSignAt: at };
}

/** True also before the first captions were read. */
export function looksLikeCaptions({ appearance: known }: CaptionHealth, now: TextAppearance): boolean {
  if (!known) return true;
  const ratio = now.height / known.height;
  const sameGround = now.dark === known.dark || now.dark === null || known.dark === null;
  return sameGround && ratio <= maxHeightRatio && ratio >= 1 / maxHeightRatio;
}

/** Null: captions are being read. */
export function troubleOf({ lastSignAt, content, contentSince, wholeScreen }: CaptionHealth, now: number): CaptionTrouble | null {
  if (now - lastSignAt >= maxSilence) return 'no-picture';
  const limit = content === 'blank' && !wholeScreen ? toleratedPause : tolerated[content];
  if (now - contentSince < limit) return null;
  return content === 'black' ? 'black' : content === 'other' ? 'covered' : 'nothing';
}
