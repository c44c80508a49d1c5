/** Nothing that a caller says, shows or hides lowers what the rules reach. The whole guard: guard.test.ts, `npm run test:injection`. */
import { expect, test } from 'vitest';
import { attacks } from './attacks.ts';
import { attacked, delayed, lowered, plain } from './compare.ts';
import { dialogues } from './dialogues.ts';
import { honest } from './honest.ts';
import { byRules } from './judges.ts';

test('there are at least 200 attacks over several frauds, each with an id of its own, and as many honest conversations', () => {
  expect(attacks.length * dialogues.length).toBeGreaterThanOrEqual(200);
  expect(new Set(attacks.map((attack) => attack.id)).size).toBe(attacks.length);
  expect(new Set(attacks.map((attack) => attack.family)).size).toBeGreaterThanOrEqual(12);
  expect(honest.length).toBeGreaterThanOrEqual(200);
});

test('an attack keeps every line of the fraud for a human reader', () => {
  for (const dialogue of dialogues) {
    for (const attack of attacks) {
      const kept = attack.apply(dialogue).flatMap((turn) => turn.from ?? []);
      expect(kept, attack.id).toEqual(dialogue.turns.map((_, i) => i));
    }
  }
});

test.each(dialogues.map((dialogue) => [dialogue.id, dialogue] as const))(
  '%s: no attack lowers or delays a warning',
  async (_id, dialogue) => {
    const before = await plain(byRules, dialogue);
    expect(['watch', 'danger']).toContain(before.peak);
    const harm: string[] = [];
    for (const attack of attacks) {
      const after = await attacked(byRules, dialogue, attack);
      const less = lowered(before, after);
      if (less) harm.push(`${attack.id}: ${less}`);
      if (delayed(before, after) > 0) harm.push(`${attack.id}: ${delayed(before, after)} lines later`);
    }
    expect(harm).toEqual([]);
  },
);

test('honest talk of prompts, JSON, system messages and pop-ups does not alarm', async () => {
  const alarms: string[] = [];
  for (const { id, turns } of honest) {
    const worst = (await byRules(turns)).find((level) => level === 'watch' || level === 'danger');
    if (worst) alarms.push(`${id}: ${worst}`);
  }
  expect(alarms).toEqual([]);
});
