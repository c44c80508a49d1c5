import { expect, test } from 'vitest';
import { afterFrame, afterNoChange, looksLikeCaptions, newHealth, troubleOf } from '../../../electron/captions/health.ts';

const appearance = { dark: true, height: 26 };

test('captions that are read, or stay as they are, are no trouble', () => {
  let health = afterFrame(newHealth(0, true), 'captions', appearance, 500);
  for (let now = 1_000; now < 60_000; now += 1_000) {
    health = afterNoChange(health, now);
    expect(troubleOf(health, now)).toBeNull();
  }
});

test.each([
  ['blank', 'nothing'],
  ['other', 'covered'],
  ['black', 'black'],
] as const)('a strip that turns %s is said within five seconds, and not at once', (content, why) => {
  let health = afterFrame(newHealth(0, true), 'captions', appearance, 0);
  const said: number[] = [];
  for (let now = 400; now <= 8_000; now += 400) {
    health = afterFrame(health, content, appearance, now);
    if (troubleOf(health, now) === why) said.push(now - 400);
  }
  expect(said[0]).toBeGreaterThan(1_000);
  expect(said[0]).toBeLessThan(4_500);
  expect(troubleOf(afterFrame(health, 'captions', appearance, 8_400), 8_400)).toBeNull();
});

test('nobody speaks for a while: in the window of the meeting that is no trouble yet', () => {
  const health = afterFrame(afterFrame(newHealth(0, false), 'captions', appearance, 0), 'blank', appearance, 400);
  expect(troubleOf(afterNoChange(health, 15_000), 15_000)).toBeNull();
  expect(troubleOf(afterNoChange(health, 21_000), 21_000)).toBe('nothing');
});

test('no picture at all is said within five seconds', () => {
  const health = afterFrame(newHealth(0, true), 'captions', appearance, 1_000);
  expect(troubleOf(health, 2_000)).toBeNull();
  expect(troubleOf(health, 4_500)).toBe('no-picture');
});

test('other letters: dark on light instead of light on dark, or much larger; a line without tall letters is no other', () => {
  const health = afterFrame(newHealth(0, true), 'captions', appearance, 0);
  expect(looksLikeCaptions(health, { dark: true, height: 20 })).toBe(true);
  expect(looksLikeCaptions(health, { dark: false, height: 26 })).toBe(false);
  expect(looksLikeCaptions(health, { dark: true, height: 60 })).toBe(false);
  // Over a video the ground changes with the scene.
  expect(looksLikeCaptions(health, { dark: null, height: 26 })).toBe(true);
  expect(looksLikeCaptions(newHealth(0, true), { dark: false, height: 60 })).toBe(true);
});
