import { expect, test } from 'vitest';
import type { CueHit, Level } from '../../../electron/contract/domain.ts';
import { advance, coach, newMeetingState, release } from '../../../electron/verdict/fuse.ts';

const hit = (cue: string, stage: CueHit['stage'], weight: number): CueHit => ({ cue, seq: 0, stage, kind: 'police', weight, quote: '' });
const silent = { talk: 0, kinds: new Map() };
const thresholds = { watch: 0.6, danger: 0.85 };
const one = { line: { meetingId: 1, seq: 0, at: 0, speaker: null, text: '' }, side: null, thresholds, model: 'm', ms: 1 };

/** One step a line: [model risk, hits]. */
function played(steps: readonly (readonly [number | null, CueHit[]?])[], from = newMeetingState) {
  let state = from;
  const verdicts = steps.map(([modelRisk, hits = []], i) => {
    const seq = from.lines + i;
    const line = { meetingId: 1, seq, at: 0, speaker: null, text: '' };
    const step = advance(state, {
      line,
      side: null,
      hits: hits.map((one) => ({ ...one, seq })),
      modelRisk,
      ngrams: silent,
      thresholds,
      model: 'm',
      ms: 1,
    });
    state = step.state;
    return step.verdict;
  });
  return { state, verdicts };
}
const play = (steps: Parameters<typeof played>[0]) => played(steps).verdicts;
const levels = (steps: Parameters<typeof play>[0]): Level[] => play(steps).map((verdict) => verdict.level);

test('a quiet meeting is unknown at first, then safe', () => {
  expect(levels([[0.1], [0.1], [0.1], [0.1]])).toEqual(['unknown', 'unknown', 'safe', 'safe']);
});

test('one odd line of the model is no fraud; the level rises once it keeps saying so', () => {
  expect(levels([[0.1], [0.1], [0.1], [0.9], [0.1]]).slice(2)).toEqual(['safe', 'safe', 'safe']);
  const keepsOn = levels([[0.001], [0.001], [0.001], ...Array.from({ length: 5 }, () => [0.999] as const)]);
  expect(keepsOn.slice(2)).toEqual(['safe', 'safe', 'danger', 'danger', 'danger', 'danger']);
});

test('lines that were judged together count as that many', () => {
  const apart = play([[0.1], [0.9], [0.9], [0.9]]).at(-1)?.risk as number;
  const together = play([[0.1], [null], [null], [0.9]]).at(-1)?.risk as number;
  expect(together).toBeCloseTo(apart, 5);
});

test('a line that waits for the model keeps what the model said last, not the rules’ word alone', () => {
  const weak = hit('a', 'isolate', 0.26);
  const [, waiting] = play([[0.001, [weak]], [null]]);
  expect(waiting?.risk).toBeLessThan(0.2);
});

test('a cue makes the model more certain, and no cue less', () => {
  const alone = play([[0.5]])[0]?.risk as number;
  expect(play([[0.5, [hit('a', 'extract', 0.3)]]])[0]?.risk).toBeGreaterThan(alone);
});

test('an amber of the rules goes down again when nothing follows, without a model too', () => {
  const after = levels([[null, [hit('a', 'isolate', 0.7)]], ...Array.from({ length: 160 }, () => [null] as const)]);
  expect([after[0], after.at(-1)]).toEqual(['watch', 'unknown']);
});

test('the model cannot lower what the rules found', () => {
  const demand = [hit('a', 'isolate', 0.6), hit('b', 'control', 0.4), hit('c', 'extract', 0.6)];
  expect(levels([[0.01, demand], [0.01], [0.01]])).toEqual(['danger', 'danger', 'danger']);
});

test('without a model the rules judge, and calm is unknown, not safe', () => {
  expect(levels([[null], [null], [null], [null]])).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
  expect(levels([[null, [hit('a', 'isolate', 0.7)]]])).toEqual(['watch']);
});

test('a long friendly talk does not thin out a later demand', () => {
  const friendly = Array.from({ length: 200 }, () => [0.02] as const);
  const demand = [hit('a', 'isolate', 0.6), hit('b', 'control', 0.4), hit('c', 'extract', 0.6)];
  expect(levels([...friendly, [0.02, demand]]).at(-1)).toBe('danger');
});

