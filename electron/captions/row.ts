/** Recognised caption text: what the recogniser returns and the merger takes. Pure. */

export interface RecognisedChar {
  ch: string;
  /** The recogniser's probability of this character, 0 to 1. */
  confidence: number;
}

/** A row of text on the strip, in pixels of the strip. */
export interface CaptionRow {
  chars: readonly RecognisedChar[];
  left: number;
  right: number;
  height: number;
}

/** The recogniser also reads patterns and pictures as characters, but with a mean confidence below this. */
const minConfidence = 0.6;

export function isReadable(chars: readonly RecognisedChar[]): boolean {
  return meanConfidence(chars) >= minConfidence;
}

/** 0 for an empty row. */
export function meanConfidence(chars: readonly RecognisedChar[]): number {
  return chars.length === 0 ? 0 : chars.reduce((sum, { confidence }) => sum + confidence, 0) / chars.length;
}

export function textOf(chars: readonly RecognisedChar[]): string {
  return chars.map(({ ch }) => ch).join('');
}
