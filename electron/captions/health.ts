/** Whether captions are still being read, judged by what was seen and when. Pure: time is a value. */
import type { CaptionTrouble } from '../contract/capture.ts';

/** What one look at the strip showed: text like before, other text, none, or nothing at all. */
export type Sight = 'text' | 'other' | 'blank' | 'black';

export interface Watch {
  /** The last sign of life: a look, or word that nothing changed. */
  signAt: number;
  sight: Sight;
  /** Since when the strip has shown that. */
  sightAt: number;
  /** How the text looks: light or dark ground, and the height of its rows in pixels; null until some was read. */
  look: Look | null;
  /** A whole screen is watched: the meeting's window can move away from the strip. */
  screen: boolean;
}

/** `dark`: on a dark ground; null: on a picture, which says nothing. */
export interface Look {
  dark: boolean | null;
  height: number;
}

/** ms without any sign: the window is minimised, hidden, or gone. */
const silence = 3_000;
/** ms of a sight other than text before it is said. With the capture's own delay the user knows within five seconds. */
const patience: Record<Sight, number> = { text: Number.POSITIVE_INFINITY, other: 3_000, blank: 3_500, black: 2_000 };
/** In the meeting's own window an empty strip means most often that nobody speaks. */
const pauseInWindow = 20_000;
/** Letters so much larger or smaller are not the same captions. */
const larger = 1.6;

export function startWatch(at: number, screen: boolean): Watch {
  return { signAt: at, sight: 'blank', sightAt: at, look: null, screen };
}

export function see(watch: Watch, sight: Sight, look: Look | null, at: number): Watch {
  return {
    ...watch,
    signAt: at,
    sight,
    sightAt: sight === watch.sight ? watch.sightAt : at,
    look: watch.look ?? (sight === 'text' ? look : null),
  };
}

export function seeNoChange(watch: Watch, at: number): Watch {
  return { ...watch, signAt: at };
}

export function looksLikeBefore(watch: Watch, look: Look): boolean {
  if (!watch.look) return true;
  const ratio = look.height / watch.look.height;
  const sameGround = look.dark === watch.look.dark || look.dark === null || watch.look.dark === null;
  return sameGround && ratio <= larger && ratio >= 1 / larger;
}

/** Null: captions are being read. */
export function troubleOf({ signAt, sight, sightAt, screen }: Watch, now: number): CaptionTrouble | null {
  if (now - signAt >= silence) return 'no-picture';
  if (now - sightAt < (sight === 'blank' && !screen ? pauseInWindow : patience[sight])) return null;
  return sight === 'black' ? 'black' : sight === 'other' ? 'covered' : 'nothing';
}
