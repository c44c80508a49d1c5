/** Every cue has its words on the screen, in both languages. */
import { expect, test } from 'vitest';
import { cues } from '../../../electron/rules/table.ts';
import { cues as english } from '../../../renderer/locales/en-US/cues.ts';
import { cues as chinese } from '../../../renderer/locales/zh-CN/cues.ts';

test.each([
  ['简体中文', chinese],
  ['English', english],
])('%s: each cue has a name and what an honest caller does, short enough for the alert', (_language, texts) => {
  for (const { id } of cues) {
    const text = texts[id];
    expect(text, id).toBeDefined();
    expect(text?.name.length, id).toBeGreaterThan(2);
    expect(text?.honest.length, id).toBeLessThanOrEqual(_language === 'English' ? 70 : 24);
  }
});

test('no text is left of a cue that is gone', () => {
  const ids = new Set([...cues.map((cue) => cue.id), 'unnamed']);
  expect([...Object.keys(chinese), ...Object.keys(english)].filter((id) => !ids.has(id))).toEqual([]);
});
