import { expect, test } from 'vitest';
import type { Level, Verdict } from '../../../electron/contract/domain.ts';
import { newAlertState, nextAlert } from '../../../electron/verdict/alert.ts';

const minute = 60_000;
const lines = ['您好', '不要告诉家人', '共享屏幕', '念验证码'].map((text, seq) => ({ meetingId: 1, seq, at: 0, speaker: '甲', text }));
const hits = [1, 2, 3].map((seq) => ({ cue: `c${seq}`, seq, stage: 'isolate' as const, kind: null, weight: seq / 10, quote: '' }));
const verdict = (seq: number, level: Level, cues: Verdict['cues'] = []): Verdict => ({
  meetingId: 1,
  seq,
  risk: 0.9,
  modelRisk: 0.9,
  level,
  kind: 'police',
  stage: 'isolate',
  cues,
  model: 'm',
  ms: 1,
});

/** The alerts of a course of [level, minutes]. */
function alerts(course: readonly (readonly [Level, number, boolean?])[]): string[] {
  let state = newAlertState;
  return course.flatMap(([level, at, found], seq) => {
    const next = nextAlert(state, verdict(seq, level, found ? hits.slice(0, 1) : []), lines, hits, at * minute);
    state = next.state;
    return next.alert ? [`${next.alert.level}@${seq}`] : [];
  });
}

test('one alert an episode, another when it gets worse', () => {
  expect(
    alerts([
      ['safe', 0],
      ['watch', 0],
      ['watch', 1],
      ['danger', 1],
      ['danger', 2],
    ]),
  ).toEqual(['watch@1', 'danger@3']);
});

test('the same level warns again only after five minutes and with something new', () => {
  expect(
    alerts([
      ['danger', 0],
      ['danger', 4, true],
      ['danger', 6],
      ['danger', 7, true],
    ]),
  ).toEqual(['danger@0', 'danger@3']);
});

test('after calm a new rise is a new episode', () => {
  expect(
    alerts([
      ['watch', 0],
      ['safe', 1],
      ['watch', 1],
    ]),
  ).toEqual(['watch@0', 'watch@2']);
});

test('the strongest lines are quoted, in the order they were said; without cues the newest line', () => {
  const strong = nextAlert(newAlertState, verdict(3, 'danger'), lines, hits, 0).alert;
  expect(strong?.quotes.map((quote) => quote.text)).toEqual(['不要告诉家人', '共享屏幕', '念验证码']);
  const none = nextAlert(newAlertState, verdict(2, 'danger'), lines, [], 0).alert;
  expect(none?.quotes.map((quote) => quote.text)).toEqual(['共享屏幕']);
});
