/** Finds the cues in one utterance. Pure. Excuses: excuse.ts. */
import type { Side } from '../contract/constants.ts';
import type { CueHit, Excused } from '../contract/domain.ts';
import { type NormalisedText, normaliseWithPauses } from '../text/normalise.ts';
import type { Cue } from './cue.ts';
import { demanding, excuse, isFaint, isNarrated } from './excuse.ts';
import { cues } from './table.ts';

/**
 * Factor for a demand that the user says. Who repeats a demand (要我把验证码念给你？) makes none, but shows that one was made. It is
 * above 0 because a caller can take the user's display name, and the user marks speakers by name.
 */
const userFactor = 0.5;
/** Factor for a cue that is quoted, or stands beside words that are common in honest talk. */
const faintFactor = 0.5;
/** Characters before and after the match that a quote shows. */
const quoted = { before: 4, after: 6 } as const;

export interface Found {
  /** At most one for each cue, heaviest first. */
  hits: CueHit[];
  /** Cues whose words occur and mean no harm. */
  excused: Excused[];
}

/**
 * @param text one utterance.
 * @param seq its number in the meeting; copied into the hits.
 * @param side the user's mark of the speaker; null if the speaker is not marked.
 */
export function readCues(text: string, seq: number, side: Side | null = null): Found {
  const plain = normaliseWithPauses(text);
  const narrated = isNarrated(plain.text);
  const found: Found = { hits: [], excused: [] };
  for (const cue of cues) {
    const match = firstMatch(cue, plain, narrated);
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
      weight: weightOf(cue, side) * (isFaint(cue, plain, match.start, match.end) ? faintFactor : 1),
      quote: plain.text.slice(Math.max(0, match.start - quoted.before), match.end + quoted.after),
    });
  }
  found.hits.sort((a, b) => b.weight - a.weight);
  return found;
}

function weightOf(cue: Cue, side: Side | null): number {
  return side === 'self' && demanding.includes(cue.stage) ? cue.weight * userFactor : cue.weight;
}

/** The first match that counts, or why none counts; null if the words do not occur. */
function firstMatch(cue: Cue, plain: NormalisedText, narrated: boolean): { start: number; end: number } | Excused['why'] | null {
  let why: Excused['why'] | null = null;
  for (const pattern of cue.patterns) {
    // An excused match must not hide a later one: 骗子才要验证码，你把验证码念给我.
    for (let from = 0; ; ) {
      pattern.lastIndex = from;
      const match = pattern.exec(plain.text);
      if (!match) break;
      const start = match.index;
      const end = start + match[0].length;
      const excused = narrated ? 'told' : excuse(cue, plain, start, end);
      if (excused === null) return { start, end };
      why ??= excused;
      from = start + 1;
    }
  }
  return why;
}
