import { expect, test } from 'vitest';
import { type Access, asksEachTime, isRefused, noPictureReason } from '../../../electron/captions/access.ts';

const mac = (status: string): Access => ({ platform: 'darwin', status, env: {} });
const windows: Access = { platform: 'win32', status: 'granted', env: {} };
const x11: Access = { platform: 'linux', status: 'granted', env: { XDG_SESSION_TYPE: 'x11' } };
const wayland: Access = { platform: 'linux', status: 'granted', env: { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0' } };

test.each([
  ['macOS after a no', mac('denied'), true],
  ['macOS under a profile', mac('restricted'), true],
  // The first time, macOS asks by itself.
  ['macOS before it was asked', mac('not-determined'), false],
  ['macOS after a yes', mac('granted'), false],
  ['Windows', windows, false],
  ['Wayland', wayland, false],
])('%s: refused is %s', (_name, access, refused) => {
  expect(isRefused(access)).toBe(refused);
});

test('only Wayland asks its user each time', () => {
  expect([mac('granted'), windows, x11, wayland].map(asksEachTime)).toEqual([false, false, false, true]);
  expect(asksEachTime({ ...x11, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBe(true);
});

test('no picture: each system has its own reason, and a window that is gone is closed', () => {
  expect(noPictureReason(mac('denied'), true)).toBe('refused');
  expect(noPictureReason(wayland, false)).toBe('declined');
  expect(noPictureReason(x11, true)).toBe('failed');
  expect(noPictureReason(mac('granted'), false)).toBe('closed');
});
