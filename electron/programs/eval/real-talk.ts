/** The figures on talk that people really had, each with its exact 95 % interval. Pure. */
import { type Interval, shareInterval } from '../../math/intervals.ts';
import type { Conversation } from '../../sources/formats/format.ts';
import { type Entries, entriesOf } from './entries.ts';
import type { Scored } from './metrics.ts';

export interface Share {
  count: number;
  of: number;
  interval: Interval;
}

/** Frauds by the lines between the first cue and the ask: the fewer there are, the harder an early warning is. */
export const gaps = ['0 to 2', '3 to 6', '7 or more'] as const;

export interface RealTalk {
  source: string;
  /** Frauds that turn red; at least amber. Null without frauds. */
  frauds: { red: Share; amber: Share } | null;
  /** Frauds that turn amber between the first cue and the ask: an alarm before the first cue is a false one. By gap. */
  early: { gap: (typeof gaps)[number]; share: Share }[];
  /** Honest conversations that turn red; at least amber; and the entries by the hour. Null without honest ones. */
  honest: { red: Share; amber: Share; redEntries: Entries; amberEntries: Entries } | null;
}

export function realTalk(source: string, scored: readonly Scored[]): RealTalk {
  const frauds = scored.filter((one) => one.conversation.label === 'fraud');
  const honest = scored.filter((one) => one.conversation.label !== 'fraud');
  return {
    source,
    frauds: frauds.length === 0 ? null : { red: reached(frauds, 'danger'), amber: reached(frauds, 'watch') },
    early: gaps.flatMap((gap) => {
      const some = frauds.filter((one) => gapOf(one.conversation) === gap);
      return some.length === 0 ? [] : [{ gap, share: share(some.filter(isEarly).length, some.length) }];
    }),
    honest:
      honest.length === 0
        ? null
        : {
            red: reached(honest, 'danger'),
            amber: reached(honest, 'watch'),
            redEntries: entriesOf(honest, 'danger'),
            amberEntries: entriesOf(honest, 'watch'),
          },
  };
}

/** The chance that a fraud's peak risk is above an honest conversation's; ties count half. Null if one of both is missing. */
export function rankingOf(scored: readonly Scored[]): number | null {
  const peaks = (label: 'fraud' | 'normal') => scored.filter((one) => one.conversation.label === label).map((one) => Math.max(...one.risk));
  const [high, low] = [peaks('fraud'), peaks('normal')];
  if (high.length === 0 || low.length === 0) return null;
  const wins = high.reduce((sum, h) => sum + low.reduce((more, l) => more + (h > l ? 1 : h === l ? 0.5 : 0), 0), 0);
  return wins / (high.length * low.length);
}

function reached(scored: readonly Scored[], level: 'watch' | 'danger'): Share {
  return share(scored.filter((one) => one[level].includes(true)).length, scored.length);
}

function isEarly({ conversation, watch }: Scored): boolean {
  const alarm = watch.indexOf(true);
  return alarm >= (conversation.first_cue_turn as number) && alarm < (conversation.ask_turn as number);
}

/** Null where cue or ask is not marked, or the ask is the first cue. */
function gapOf({ first_cue_turn: cue, ask_turn: ask }: Conversation): (typeof gaps)[number] | null {
  if (cue == null || ask == null || ask <= cue) return null;
  const lines = ask - cue;
  return lines <= 2 ? gaps[0] : lines <= 6 ? gaps[1] : gaps[2];
}

function share(count: number, of: number): Share {
  return { count, of, interval: shareInterval(count, of) };
}
