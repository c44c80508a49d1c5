/** Levels in colours that the preview's states do not show: the system's own, and a line that lights up. */
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { levels } from '../../electron/contract/constants.ts';
import { judgedTalk, snapshot } from '../preview/snapshots.ts';
import { modelReady, openApp, shoot } from '../support/app.ts';
import { seriousFaults } from '../support/faults.ts';
import { tempFolder } from '../support/folders.ts';
import { answerWith } from '../support/scripted-calls.ts';

test("in the system's own colours the meter and the sign in the shield still show", { timeout: 60_000 }, async () => {
  const { app, main } = await openApp(tempFolder());
  await modelReady(main);
  await main.emulateMedia({ forcedColors: 'active' });
  for (const level of levels) {
    await answerWith(app, 'app.snapshot', snapshot({ guarding: true, level }, {}, judgedTalk(level, 3)));
    await main.reload();
    await main.getByTestId('line').nth(2).waitFor();
    const colourOf = (part: Locator, property: string) =>
      part.evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), property);
    const meter = main.locator('.meter').first();
    expect(await colourOf(meter.locator('i'), 'background-color'), level).not.toBe(await colourOf(meter, 'background-color'));
    const shield = main.getByTestId('status').locator('.shield').first();
    const sign = await colourOf(shield.locator('g, path').nth(1), level === 'safe' ? 'stroke' : 'fill');
    expect(await colourOf(shield.locator('path').first(), 'fill'), level).not.toBe(sign);
    await shoot(main, `40-level-${level}-forced`);
  }
});

test('a line that a click led to can be read in both themes', { timeout: 60_000 }, async () => {
  const { app, main } = await openApp(tempFolder());
  await modelReady(main);
  for (const theme of ['light', 'dark'] as const) {
    for (const level of levels) {
      await answerWith(app, 'app.snapshot', snapshot({ guarding: true, level }, { theme }, judgedTalk(level, 3)));
      await main.reload();
      const line = main.getByTestId('line').nth(2);
      await line.getByRole('button').click();
      await main.getByTestId('why').getByRole('button').first().click();
      await expect.poll(() => main.evaluate(() => document.activeElement?.id)).toBe('line-2');
      expect(await seriousFaults(main), `${level} ${theme}`).toEqual([]);
    }
  }
});
