/** Times and sizes as people read them, in both languages. */
import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { dateAndTime, inPercent, inSeconds, recordingTime, sizeOf, timeLeft, timeOfDay } from '../../../renderer/shared/format.ts';
import { startTexts } from '../../../renderer/shared/texts.ts';

beforeAll(() => startTexts());

const afternoon = new Date(2026, 0, 5, 15, 4).getTime();

test('a time of day has 24 hours in both languages, a date its month', () => {
  expect([timeOfDay(afternoon, 'zh-CN'), timeOfDay(afternoon, 'en-US')]).toEqual(['15:04', '15:04']);
  expect(dateAndTime(afternoon, 'zh-CN')).toContain('2026年1月5日');
  expect(dateAndTime(afternoon, 'en-US')).toContain('Jan 5, 2026');
  expect(dateAndTime(afternoon, 'en-US', 'short')).toContain('1/5/26');
});

test.each([
  [0, '00:00'],
  [62_999, '01:02'],
  [3_599_999, '59:59'],
  [3_600_000, '1:00:00'],
  [3_723_000, '1:02:03'],
  [36_000_000, '10:00:00'],
])('%d ms into a recording: %s', (ms, shown) => {
  expect(recordingTime(ms)).toBe(shown);
});

test.each([
  [0, '0 kB'],
  [999_000, '999 kB'],
  [1_200_000, '1.2 MB'],
  [986_045_824, '986 MB'],
  [4_683_000_000, '4.7 GB'],
])('%d bytes: %s', (bytes, shown) => {
  expect(sizeOf(bytes, 'en-US')).toBe(shown);
});

test('seconds, shares, and the time that is left', () => {
  expect([inSeconds(1_260), inSeconds(1_260, 2), inPercent(0.955)]).toEqual(['1.3', '1.26', 96]);
  expect([30, 68, 5_400].map((seconds) => timeLeft(seconds, i18next.t))).toEqual(['还要不到 1 分钟', '还要约 1 分钟', '还要约 2 小时']);
});
