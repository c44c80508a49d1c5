/** From what the witnesses say to levels, with the guard's own rule of decision (verdict/fuse.ts). Pure. */
import type { Thresholds, Verdict } from '../../contract/domain.ts';
import { raised } from '../../contract/levels.ts';
import { readableUnits } from '../../transcript/model-input.ts';
import { advance, newMeetingState } from '../../verdict/fuse.ts';
import type { Scored } from './metrics.ts';
import type { Witnessed } from './witnesses.ts';

/** @param withModel false: the rules and n-grams judge without the language model. */
export function decide({ conversation, lines }: Witnessed, thresholds: Thresholds, withModel = true): Verdict[] {
  let state = newMeetingState;
  return lines.map(({ hits, excused, ngrams, modelRisk, ms }, seq) => {
    const turn = conversation.turns[seq];
    const step = advance(state, {
      line: { speaker: turn?.speaker ?? null, text: turn?.text ?? '', meetingId: 0, seq, at: 0 },
      side: null,
      hits,
      excused,
      readable: readableUnits(turn?.text ?? ''),
      ngrams,
      modelRisk: withModel ? modelRisk : null,
      thresholds,
      model: null,
      ms,
    });
    state = step.state;
    return step.verdict;
  });
}

export function scoredBy(witnessed: Witnessed, verdicts: readonly Verdict[]): Scored {
  return {
    conversation: witnessed.conversation,
    risk: verdicts.map((verdict) => verdict.risk),
    watch: verdicts.map((verdict) => raised(verdict.level)),
    danger: verdicts.map((verdict) => verdict.level === 'danger'),
    ms: witnessed.lines.map((line) => line.ms),
  };
}

/** The kind that the last raised verdict names; null if none was raised. */
export function namedKind(verdicts: readonly Verdict[]): Verdict['kind'] {
  const last = verdicts.findLast((verdict) => raised(verdict.level));
  return last ? (last.kind ?? 'other') : null;
}
