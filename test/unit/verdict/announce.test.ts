import { expect, test } from 'vitest';
import type { Alert } from '../../../electron/contract/domain.ts';
import { type Announced, announce } from '../../../electron/verdict/announce.ts';

type Raised = Pick<Alert, 'id' | 'episode' | 'level' | 'cause' | 'answer'>;
const amber = (id: number, episode = 1): Raised => ({ id, episode, level: 'watch', cause: 'stage', answer: null });
const red = (id: number, episode = 1): Raised => ({ ...amber(id, episode), level: 'danger' });

/** The times (s) at which something is heard. */
function heard(alerts: readonly (readonly [seconds: number, alert: Raised])[]): number[] {
  let last: Announced | null = null;
  return alerts
    .filter(([seconds, alert]) => {
      const next = announce(last, alert, seconds * 1_000);
      last = next ?? last;
      return next !== null;
    })
    .map(([seconds]) => seconds);
}

test.each<[string, readonly (readonly [number, Raised])[], number[]]>([
  ['one alert', [[5, amber(1)]], [5]],
  ['ten alerts in ten seconds', Array.from({ length: 10 }, (_, i) => [i, red(i + 1)] as const), [0]],
  ['ten alerts of ten dangers in ten seconds', Array.from({ length: 10 }, (_, i) => [i, red(i + 1, i + 1)] as const), [0]],
  [
    'amber, then red: red is heard at once',
    [
      [0, amber(1)],
      [2, red(2)],
      [3, amber(3)],
      [4, red(4)],
    ],
    [0, 2],
  ],
  [
    'the same alert comes again with a reason',
    [
      [0, red(1)],
      [90, red(1)],
    ],
    [0],
  ],
  [
    'the same danger a minute later',
    [
      [0, red(1)],
      [59, red(2)],
      [61, red(3)],
    ],
    [0, 61],
  ],
  [
    'another danger',
    [
      [0, amber(1)],
      [9, amber(2, 2)],
      [11, amber(3, 3)],
    ],
    [0, 11],
  ],
  ['an answered alert is silent', [[0, { ...red(1), answer: 'dismissed' }]], []],
  [
    'the user was told to close it and says so: silent',
    [
      [0, red(1)],
      [70, { ...red(2), cause: 'coached', answer: 'coached' }],
    ],
    [0],
  ],
  [
    'alerts that the store has refused',
    [
      [0, red(0, 0)],
      [1, red(0, 0)],
      [62, red(0, 0)],
    ],
    [0, 62],
  ],
])('%s', (_name, alerts, expected) => {
  expect(heard(alerts)).toEqual(expected);
});
