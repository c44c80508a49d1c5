/** What a person sees who plays the six samples: every level, kind and stage, with the built-in model. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stopLlama } from '../../../electron/engine/llama/start.ts';
import { Replayer } from '../../../electron/programs/replay.ts';
import { chooseModel } from '../../../electron/programs/terminal.ts';
import { samples } from '../../../electron/sources/samples.ts';

let replayer: Replayer;
beforeAll(async () => {
  replayer = await Replayer.create(await chooseModel(undefined));
});
afterAll(async () => {
  await replayer.dispose();
  await stopLlama();
});

const kinds: Record<string, readonly string[]> = {
  'police-screen-share': ['police'],
  'refund-cancel-insurance': ['refund'],
  'boss-urgent-payment': ['acquaintance', 'other'],
};

test.each(samples.filter((sample) => sample.label === 'fraud').map((sample) => [sample.id, sample] as const))(
  '%s: warns before the ask, turns red, names the right kind, and quotes the call',
  async (id, { turns, ask_turn: ask }) => {
    const { verdicts, alerts } = await replayer.judge(id, turns);
    expect(alerts[0]?.seq).toBeLessThan(ask as number);
    expect(verdicts.at(-1)?.level).toBe('danger');
    for (const alert of alerts) {
      expect(kinds[id], `line ${alert.seq}`).toContain(alert.kind);
      expect(alert.quotes.length, `line ${alert.seq}`).toBeGreaterThanOrEqual(2);
    }
    // One card that grows: amber, red, and each new stage once.
    expect(new Set(alerts.map((alert) => alert.episode)).size).toBe(1);
    expect(alerts.length).toBeLessThanOrEqual(6);
  },
);

test.each(samples.filter((sample) => sample.label === 'normal').map((sample) => [sample.id, sample] as const))(
  '%s: calm from its third line to its last',
  async (id, { turns }) => {
    const { verdicts, alerts } = await replayer.judge(id, turns);
    expect(alerts).toEqual([]);
    expect(new Set(verdicts.slice(2).map((verdict) => verdict.level))).toEqual(new Set(['safe']));
  },
);
