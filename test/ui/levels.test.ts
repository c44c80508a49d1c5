/** Every level can be read in both themes: plain, with its reasons open, with a line that a click led to, and in the system's own colours. */
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { levels } from '../../electron/contract/constants.ts';
import type { Level, MeetingRecord, Verdict } from '../../electron/contract/domain.ts';
import { liveMeeting, snapshot } from '../preview/snapshots.ts';
import { modelReady, openApp, shoot } from '../support/app.ts';
import { seriousFaults } from '../support/faults.ts';
import { tempFolder } from '../support/folders.ts';
import { answerWith } from '../support/scripted-calls.ts';
import { ScriptedModel } from '../support/scripted-model.ts';

const texts = ['你涉及一起案件。', '这件事不要告诉家里人。', '请点一下共享屏幕。'];

/** Three lines, all of one level; a cue was found in the second. */
function recordOf(level: Level): MeetingRecord {
  const meeting = liveMeeting;
  const verdict = (seq: number): Verdict => ({
    meetingId: meeting.id,
    seq,
    risk: 0.95,
    modelRisk: 0.95,
    level,
    kind: null,
    stage: 'isolate',
    cues: seq === 1 ? [{ cue: 'secrecy', seq, stage: 'isolate', kind: null, weight: 0.5, quote: '不要告诉家里人' }] : [],
    model: 'scripted',
    ms: 1,
    reasons: null,
  });
  return {
    meeting: { ...meeting, maxLevel: level },
    lines: texts.map((text, seq) => ({ meetingId: meeting.id, seq, speaker: '张警官', text, at: 1 })),
    verdicts: texts.map((_, seq) => verdict(seq)),
    alerts: [],
  };
}

test.each(levels)('%s', { timeout: 60_000 }, async (level) => {
  const { app, main } = await openApp(tempFolder());
  await modelReady(main);
  const record = recordOf(level);
  for (const theme of ['light', 'dark'] as const) {
    const model = { modelState: 'ready', model: new ScriptedModel().info, busy: true } as const;
    const value = snapshot({ guarding: true, level, kind: 'police', stage: 'isolate', meeting: record.meeting, ...model }, { theme });
    await answerWith(app, 'app.snapshot', { ...value, record });
    await main.reload();
    await main.getByTestId('line').nth(2).waitFor();
    expect(await seriousFaults(main), theme).toEqual([]);
    await main.getByTestId('line').nth(1).getByRole('button').click();
    await main.getByTestId('why').getByRole('button').click();
    await expect.poll(() => main.evaluate(() => document.activeElement?.id)).toBe('line-1');
    expect(await seriousFaults(main), theme).toEqual([]);
    await shoot(main, `40-level-${level}-${theme}`);
  }
  await main.emulateMedia({ forcedColors: 'active' });
  // The system's colours take away every ground: how full a meter is, and the sign in the shield, must still show.
  const colourOf = (part: Locator, property: string) =>
    part.evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), property);
  const meter = main.locator('.meter').first();
  expect(await colourOf(meter.locator('i'), 'background-color')).not.toBe(await colourOf(meter, 'background-color'));
  const shield = main.getByTestId('status').locator('.shield').first();
  expect(await colourOf(shield.locator('path').first(), 'fill')).not.toBe(
    await colourOf(shield.locator('g, path').nth(1), level === 'safe' ? 'stroke' : 'fill'),
  );
  await shoot(main, `40-level-${level}-forced`);
});
