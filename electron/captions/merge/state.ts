/** What is known of the captions between two readings. */
import type { Turn } from '../../contract/domain.ts';
import type { KnownCell } from './align.ts';
import { blankStrip, type FreshCell, type StripMemory } from './rows.ts';

/** A character of the talk. */
export interface Cell extends KnownCell {
  sure: number;
  /** When it changed last, ms. */
  at: number;
  /** The last reading did not have it. */
  missed: boolean;
  /** What an unsure reading saw instead. */
  rival: string | null;
  /** Votes of the readings on whether it belongs to a name; the newer weigh more. */
  label: number;
}

export interface CaptionState {
  /** The end of the talk: a little of what is final, and all that is open. */
  cells: readonly Cell[];
  /** So many of them are final. */
  final: number;
  /** From here on they stood on the strip at the last reading that held any text. */
  visible: number;
  strip: StripMemory;
  /** The last reading's characters: as long as no other comes, the strip still shows them. */
  last: readonly FreshCell[];
  /** Since when the strip has been empty (ms). */
  blankSince: number | null;
}

export const noCaptions: CaptionState = { cells: [], final: 0, visible: 0, strip: blankStrip, last: [], blankSince: null };

export interface Step {
  state: CaptionState;
  /** Lines that became final, oldest first. */
  lines: Turn[];
}
