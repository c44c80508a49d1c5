import { expect, test } from 'vitest';
import { presets, programOf, stripKey } from '../../../electron/captions/presets.ts';
import { stripSchema } from '../../../electron/contract/capture.ts';
import { programs } from '../../../electron/contract/constants.ts';

test.each([
  ['腾讯会议', 'tencent'],
  ['VooV Meeting', 'tencent'],
  ['钉钉会议', 'dingtalk'],
  ['飞书', 'feishu'],
  ['Zoom Workplace', 'zoom'],
  ['周会 | Microsoft Teams', 'teams'],
  ['Meet – abc-defg-hij - Google Chrome', 'meet'],
  ['实时字幕', 'live-captions'],
  ['Live Captions', 'live-captions'],
  ['关于腾讯会议的说明.docx - WPS', 'tencent'],
  ['记事本', 'other'],
  ['Meeting notes', 'other'],
  ['meet the team.txt', 'other'],
])('%s is %s', (title, program) => {
  expect(programOf(title)).toBe(program);
});

test('every program has a strip inside its window', () => {
  for (const program of programs) expect(stripSchema.safeParse(presets[program].strip).success, program).toBe(true);
});

test('a strip is remembered by program and scale; whole screens apart from windows', () => {
  expect(stripKey('zoom', 'window', 1.25)).toBe('zoom@1.25');
  expect(stripKey('zoom', 'screen', 2)).toBe('screen@2');
});
