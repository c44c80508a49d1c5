import { expect, test } from 'vitest';
import { stages } from '../../../electron/contract/constants.ts';
import type { CueHit, Level, Stage, Verdict } from '../../../electron/contract/domain.ts';
import { type AlertState, coachedAlert, type Moment, newAlertState, nextAlert, resumed } from '../../../electron/verdict/alert.ts';
import { allow, snooze } from '../../../electron/verdict/quiet.ts';

const minute = 60_000;
const lines = ['您好', '不要告诉家人', '共享屏幕', '念验证码'].map((text, seq) => ({ meetingId: 1, seq, at: 0, speaker: '甲', text }));
const hit = (seq: number, stage: Stage, cue = `${stage}-cue`): CueHit => ({
  cue,
  seq,
  stage,
  kind: null,
  weight: 0.1 + seq / 10,
  quote: '',
});

/** What a meeting does at a minute: its level, the furthest stage, the stages whose cues are in this very line. */
interface Step {
  at: number;
  level: Level;
  stage?: Stage;
  heard?: readonly (Stage | CueHit)[];
  /** What the user does before it. */
  user?: (state: AlertState, now: number) => AlertState;
}

function moment(step: Step, seq: number): Moment {
  const cues = (step.heard ?? []).map((one) => (typeof one === 'string' ? hit(seq, one) : one));
  const verdict: Verdict = {
    meetingId: 1,
    seq,
    risk: 0.9,
    modelRisk: 0.9,
    level: step.level,
    kind: 'police',
    stage: step.stage ?? null,
    cues,
    model: 'm',
    ms: 1,
    reasons: null,
  };
  return { verdict, lines, hits: cues, modelRisks: new Map(), now: step.at * minute };
}

/** The alerts of a state, as level@step:cause. */
function alerts(steps: readonly Step[], from: AlertState = newAlertState): string[] {
  let state = from;
  return steps.flatMap((step, seq) => {
    state = step.user?.(state, step.at * minute) ?? state;
    const next = nextAlert(state, moment(step, seq));
    state = next.state;
    return next.alert ? [`${next.alert.level}@${seq}:${next.alert.cause}`] : [];
  });
}

test('one alert an episode, another when it gets worse', () => {
  const state: Step[] = [
    { at: 0, level: 'safe' },
    { at: 0, level: 'watch' },
    { at: 1, level: 'watch' },
    { at: 1, level: 'danger' },
    { at: 2, level: 'danger' },
  ];
  expect(alerts(state)).toEqual(['watch@1:first', 'danger@3:worse']);
});

test('a new stage is told at once, each stage once', () => {
  const state: Step[] = [
    { at: 0, level: 'danger', stage: 'pressure' },
    { at: 0, level: 'danger', stage: 'isolate' },
    { at: 0, level: 'danger', stage: 'isolate' },
    { at: 0, level: 'danger', stage: 'extract' },
    { at: 0, level: 'danger', stage: 'control' },
    { at: 0, level: 'danger', stage: 'extract' },
  ];
  expect(alerts(state)).toEqual(['danger@0:first', 'danger@1:stage', 'danger@3:stage']);
});

test('amber comes again only for a stage in which something can happen', () => {
  expect(
    alerts([
      { at: 0, level: 'watch' },
      { at: 0, level: 'watch', stage: 'pressure' },
      { at: 0, level: 'watch', stage: 'control' },
    ]),
  ).toEqual(['watch@0:first', 'watch@2:stage']);
});

test('the same amber warns again only after five minutes and with something new', () => {
  const heard = { level: 'watch', stage: 'isolate', heard: ['isolate'] } as const;
  expect(
    alerts([
      { at: 0, ...heard },
      { at: 4, ...heard, heard: [hit(1, 'isolate', 'another')] },
      { at: 6, ...heard },
      { at: 7, ...heard, heard: [hit(3, 'isolate', 'a third')] },
      { at: 20, level: 'watch', stage: 'isolate' },
    ]),
  ).toEqual(['watch@0:first', 'watch@3:again']);
});

test('red that goes on comes again: after five minutes with a cue, after ten without', () => {
  const red = { level: 'danger', stage: 'isolate' } as const;
  expect(
    alerts([
      { at: 0, ...red },
      { at: 4, ...red, heard: ['isolate'] },
      { at: 6, ...red, heard: ['isolate'] },
      { at: 12, ...red },
      { at: 16, ...red },
    ]),
  ).toEqual(['danger@0:first', 'danger@2:again', 'danger@4:again']);
});

test('a red that the user called a false alarm comes back only with something new', () => {
  const red = { level: 'danger', stage: 'isolate', heard: ['isolate'] } as const;
  const released = (state: AlertState): AlertState => ({ ...state, episode: state.episode && { ...state.episode, released: true } });
  expect(
    alerts([
      { at: 0, ...red },
      { at: 30, ...red, user: released },
      { at: 31, ...red, heard: [hit(2, 'isolate', 'another')] },
    ]),
  ).toEqual(['danger@0:first', 'danger@2:again']);
});

test('after calm the same amber is the same episode for five minutes, then a new one; red always speaks', () => {
  const back = (at: number, level: Level) =>
    alerts([
      { at: 0, level: 'watch' },
      { at: 1, level: 'safe' },
      { at, level },
    ]).slice(1);
  expect(back(2, 'watch')).toEqual([]);
  expect(back(6, 'watch')).toEqual(['watch@2:first']);
  expect(back(2, 'danger')).toEqual(['danger@2:worse']);
});