test('padding between two demands does not thin out the first; it fades only after a long while', () => {
  const padding = Array.from({ length: 110 }, () => [null] as const);
  const [first, second] = [hit('a', 'isolate', 0.6), hit('b', 'extract', 0.7)];
  const apart = play([[null, [first]], ...padding, [null, [second]]]).at(-1);
  expect(apart).toMatchObject({ level: 'danger', reasons: { rules: 0.88 } });
  const later = play([[null, [first]], ...padding, ...padding, [null, [second]]]).at(-1);
  expect(later?.reasons?.rules).toBeLessThan(0.85);
});

test('whoever repeats a demand does not take its place as evidence', () => {
  const demand = hit('a', 'isolate', 0.6);
  expect(
    play([
      [null, [demand]],
      [null, [demand]],
    ]).at(-1)?.reasons?.cues,
  ).toEqual([{ cue: 'a', seq: 0, stage: 'isolate', weight: 0.6 }]);
});

test('amber goes down slowly', () => {
  const after = levels([[0.85], ...Array.from({ length: 40 }, () => [0.05] as const)]);
  expect(after.slice(0, 8)).toEqual(Array(8).fill('watch'));
  expect(after.at(-1)).toBe('safe');
});

test('red cannot be talked down; the user can let it go', () => {
  const calm = Array.from({ length: 300 }, () => [0.01] as const);
  const { state, verdicts } = played([[0.998], ...calm]);
  expect(verdicts.at(-1)).toMatchObject({ level: 'danger', reasons: { own: 'safe', held: null } });
  expect(played([[0.01]], release(state)).verdicts[0]?.level).toBe('safe');
});

test('told to close a warning: red for the rest of the meeting, whatever is said or answered', () => {
  const { state } = played([[0.01]]);
  const { verdicts } = played([[0.01], [0.01]], release(coach(state)));
  expect(verdicts.at(-1)).toMatchObject({ level: 'danger', reasons: { coached: true, own: 'danger' } });
});

test('the reasons hold what moved the level: the model’s part, each cue with what is left of it, thresholds, what holds it up', () => {
  const demand = [hit('a', 'isolate', 0.6), hit('b', 'control', 0.2)];
  const { verdicts } = played([[0.3, demand], [0.1], [0.1]]);
  expect(verdicts[0]?.reasons).toMatchObject({
    own: 'watch',
    model: 0.3,
    rules: 0.68,
    cues: [
      { cue: 'a', seq: 0, stage: 'isolate', weight: 0.6 },
      { cue: 'b', seq: 0, stage: 'control', weight: 0.2 },
    ],
    thresholds: { watch: 0.6, danger: 0.85 },
    shift: { watch: 0, danger: 0 },
    held: 0,
    early: 2,
  });
  expect(verdicts[0]?.reasons?.joined).toBeCloseTo(0.844, 2);
  const [, , last] = verdicts;
  expect(last).toMatchObject({ level: 'watch', reasons: { early: 0 } });
  expect(last?.reasons?.cues[0]).toMatchObject({ cue: 'a', seq: 0, weight: 0.6 });
});

test('feedback moves the model’s thresholds and leaves the rules alone', () => {
  const later = { watch: 0.5, danger: 0.25 };
  const one = {
    line: { meetingId: 1, seq: 0, at: 0, speaker: null, text: '' },
    side: null,
    ngrams: silent,
    thresholds,
    shift: later,
    model: 'm',
    ms: 1,
  };
  expect(advance(newMeetingState, { ...one, hits: [], modelRisk: 0.65 }).verdict.level).not.toBe('watch');
  const demand = [hit('a', 'isolate', 0.6), hit('b', 'control', 0.4), hit('c', 'extract', 0.6)];
  const { verdict } = advance(newMeetingState, { ...one, hits: demand, modelRisk: 0.01 });
  expect(verdict).toMatchObject({ level: 'danger', reasons: { shift: later } });
  expect(verdict.reasons?.thresholds.watch).toBeCloseTo(0.712, 2);
});

test('the n-grams count beside the model: they raise what the model alone would not, and names the kind once there is one to name', () => {
  const kinds = new Map([['loan', 0.7] as const, ['other', 0.3] as const]);
  expect(advance(newMeetingState, { ...one, hits: [], modelRisk: 0.5, ngrams: { talk: -1, kinds } }).verdict).toMatchObject({
    level: 'unknown',
    kind: null,
  });
  expect(advance(newMeetingState, { ...one, hits: [], modelRisk: 0.5, ngrams: { talk: 1.5, kinds } }).verdict).toMatchObject({
    level: 'danger',
    kind: 'loan',
  });
});

