import { expect, test } from 'vitest';
import { demoSample, replay, samples } from '../../../electron/sources/samples.ts';

test('every sample has its facts right: a fraud asks somewhere inside, an honest one never', () => {
  for (const sample of samples) {
    if (sample.label === 'normal') expect(sample.ask_turn).toBeNull();
    else expect(sample.turns[sample.ask_turn as number]?.text).toBeTruthy();
    expect(sample.title['zh-CN']).not.toBe('');
    expect(sample.title['en-US']).not.toBe('');
  }
  expect(demoSample.label).toBe('fraud');
});

test('a replay says every line once, in order, and stops between two lines', async () => {
  const said: string[] = [];
  await replay(demoSample.turns, (turn) => void said.push(turn.text), 0, new AbortController().signal);
  expect(said).toEqual(demoSample.turns.map((turn) => turn.text));

  const stop = new AbortController();
  const few: string[] = [];
  const say = (turn: { text: string }) => {
    few.push(turn.text);
    stop.abort();
  };
  // A pause far longer than the test's own limit: it must not be waited for.
  await replay(demoSample.turns, say, 24 * 3_600_000, stop.signal);
  expect(few).toEqual([demoSample.turns[0]?.text]);
});
