/** Recognition on strips as programs draw them: real letters, the real network. */

import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { normaliseCaption } from '../../electron/captions/merge/chars.ts';
import { findRows } from '../../electron/captions/ocr/find-rows.ts';
import { Recogniser } from '../../electron/captions/ocr/recogniser.ts';
import { samples } from '../../electron/sources/samples.ts';
import { openApp } from '../support/app.ts';
import { scoreLines } from '../support/caption-score.ts';
import { tempFolder } from '../support/folders.ts';
import { type Drawn, drawStrip } from '../support/rendered-strip.ts';

/** On a busy machine a row takes a while. */
const timeout = 120_000;

let recogniser: Recogniser;
beforeAll(async () => {
  recogniser = await Recogniser.load();
  return () => recogniser.dispose();
});

async function read(page: Page, drawn: Drawn): Promise<string[]> {
  const { rows } = await recogniser.read(await drawStrip(page, drawn));
  return rows.map((row) => normaliseCaption(row.chars.map((one) => one.ch).join('')));
}
const compact = (rows: readonly string[]) => rows.map((row) => row.replace(/\s/g, ''));

test('captions of 24 to 32 pixels, on grounds as meetings have them', { timeout }, async () => {
  const { main } = await openApp(tempFolder());
  const rows = ['张警官：您涉及一起洗钱案件，请配合', '把 3,568.50 元转到 App 里，验证码是 839201'];
  for (const size of [24, 28, 32]) {
    for (const ground of ['bar', 'translucent', 'paper'] as const) {
      expect(compact(await read(main, { rows, size, ground })), `${size} ${ground}`).toEqual(compact(rows));
    }
    // Straight on a bright, striped picture a few characters may be wrong.
    const heard = await read(main, { rows, size, ground: 'picture' });
    expect(heard).toHaveLength(2);
    expect(scoreLines(rows, heard).wrong, `${size} ${heard}`).toBeLessThan(5);
  }
  expect(compact(await read(main, { rows, size: 28, colour: '#ffe14d' }))).toEqual(compact(rows));
  // Over a picture nobody takes the next scene's ground for another window's.
  for (const [ground, dark] of [
    ['bar', true],
    ['translucent', true],
    ['paper', false],
    ['picture', null],
  ] as const) {
    expect((await recogniser.read(await drawStrip(main, { rows, size: 28, ground }))).dark, ground).toBe(dark);
  }
});

test('4K letters, and a row with one character', { timeout }, async () => {
  const { main } = await openApp(tempFolder());
  const rows = ['请您现在打开手机银行，屏幕不要关', '好'];
  expect(await read(main, { rows, size: 60, width: 3_840 })).toEqual(rows);
  expect(await read(main, { rows, size: 28 })).toEqual(rows);
});

test('the sample meetings, character by character: at most one in two hundred is wrong', { timeout }, async () => {
  const { main } = await openApp(tempFolder());
  const texts = samples.flatMap((sample) => sample.turns.slice(-7).map((turn) => turn.text)).filter((text) => text.length <= 40);
  const heard: string[] = [];
  for (let i = 0; i < texts.length; i += 2) {
    const rows = texts.slice(i, i + 2);
    heard.push(...(await read(main, { rows, size: 24 + 4 * (i % 3) })));
  }
  const { wrong, characters, lost } = scoreLines(texts, heard);
  expect(lost).toEqual([]);
  expect(wrong / characters).toBeLessThanOrEqual(0.005);
});

test('a picture without text, a black one, an empty bar: no rows', async () => {
  const { main } = await openApp(tempFolder());
  const picture = await drawStrip(main, { rows: [''], size: 60, ground: 'picture' });
  expect((await recogniser.read(picture)).rows.flatMap((row) => row.chars.filter((one) => one.confidence > 0.6))).toEqual([]);
  const bar = await drawStrip(main, { rows: [''], size: 60 });
  expect(await recogniser.read(bar)).toMatchObject({ rows: [], black: false });
  expect(await recogniser.read({ ...bar, pixels: bar.pixels.map(() => 4) })).toMatchObject({ rows: [], black: true });
  expect(findRows({ width: 1, height: 1, pixels: new Uint8Array(1) }, 0)).toEqual([]);
});