test.each([
  ['the model alone', { modelRisk: 0.9999, talk: -3, hits: [] }, 'watch'],
  ['the n-grams alone', { modelRisk: 0.05, talk: 4, hits: [] }, 'watch'],
  [
    'the rules alone',
    { modelRisk: 0.001, talk: -3, hits: [hit('a', 'isolate', 0.6), hit('b', 'control', 0.6), hit('c', 'extract', 0.6)] },
    'watch',
  ],
  ['the model and the n-grams', { modelRisk: 0.999, talk: 0, hits: [] }, 'danger'],
  ['the n-grams and the rules', { modelRisk: 0.2, talk: 2, hits: [hit('a', 'extract', 0.6)] }, 'danger'],
] as const)('red needs two witnesses: %s', (_, { talk, ...judged }, level) => {
  const { verdict } = advance(newMeetingState, { ...one, ...judged, ngrams: { talk, kinds: new Map() } });
  expect(verdict.level).toBe(level);
});

test('a false alarm forgets the cues too', () => {
  const demand = [hit('a', 'isolate', 0.6), hit('b', 'control', 0.4), hit('c', 'extract', 0.6)];
  const { state } = played([[0.9, demand]]);
  expect(state.level).toBe('danger');
  const { verdicts } = played([[0.01], [0.01]], release(state));
  expect(verdicts.at(-1)).toMatchObject({ level: 'safe', cues: [], reasons: { rules: 0, cues: [] } });
});

test('an hour of honest trade does not add up: cues fade, and one witness is not enough for red', () => {
  const trade = Array.from({ length: 300 }, (_, i) => [0.05, i % 12 === 0 ? [hit(`c${i % 5}`, 'pressure', 0.3)] : []] as const);
  const { verdicts } = played(trade.map(([risk, hits]) => [risk, [...hits]]));
  expect(verdicts.some((verdict) => verdict.level === 'danger')).toBe(false);
});

test('what the classifiers cannot read is unknown, never safe; readable talk after it may be', () => {
  const read = (units: { read: number; all: number }[]) => {
    let state = newMeetingState;
    return units.map((readable, seq) => {
      const line = { ...one.line, seq };
      const step = advance(state, { ...one, line, hits: [], modelRisk: 0.01, ngrams: silent, readable });
      state = step.state;
      return step.verdict.level;
    });
  };
  const foreign = Array.from({ length: 6 }, () => ({ read: 0, all: 10 }));
  const chinese = Array.from({ length: 12 }, () => ({ read: 10, all: 10 }));
  expect(new Set(read(foreign))).toEqual(new Set(['unknown']));
  expect(read([...chinese, ...foreign]).at(-1)).toBe('unknown');
  expect(read([...foreign, ...chinese]).at(-1)).toBe('safe');
});

test('a stage is held while its evidence lasts, then lets go', () => {
  const calm = (lines: number) => Array.from({ length: lines }, () => [0.1] as const);
  const stage = (lines: number) => play([[0.1, [hit('a', 'control', 0.2)]], ...calm(lines)]).at(-1)?.stage;
  expect([stage(230), stage(250)]).toEqual(['control', null]);
});

test('one topic talked about at length does not add up to a fraud', () => {
  const talk = Array.from({ length: 6 }, (_, i) => hit(`c${i}`, 'pressure', 0.25));
  expect(play([[0.1, talk]])[0]?.level).not.toBe('danger');
});

test('kind and stage are those of the evidence', () => {
  const [verdict] = play([[0.9, [hit('a', 'isolate', 0.4), hit('b', 'contact', 0.2)]]]);
  expect(verdict).toMatchObject({ kind: 'police', stage: 'isolate' });
});

test('the user repeats a demand: the demand keeps its weight', () => {
  const demand = hit('a', 'extract', 0.7);
  const echo = { ...demand, weight: 0.35 };
  const [once, repeated] = play([
    [null, [demand]],
    [null, [echo]],
  ]);
  const [, silence] = play([[null, [demand]], [null]]);
  expect(repeated?.level).toBe(once?.level);
  expect(repeated?.risk).toBe(silence?.risk);
});
