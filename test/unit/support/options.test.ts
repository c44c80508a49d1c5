import { expect, test } from 'vitest';
import { readOptions } from '../../../electron/support/options.ts';

test('the demo reads its flags in both spellings and passes over what is Chromium’s', () => {
  expect(readOptions(['/app', '--no-sandbox', '--demo', '--transcript', 'a.srt', '--out=b c', '--json', '--models', 'm'])).toEqual({
    demo: true,
    transcript: 'a.srt',
    out: 'b c',
    json: true,
    models: 'm',
  });
  expect(readOptions(['/app'])).toEqual({ demo: false, transcript: null, out: null, json: false, models: null });
});