test('put off: amber for ten minutes, then it comes back, also when nothing new was said', () => {
  const putOff = (at: number) =>
    alerts([
      { at: 0, level: 'watch', stage: 'contact' },
      { at: 0, level: 'watch', stage: 'contact', user: (s, now) => ({ ...s, ...snooze(s, 'watch', now) }) },
      { at, level: 'watch', stage: 'contact', heard: at < 10 ? ['pressure'] : [] },
    ]);
  expect(putOff(9)).toEqual(['watch@0:first']);
  expect(putOff(10)).toEqual(['watch@0:first', 'watch@2:again']);
});

test.each([
  ['a red', { level: 'danger', stage: 'contact' }],
  ['a new stage', { level: 'watch', stage: 'control' }],
  ['being told to keep silent', { level: 'watch', stage: 'contact', heard: ['isolate'] }],
] as const)('%s breaks a snooze', (_what, next) => {
  const steps: Step[] = [
    { at: 0, level: 'watch', stage: 'contact' },
    { at: 6, ...next, user: (s, now) => ({ ...s, ...snooze(s, 'watch', now) }) },
  ];
  expect(alerts(steps)).toHaveLength(2);
});

test('a snooze ends at once when the call isolates, though nothing about that is new', () => {
  const red = { at: 0, level: 'danger', stage: 'extract', heard: ['isolate'] } as const;
  const putOff = (s: AlertState, now: number) => ({ ...s, ...snooze(s, 'danger', now) });
  expect(alerts([red, { ...red, heard: ['control'], user: putOff }, red])).toEqual(['danger@0:first', 'danger@2:again']);
});

test('red can be put off twice for three minutes and then no more', () => {
  let state = nextAlert(newAlertState, moment({ at: 0, level: 'danger', stage: 'control' }, 0)).state;
  const ends: (number | undefined)[] = [];
  for (const at of [0, 10, 20]) {
    state = { ...state, quiet: null };
    state = { ...state, ...snooze(state, 'danger', at * minute) };
    ends.push(state.quiet ? state.quiet.until / minute : undefined);
  }
  expect(ends).toEqual([3, 13, undefined]);
});

test('a trusted meeting shows no amber for an hour; red and isolation come all the same', () => {
  const trusted = { ...newAlertState, ...allow(newAlertState, 0) };
  const at = (minutes: number, step: Partial<Step>) => alerts([{ at: minutes, level: 'watch', ...step }], trusted).length;
  expect(at(59, { stage: 'control', heard: ['control'] })).toBe(0);
  expect(at(61, {})).toBe(1);
  expect(at(1, { level: 'danger' })).toBe(1);
  expect(at(1, { heard: ['isolate'] })).toBe(1);
});

test('the user was told to close it: a red alert that is answered already, whatever was quiet', () => {
  const { state } = nextAlert(newAlertState, moment({ at: 0, level: 'watch' }, 0));
  const next = coachedAlert({ ...state, ...allow(state, 0) }, moment({ at: 1, level: 'watch' }, 1));
  expect(next.alert).toMatchObject({ level: 'danger', cause: 'coached', answer: 'coached' });
  expect(next.state.quiet).toBeNull();
});

test('a meeting that goes on after an interruption does not tell again what it told', () => {
  const red = { level: 'danger', stage: 'isolate' } as const;
  const { alert } = nextAlert(newAlertState, moment({ at: 0, ...red }, 0));
  const after = resumed(newAlertState, alert ? [{ ...alert, id: 1, episode: 1 }] : []);
  expect(alerts([{ at: 1, ...red }], after)).toEqual([]);
  expect(alerts([{ at: 1, ...red, stage: 'extract' }], after)).toEqual(['danger@0:stage']);
});

test('the heaviest lines are quoted, in the order they were said; else those that the model found worst; else the newest', () => {
  const quotes = (hits: CueHit[], modelRisks: [number, number][] = []) => {
    const at = moment({ at: 0, level: 'danger' }, 3);
    const { alert } = nextAlert(newAlertState, { ...at, hits, modelRisks: new Map(modelRisks) });
    return alert?.quotes.map((quote) => quote.text);
  };
  expect(quotes(stages.slice(0, 3).map((stage, i) => hit(3 - i, stage)))).toEqual(['不要告诉家人', '共享屏幕', '念验证码']);
  expect(
    quotes(
      [hit(2, 'control')],
      [
        [0, 0.1],
        [1, 0.8],
      ],
    ),
  ).toEqual(['不要告诉家人', '共享屏幕']);
  expect(
    quotes(
      [],
      [
        [0, 0.1],
        [1, 0.8],
        [2, 0.9],
      ],
    ),
  ).toEqual(['不要告诉家人', '共享屏幕']);
  expect(quotes([])).toEqual(['念验证码']);
});

test('beside a cue, the model’s choice is among the lines of whoever was heard with it', () => {
  const talk = ['我是民警', '我没做什么呀', '你的卡涉案了'].map((text, seq) => ({
    meetingId: 1,
    seq,
    at: 0,
    speaker: seq === 1 ? '乙' : '甲',
    text,
  }));
  const at = moment({ at: 0, level: 'danger' }, 2);
  const modelRisks = new Map([
    [0, 0.1],
    [1, 0.9],
    [2, 0.8],
  ] as const);
  const { alert } = nextAlert(newAlertState, { ...at, lines: talk, hits: [hit(0, 'contact')], modelRisks });
  expect(alert?.quotes.map((quote) => quote.text)).toEqual(['我是民警', '你的卡涉案了']);
});
