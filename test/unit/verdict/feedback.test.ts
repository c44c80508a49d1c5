import { expect, test } from 'vitest';
import { type Answered, shiftBounds, shifted, summarise } from '../../../electron/verdict/feedback.ts';

let episodes = 0;
const alert = (change: Partial<Answered>): Answered => ({
  episode: ++episodes,
  level: 'watch',
  answer: 'dismissed',
  feedback: null,
  ...change,
});
const many = (count: number, change: Partial<Answered>) => Array.from({ length: count }, () => alert(change));

test('false alarms let amber come later, true alarms take that back', () => {
  expect(summarise(many(2, { feedback: 'false-alarm' }))).toEqual({ falseAlarms: 2, trueAlarms: 0, shift: { watch: 0.2, danger: 0 } });
  const both = [...many(2, { feedback: 'false-alarm' }), ...many(1, { feedback: 'true-alarm' })];
  expect(summarise(both).shift).toEqual({ watch: 0.1, danger: 0 });
});

test('no number of answers leaves the bounds', () => {
  const { shift } = summarise(many(1_000, { feedback: 'false-alarm', level: 'danger' }));
  expect(shift).toEqual({ watch: shiftBounds.watch.to, danger: shiftBounds.danger.to });
  // A red of the built-in model's is still a red at what certainty means to people.
  expect(shifted({ watch: 0.5, danger: 0.82 }, shift).danger).toBeLessThan(0.87);
  const earlier = summarise(many(1_000, { feedback: 'true-alarm', level: 'danger' })).shift;
  expect(earlier).toEqual({ watch: shiftBounds.watch.from, danger: shiftBounds.danger.from });
});

test('an episode counts once, by its last answer', () => {
  const episode = [alert({ episode: 7, feedback: 'false-alarm' }), alert({ episode: 7, level: 'danger', feedback: 'true-alarm' })];
  expect(summarise(episode)).toMatchObject({ falseAlarms: 0, trueAlarms: 1, shift: { watch: -0.1, danger: -0.05 } });
});

test('where somebody was told to close the warning, it was no false alarm', () => {
  const episode = [alert({ episode: 8, answer: 'coached' }), alert({ episode: 8, level: 'danger', feedback: 'false-alarm' })];
  expect(summarise(episode)).toMatchObject({ falseAlarms: 0, shift: { watch: 0, danger: 0 } });
});

test('red never comes before amber', () => {
  expect(shifted({ watch: 0.8, danger: 0.82 }, { watch: 0.5, danger: 0 })).toEqual({
    watch: shifted({ watch: 0.8, danger: 1 }, { watch: 0.5, danger: 0 }).watch,
    danger: expect.closeTo(0.868, 2),
  });
  expect(shifted({ watch: 0.5, danger: 0.8 }, { watch: 0, danger: 0 })).toEqual({ watch: 0.5, danger: 0.8 });
});
