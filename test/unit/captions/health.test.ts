import { expect, test } from 'vitest';
import { looksLikeBefore, see, seeNoChange, startWatch, troubleOf } from '../../../electron/captions/health.ts';

const look = { dark: true, height: 26 };

test('captions that are read, or stay as they are, are no trouble', () => {
  let watch = see(startWatch(0, true), 'text', look, 500);
  for (let now = 1_000; now < 60_000; now += 1_000) {
    watch = seeNoChange(watch, now);
    expect(troubleOf(watch, now)).toBeNull();
  }
});

test.each([
  ['blank', 'nothing'],
  ['other', 'covered'],
  ['black', 'black'],
] as const)('a strip that turns %s is said within five seconds, and not at once', (sight, why) => {
  let watch = see(startWatch(0, true), 'text', look, 0);
  const said: number[] = [];
  for (let now = 400; now <= 8_000; now += 400) {
    watch = see(watch, sight, look, now);
    if (troubleOf(watch, now) === why) said.push(now - 400);
  }
  expect(said[0]).toBeGreaterThan(1_000);
  expect(said[0]).toBeLessThan(4_500);
  expect(troubleOf(see(watch, 'text', look, 8_400), 8_400)).toBeNull();
});

test('nobody speaks for a while: in the window of the meeting that is no trouble yet', () => {
  const watch = see(see(startWatch(0, false), 'text', look, 0), 'blank', look, 400);
  expect(troubleOf(seeNoChange(watch, 15_000), 15_000)).toBeNull();
  expect(troubleOf(seeNoChange(watch, 21_000), 21_000)).toBe('nothing');
});

test('no picture at all is said within five seconds', () => {
  const watch = see(startWatch(0, true), 'text', look, 1_000);
  expect(troubleOf(watch, 2_000)).toBeNull();
  expect(troubleOf(watch, 4_500)).toBe('no-picture');
});

test('other letters: dark on light instead of light on dark, or much larger; a line without tall letters is no other', () => {
  const watch = see(startWatch(0, true), 'text', look, 0);
  expect(looksLikeBefore(watch, { dark: true, height: 20 })).toBe(true);
  expect(looksLikeBefore(watch, { dark: false, height: 26 })).toBe(false);
  expect(looksLikeBefore(watch, { dark: true, height: 60 })).toBe(false);
  // Over a video the ground changes with the scene.
  expect(looksLikeBefore(watch, { dark: null, height: 26 })).toBe(true);
  expect(looksLikeBefore(startWatch(0, true), { dark: false, height: 60 })).toBe(true);
});
