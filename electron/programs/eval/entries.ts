/** How often honest talk enters a level, by the hour, and how long it stays there. Pure. */
import { type Interval, rateInterval } from '../../math/intervals.ts';
import type { Scored } from './metrics.ts';
import { minutesOf } from './streams.ts';

export interface Entries {
  hours: number;
  /** How often the level was entered from below. */
  count: number;
  /** Entries an hour, with an exact 95 % interval. */
  rate: number | null;
  interval: Interval;
  /** The share of the time that was spent in the level, by characters. */
  share: number | null;
}

/** @param honest conversations without fraud. @param level amber or red (`watch`), or red alone (`danger`). */
export function entriesOf(honest: readonly Scored[], level: 'watch' | 'danger'): Entries {
  let count = 0;
  let raised = 0;
  let all = 0;
  for (const one of honest) {
    one.conversation.turns.forEach((turn, i) => {
      all += turn.text.length;
      if (one[level][i]) raised += turn.text.length;
      if (one[level][i] && !one[level][i - 1]) count++;
    });
  }
  const hours = honest.reduce((sum, one) => sum + minutesOf(one.conversation.turns), 0) / 60;
  return {
    hours,
    count,
    rate: hours === 0 ? null : count / hours,
    interval: rateInterval(count, hours),
    share: all === 0 ? null : raised / all,
  };
}
