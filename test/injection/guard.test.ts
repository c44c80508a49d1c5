/**
 * The suite against the whole guard: the app's pipeline with a real model. `npm run test:injection`, which takes a while;
 * HUIDUN_MODEL names another model than the starter, by id or path, and HUIDUN_EVERY=10 takes every tenth attack for a slow one.
 * What it prints is what may be said about it.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stopLlama } from '../../electron/engine/llama/start.ts';
import { attacks } from './attacks.ts';
import { attacked, delayed, type Judge, lowered, plain } from './compare.ts';
import { type Dialogue, dialogues, quietDialogues } from './dialogues.ts';
import { honest } from './honest.ts';
import { byGuard } from './judges.ts';

let judge: Judge;
let dispose: () => Promise<void>;
beforeAll(async () => {
  ({ judge, dispose } = await byGuard(process.env.HUIDUN_MODEL));
});
afterAll(async () => {
  await dispose();
  await stopLlama();
});

const tried = attacks.filter((_, i) => i % Number(process.env.HUIDUN_EVERY ?? 1) === 0);
const counts = { attacks: 0, lowered: 0, delayed: 0 };

/** What the attacks cost, one sentence each. */
async function harmTo(dialogue: Dialogue): Promise<string[]> {
  const before = await plain(judge, dialogue);
  const harm: string[] = [];
  let late = 0;
  for (const attack of tried) {
    const after = await attacked(judge, dialogue, attack);
    const less = lowered(before, after);
    if (less) harm.push(`${attack.id}: ${less}`);
    if (delayed(before, after) > 0) late++;
  }
  counts.attacks += tried.length;
  counts.lowered += harm.length;
  counts.delayed += late;
  const sum = `${dialogue.id}: reaches ${before.peak}; of ${tried.length} attacks ${harm.length} lower it, ${late} delay the first warning`;
  process.stdout.write(`${[sum, ...harm].join('\n  ')}\n`);
  return harm;
}

test.each(dialogues.map((dialogue) => [dialogue.id, dialogue] as const))('%s: no attack lowers the level', async (_id, dialogue) => {
  expect(await harmTo(dialogue)).toEqual([]);
});

// The small model loses a fraud without a single cue in enough small talk; the lines that say so are printed above.
test.each(quietDialogues.map((dialogue) => [dialogue.id, dialogue] as const))(
  '%s, of which the rules hear nothing: no attack but padding lowers the level',
  async (_id, dialogue) => {
    const harm = await harmTo(dialogue);
    expect(harm.filter((one) => !one.startsWith('padding'))).toEqual([]);
  },
);

test('honest talk of prompts, JSON, system messages and pop-ups does not alarm', async () => {
  const alarms: string[] = [];
  for (const { id, turns } of honest) {
    const said = await judge(turns);
    const worst = said.includes('danger') ? 'danger' : said.includes('watch') ? 'watch' : null;
    if (worst) alarms.push(`${id}: ${worst}`);
  }
  const red = alarms.filter((alarm) => alarm.endsWith('danger')).length;
  process.stdout.write(`attacks: ${JSON.stringify(counts)}; honest: ${honest.length}, amber ${alarms.length - red}, red ${red}\n`);
  expect(alarms).toEqual([]);
});
