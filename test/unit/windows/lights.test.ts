import { expect, test } from 'vitest';
import type { Captions } from '../../../electron/contract/capture.ts';
import { type GuardState, type Inputs, noInputs } from '../../../electron/contract/domain.ts';
import { isNeutral } from '../../../electron/windows/exposure.ts';
import { drawLight, type Light, lights } from '../../../electron/windows/tray-icon.ts';
import { trayLight } from '../../../electron/windows/tray-light.ts';
import { calmState, liveMeeting } from '../../preview/snapshots.ts';

const captions = (state: Captions['state']): Inputs => ({
  ...noInputs,
  captions: {
    state,
    why: state === 'reading' ? null : 'closed',
    name: '腾讯会议',
    choice: { id: 'window:1:0', strip: { x: 0, y: 0.8, width: 1, height: 0.2 }, trial: false },
    since: 1,
  },
});
const guarded: GuardState = { ...calmState, guarding: true, meeting: liveMeeting, modelState: 'ready' };

test.each<[string, GuardState, Inputs, Light]>([
  ['nothing is guarded', calmState, noInputs, 'grey'],
  ['nothing is guarded, the clipboard is watched', calmState, { ...noInputs, clipboard: true }, 'grey'],
  ['guarding without any source', { ...guarded, level: 'safe' }, noInputs, 'grey'],
  ['captions are read, too few words yet', guarded, captions('reading'), 'grey'],
  ['captions are read, calm', { ...guarded, level: 'safe' }, captions('reading'), 'green'],
  ['captions have stopped, calm', { ...guarded, level: 'safe' }, captions('stopped'), 'grey'],
  ['captions pause, calm', { ...guarded, level: 'safe' }, captions('stale'), 'grey'],
  ['calm by rules alone', { ...guarded, level: 'safe', modelState: 'failed' }, captions('reading'), 'grey'],
  ['a sample plays', { ...guarded, level: 'safe', meeting: { ...liveMeeting, source: 'sample' } }, noInputs, 'green'],
  ['amber', { ...guarded, level: 'watch' }, captions('reading'), 'amber'],
  ['red', { ...guarded, level: 'danger' }, captions('reading'), 'red'],
  ['red stays red when the captions stop', { ...guarded, level: 'danger' }, captions('stopped'), 'red'],
])('the light of: %s', (_name, state, inputs, expected) => {
  expect(trayLight(state, inputs)).toBe(expected);
});

test('four shields that differ in more than their colour', () => {
  const shapes = lights.map((light) => {
    const pixels = drawLight(light, 16);
    expect(pixels).toHaveLength(4 * 16 * 16);
    // The corners are transparent, the middle of the upper edge is not.
    expect([pixels[3], pixels[4 * 15 + 3], pixels[4 * (15 * 16) + 3]]).toEqual([0, 0, 0]);
    // The sign is white: a map of the white pixels.
    return Array.from({ length: 256 }, (_, i) =>
      Math.min(pixels[4 * i] ?? 0, pixels[4 * i + 1] ?? 0, pixels[4 * i + 2] ?? 0) > 200 ? 1 : 0,
    ).join('');
  });
  // Amber and red have the same sign: an exclamation mark.
  expect(new Set(shapes).size).toBe(3);
  expect(shapes[2]).toBe(shapes[3]);
});

const sights = ['hidden', 'visible', 'unknown'] as const;
test.each(sights.flatMap((sight) => [true, false].flatMap((sharing) => [true, false].map((protects) => ({ sight, sharing, protects })))))(
  'no alert is shown to others: %o',
  (exposure) => {
    const { sight, sharing, protects } = exposure;
    // Without a share nobody watches; a protected overlay that was not seen may show its card.
    const expected = sharing && (sight === 'visible' || (sight === 'unknown' && !protects));
    expect(isNeutral(exposure, false)).toBe(expected);
    expect(isNeutral(exposure, true)).toBe(true);
  },
);
