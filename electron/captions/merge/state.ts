/** What is known of the captions between two readings. */
import type { Turn } from '../../contract/domain.ts';
import type { Alignable, AlignedChar } from './align.ts';
import { emptyMemory, type StripMemory } from './rows.ts';

/** A character of the talk, merged from several readings. */
export interface MergedChar extends AlignedChar {
  confidence: number;
  /** When it last changed, ms. */
  changedAt: number;
  /** The last reading did not have it. */
  missed: boolean;
  /** What the last reading had in its place, with too little confidence to replace it. */
  rival: string | null;
  /** Votes of the readings on whether it belongs to a speaker's name: above 0 it does. */
  nameVotes: number;
}

export interface CaptionState extends Alignable {
  /** The end of the talk: the last final characters, then the open ones, which may still change. */
  chars: readonly MergedChar[];
  strip: StripMemory;
  /** Since when the strip has been empty (ms); null: it is not. */
  blankSince: number | null;
}

export const noCaptions: CaptionState = {
  chars: [],
  finalCount: 0,
  visibleFrom: 0,
  strip: emptyMemory,
  reading: [],
  blankSince: null,
};

export interface MergeResult {
  state: CaptionState;
  /** The lines that have become final, oldest first. */
  lines: Turn[];
}
