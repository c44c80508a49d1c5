import { expect, test } from 'vitest';
import { findMeetings, isMeeting } from '../../../electron/captions/meetings.ts';
import { programOf } from '../../../electron/captions/presets.ts';
import { sharesByTalk, sharesByTitle } from '../../../electron/captions/sharing.ts';

const window = (id: number, name: string) => ({ id: `window:${id}:0`, name, program: programOf(name) });

test.each([
  ['腾讯会议', true],
  ['Tencent Meeting', true],
  ['Google Meet - Chrome', true],
  ['飞书会议', true],
  ['Zoom Meeting', true],
  ['周会 - 会议 | Microsoft Teams', true],
  // Open all day, with or without a meeting.
  ['钉钉', false],
  ['飞书', false],
  ['聊天 | Microsoft Teams', false],
  ['Zoom Workplace', false],
  ['实时字幕', false],
  ['表格.xlsx', false],
])('a meeting: %s is %s', (name, expected) => {
  expect(isMeeting(window(1, name))).toBe(expected);
});

test('a meeting is offered once, and again when its window has gone and come back', () => {
  const meeting = window(1, '腾讯会议');
  const other = window(2, '表格.xlsx');
  const first = findMeetings([other, meeting], new Set());
  expect(first.fresh).toEqual([meeting]);
  const second = findMeetings([other, meeting], first.seen);
  expect(second.fresh).toEqual([]);
  const gone = findMeetings([other], second.seen);
  expect(findMeetings([meeting], gone.seen).fresh).toEqual([meeting]);
});

test.each([
  ['“huidun.cn”正在共享您的屏幕。', true],
  ['meet.google.com is sharing your screen.', true],
  ['zoom share statusbar window', true],
  ['Sharing control bar | Microsoft Teams', true],
  ['腾讯会议', false],
  ['共享文件夹', false],
  ['怎样共享屏幕 - 浏览器', false],
])('a share by a title: %s is %s', (title, expected) => {
  expect(sharesByTitle(['文件', title])).toBe(expected);
});

test.each([
  ['好，我看到你的屏幕了。', true],
  ['您的屏幕我这边能看到了，先别动。', true],
  ['OK, I can see your screen.', true],
  ['您点一下共享屏幕。', false],
  ['我看不到你的屏幕。', false],
  ['能看到你的屏幕吗？', false],
  ['您能看到我的屏幕吗？', false],
  ['没收到您的画面。', false],
])('a share by what is said: %s is %s', (text, expected) => {
  expect(sharesByTalk(text)).toBe(expected);
});
