import { expect, test } from 'vitest';
import { rateInterval, shareInterval } from '../../../electron/math/intervals.ts';

// Values of scipy.stats: binomtest(k, n).proportion_ci(method='exact') and chi2.ppf.
test.each([
  [0, 16, 0, 0.2059],
  [8, 16, 0.2465, 0.7535],
  [16, 16, 0.7941, 1],
  [3, 253, 0.0025, 0.0343],
])('a share of %i in %i', (hits, cases, low, high) => {
  const found = shareInterval(hits, cases);
  expect(found.low).toBeCloseTo(low, 4);
  expect(found.high).toBeCloseTo(high, 4);
});

test.each([
  [0, 16.8, 0, 0.2196],
  [2, 6.6, 0.0367, 1.0946],
  [7, 1, 2.8144, 14.4227],
])('a rate of %i in %d hours', (events, hours, low, high) => {
  const found = rateInterval(events, hours);
  expect(found.low).toBeCloseTo(low, 4);
  expect(found.high).toBeCloseTo(high, 4);
});

test('without cases nothing is known', () => {
  expect(shareInterval(0, 0)).toEqual({ low: 0, high: 1 });
  expect(rateInterval(0, 0)).toEqual({ low: 0, high: Number.POSITIVE_INFINITY });
});
