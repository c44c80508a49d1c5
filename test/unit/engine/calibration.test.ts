import { expect, test } from 'vitest';
import { chooseThresholds } from '../../../electron/engine/calibration.ts';

const peaks = (source: string, near: boolean, risks: number[]) => risks.map((risk) => ({ source, near, risk }));
const hundred = (top: number[]) => [...top, ...Array.from({ length: 100 - top.length }, () => 0.1)];

test('the thresholds let through no more honest calls than is allowed', () => {
  const near = peaks('pairs', true, hundred([0.99, 0.97, 0.95, 0.93, 0.9, 0.88, 0.86, 0.84, 0.82, 0.8, 0.7]));
  const { watch, danger } = chooseThresholds(near);
  expect(near.filter((peak) => peak.risk >= danger).length).toBeLessThanOrEqual(5);
  expect(near.filter((peak) => peak.risk >= watch).length).toBeLessThanOrEqual(10);
  expect(danger).toBeGreaterThan(watch);
});

test('the strictest source decides', () => {
  const calm = peaks('meetings', false, hundred([0.98, 0.96]));
  expect(chooseThresholds([...calm, ...peaks('pairs', true, hundred([]))]).danger).toBeGreaterThan(0.96);
});

test('a model that never errs still needs more than a coin toss', () => {
  expect(chooseThresholds(peaks('pairs', true, hundred([])))).toEqual({ watch: 0.5, danger: 0.5 });
});
