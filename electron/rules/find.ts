/** Finds the cues in one utterance. Pure. What excuses a cue is in excuse.ts. */

import type { Side } from '../contract/constants.ts';
import type { CueHit, Excused } from '../contract/domain.ts';
import { type NormalisedText, normaliseWithPauses } from '../text/normalise.ts';
import type { Cue } from './cue.ts';
import { demanding, excuse, isFaint, tellsOfOthers } from './excuse.ts';
import { cues } from './table.ts';

/**
 * What is left of a demand in the user's own mouth: a user who repeats one (要我把验证码念给你？) makes none, but shows that
 * one was made. Not nothing: a caller can take the user's display name, and the mark goes by the name.
 */
const echo = 0.5;
/** What is left of a cue that is quoted, or stands beside words that are common in honest talk. */
const faintly = 0.5;
/** Characters of a quote before and after the match. */
const quoted = { before: 4, after: 6 } as const;

/** What one utterance holds. */
export interface Found {
  /** One a cue at most, heaviest first. */
  hits: CueHit[];
  /** Cues whose words are there and mean no harm. */
  excused: Excused[];
}

/** The cues of one utterance, heaviest first. Parameters as for `readCues`. */
export function findCues(text: string, seq: number, side: Side | null = null): CueHit[] {
  return readCues(text, seq, side).hits;
}

/**
 * @param text the utterance as it was said.
 * @param seq its number in the meeting, kept in the hits.
 * @param side who said it, as the user marked the speaker; null where nobody is marked.
 */
export function readCues(text: string, seq: number, side: Side | null = null): Found {
  const plain = normaliseWithPauses(text);
  const told = tellsOfOthers(plain.text);
  const found: Found = { hits: [], excused: [] };
  for (const cue of cues) {
    const match = firstMatch(cue, plain, told);
    if (match === null) continue;
    if (typeof match === 'string') {
      found.excused.push({ cue: cue.id, why: match });
      continue;
    }
    found.hits.push({
      cue: cue.id,
      seq,
      stage: cue.stage,
      kind: cue.kind,
      weight: weightOf(cue, side) * (isFaint(cue, plain, match.start, match.end) ? faintly : 1),
      quote: plain.text.slice(Math.max(0, match.start - quoted.before), match.end + quoted.after),
    });
  }
  found.hits.sort((a, b) => b.weight - a.weight);
  return found;
}

function weightOf(cue: Cue, side: Side | null): number {
  return side === 'self' && demanding.includes(cue.stage) ? cue.weight * echo : cue.weight;
}

/** Where the cue is, or why its words don't count; null if they aren't there. */
function firstMatch(cue: Cue, plain: NormalisedText, told: boolean): { start: number; end: number } | Excused['why'] | null {
  let why: Excused['why'] | null = null;
  for (const pattern of cue.patterns) {
    // Words that don't count must not hide the same words further on: 骗子才要验证码，你把验证码念给我.
    for (let from = 0; ; ) {
      pattern.lastIndex = from;
      const match = pattern.exec(plain.text);
      if (!match) break;
      const start = match.index;
      const end = start + match[0].length;
      const now = told ? 'told' : excuse(cue, plain, start, end);
      if (now === null) return { start, end };
      why ??= now;
      from = start + 1;
    }
  }
  return why;
}
