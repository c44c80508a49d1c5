import { expect, test } from 'vitest';
import { logOdds, sigmoid } from '../../../electron/math/odds.ts';
import { median, quantile } from '../../../electron/math/quantile.ts';

test('log-odds and probability are each other’s inverse', () => {
  expect(sigmoid(0)).toBe(0.5);
  expect(logOdds(0.9)).toBeCloseTo(Math.log(9), 12);
  for (const p of [0.001, 0.3, 0.99]) expect(sigmoid(logOdds(p))).toBeCloseTo(p, 12);
});

test('quantiles of unsorted values, of one value and of none', () => {
  const values = [5, 1, 4, 2, 3];
  expect([quantile(values, 0), median(values), quantile(values, 0.95), quantile(values, 1)]).toEqual([1, 3, 5, 5]);
  expect(median([1, 2])).toBe(2);
  expect(median([])).toBe(0);
  expect(values).toEqual([5, 1, 4, 2, 3]);
});
