import { expect, test } from 'vitest';
import { kindOfType } from '../../../../electron/programs/eval/kinds.ts';
import { groupFrauds, misses, reportSource, type Scored } from '../../../../electron/programs/eval/metrics.ts';
import type { Conversation } from '../../../../electron/sources/formats/format.ts';

const conversation = (id: string, label: 'fraud' | 'normal', more: Partial<Conversation> = {}): Conversation => ({
  id,
  label,
  turns: [{ speaker: null, text: '好' }],
  ...more,
});
/** Amber from 0.5, red from 0.8. */
const scored = (one: Conversation, risk: number[]): Scored => ({
  conversation: one,
  risk,
  watch: risk.map((value) => value >= 0.5),
  danger: risk.map((value) => value >= 0.8),
  ms: risk.map(() => 10),
});

const four = [
  scored(conversation('a', 'fraud', { pair: 'P1', first_cue_turn: 1, ask_turn: 3 }), [0.1, 0.6, 0.9, 0.9]),
  scored(conversation('b', 'normal', { pair: 'P1' }), [0.1, 0.9, 0.2, 0.1]),
  scored(conversation('c', 'fraud', { pair: 'P2', first_cue_turn: 0, ask_turn: 1 }), [0.1, 0.3, 0.4, 0.6]),
  scored(conversation('d', 'normal', { pair: 'P2' }), [0.1, 0.2, 0.1, 0.1]),
];
const report = reportSource('pairs', four);

test('conversations: red and amber are counted apart', () => {
  expect(report.danger).toMatchObject({ fraud: 2, normal: 2, precision: 0.5, recall: 0.5, f1: 0.5, false_alarm_rate: 0.5 });
  expect(report.watch).toMatchObject({ recall: 1, false_alarm_rate: 0.5 });
});

test('lines: a fraud counts from its first cue, an honest one from its first line', () => {
  expect(report.line).toMatchObject({ fraud: 7, normal: 8, recall: 2 / 7, false_alarm_rate: 1 / 8 });
});

test('lead: lines between the first amber and the ask; late is negative', () => {
  expect(report.lead).toEqual({ conversations: 2, before_ask: 0.5, before_ask_if_cued: 0.5, median_lines: 2 });
});

test('lead: a fraud whose first cue is the ask itself gave no warning of it', () => {
  const sudden = scored(conversation('e', 'fraud', { first_cue_turn: 2, ask_turn: 2 }), [0.1, 0.1, 0.9]);
  expect(reportSource('s', [four[0] as Scored, sudden]).lead).toMatchObject({ before_ask: 0.5, before_ask_if_cued: 1 });
});

test('red at half: only what is said in the first half of a fraud counts', () => {
  const fraud = (risk: number[]) => scored(conversation('x', 'fraud'), risk);
  expect(reportSource('s', [fraud([0.1, 0.9, 0.1, 0.1]), fraud([0.1, 0.1, 0.9, 0.9])]).red_at_half).toBe(0.5);
});

test('groups: what became of the frauds of each channel; a conversation without one belongs to none', () => {
  const call = scored(conversation('x', 'fraud', { channel: 'call', first_cue_turn: 0, ask_turn: 1 }), [0.6, 0.9]);
  const meeting = scored(conversation('y', 'fraud', { channel: 'meeting' }), [0.1, 0.6]);
  const honest = scored(conversation('z', 'normal', { channel: 'call' }), [0.9]);
  expect(groupFrauds([call, meeting, honest, four[0] as Scored], (one) => one.channel ?? null)).toEqual([
    { name: 'call', frauds: 1, red: 1, amber: 1, before_ask: 1, before_ask_if_cued: 1 },
    { name: 'meeting', frauds: 1, red: 0, amber: 1, before_ask: null, before_ask_if_cued: null },
  ]);
});

test('misses are named: frauds that never turned red, honest ones that did', () => {
  expect(misses(four)).toEqual({ missed: ['c'], wrong: ['b'] });
});

test('pairs: the fraud above its honest counterpart, a tie counts half', () => {
  expect(report.pairs).toEqual({ count: 2, ranked_right: 0.75 });
});

test('a source without frauds has no recall, and no false alarm rate without honest ones', () => {
  expect(reportSource('calm', [four[3] as Scored]).danger).toMatchObject({ recall: null, false_alarm_rate: 0 });
  expect(reportSource('fraud', [four[0] as Scored]).danger).toMatchObject({ recall: 1, false_alarm_rate: null });
});

test.each([
  ['冒充公检法', 'police'],
  ['AI拟声换脸', 'deepfake'],
  ['留学生诈骗', 'student'],
  ['没见过的', 'other'],
])('%s is %s', (type, kind) => expect(kindOfType(type)).toBe(kind));
