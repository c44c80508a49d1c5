import { expect, test } from 'vitest';
import { entriesOf } from '../../../../electron/programs/eval/entries.ts';
import type { Scored } from '../../../../electron/programs/eval/metrics.ts';
import { rankingOf, realTalk } from '../../../../electron/programs/eval/real-talk.ts';
import { draw, honestStreams, lateFrauds, minutesOf } from '../../../../electron/programs/eval/streams.ts';
import type { Conversation } from '../../../../electron/sources/formats/format.ts';

/** Each line has 250 characters: one minute of talk. Amber from 0.5, red from 0.8. */
function scored(label: 'fraud' | 'normal', risk: number[], more: Partial<Conversation> = {}): Scored {
  return {
    conversation: { id: 'x', label, turns: risk.map(() => ({ speaker: null, text: '话'.repeat(250) })), ...more },
    risk,
    watch: risk.map((value) => value >= 0.5),
    danger: risk.map((value) => value >= 0.8),
    ms: [],
  };
}
const talk = (id: string, minutes: number): Conversation => ({ id, turns: scored('normal', Array(minutes).fill(0)).conversation.turns });

test('entries count from below, by the hour of talk, with the time spent in the level', () => {
  const hour = scored(
    'normal',
    Array.from({ length: 60 }, (_, i) => (i < 6 || i >= 54 ? 0.9 : 0.1)),
  );
  const found = entriesOf([hour, scored('normal', Array(60).fill(0.1))], 'danger');
  expect(found).toMatchObject({ hours: 2, count: 2, rate: 1, share: 0.1 });
  expect(found.interval.high).toBeGreaterThan(3);
});

test('an alarm before the first cue is no early one', () => {
  const marks = { first_cue_turn: 1, ask_turn: 4 };
  const rows = [
    scored('fraud', [0.1, 0.1, 0.6, 0.6, 0.9], marks),
    scored('fraud', [0.6, 0.6, 0.6, 0.6, 0.9], marks),
    scored('fraud', [0.1, 0.1, 0.1, 0.1, 0.9], marks),
  ];
  expect(realTalk('calls', rows)).toMatchObject({
    frauds: { red: { count: 3, of: 3 }, amber: { count: 3, of: 3 } },
    early: [{ gap: '3 to 6', share: { count: 1, of: 3 } }],
    honest: null,
  });
});

test('the ranking is by the peak, and ties count half', () => {
  expect(rankingOf([scored('fraud', [0.1, 0.9]), scored('fraud', [0.2]), scored('normal', [0.3, 0.1]), scored('normal', [0.2])])).toBe(
    0.625,
  );
  expect(rankingOf([scored('normal', [0.3])])).toBeNull();
});

test('streams hold every turn once, and are long enough', () => {
  const talks = [talk('a', 20), talk('b', 50), talk('c', 30), talk('d', 10)];
  const streams = honestStreams(talks, 45, 1);
  expect(streams.reduce((sum, { turns }) => sum + turns.length, 0)).toBe(110);
  for (const { turns } of streams) expect(minutesOf(turns)).toBeGreaterThanOrEqual(45);
});

test('a late fraud keeps its cue and its ask where they are said', () => {
  const fraud: Conversation = { ...talk('f', 3), label: 'fraud', first_cue_turn: 1, ask_turn: 2 };
  const [late] = lateFrauds([fraud], [talk('a', 30), talk('b', 30)], 45, 1);
  expect(late).toMatchObject({ first_cue_turn: 46, ask_turn: 47 });
  expect(late?.turns).toHaveLength(48);
});

test('a draw takes no more than asked of each group, always the same ones', () => {
  const rows = Array.from({ length: 20 }, (_, i) => ({ id: i, group: i % 2 ? 'odd' : 'even' }));
  const drawn = draw(rows, 3, (row) => row.group, 7);
  expect(drawn.map((row) => row.group).sort()).toEqual(['even', 'even', 'even', 'odd', 'odd', 'odd']);
  expect(draw(rows, 3, (row) => row.group, 7)).toEqual(drawn);
  expect(draw(rows, 3, (row) => row.group, 8)).not.toEqual(drawn);
});
