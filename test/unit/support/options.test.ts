import { expect, test } from 'vitest';
import { readOptions } from '../../../electron/support/options.ts';

const none = { demo: false, transcript: null, out: null, json: false, hidden: false, models: null };

test('the demo reads its flags in both spellings and ignores Chromium’s', () => {
  const argv = [
    '/app',
    '--no-sandbox',
    '--remote-debugging-port=0',
    '--demo',
    '--transcript',
    'a.srt',
    '--out=b c',
    '--json',
    '--models',
    'm',
  ];
  expect(readOptions(argv)).toEqual({ demo: true, transcript: 'a.srt', out: 'b c', json: true, hidden: false, models: 'm' });
  expect(readOptions(['/app'])).toEqual(none);
});

test('an option without its value is left out, and does not take the next option for it', () => {
  expect(readOptions(['/app', '--out', '--json'])).toEqual({ ...none, json: true });
  expect(readOptions(['/app', '--json', '--transcript'])).toEqual({ ...none, json: true });
});
