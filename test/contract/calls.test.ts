import { expect, test } from 'vitest';
import { type CallName, calls, events } from '../../electron/contract/channels.ts';
import { callSchemas, eventSchemas } from '../../electron/contract/ipc.ts';
import { AppError } from '../../electron/contract/result.ts';
import { answer, type Handlers } from '../../electron/ipc/answer.ts';

const names = Object.keys(calls) as CallName[];
const main = { window: 'main', topFrame: true } as const;
/** Handlers that all do the same. */
const all = (handler: (input: unknown) => unknown) => Object.fromEntries(names.map((name) => [name, handler])) as unknown as Handlers;
const ignore = () => {};

test('every call and every event has a schema and a window, and the overlay has fewer of both', () => {
  expect(Object.keys(callSchemas).sort()).toEqual([...names].sort());
  expect(Object.keys(eventSchemas).sort()).toEqual(Object.keys(events).sort());
  const overlay = names.filter((name) => (calls[name] as readonly string[]).includes('overlay'));
  expect(overlay.sort()).toEqual([
    'alert.answer',
    'alert.feedback',
    'app.snapshot',
    'overlay.drag',
    'overlay.marked',
    'overlay.size',
    'quiet.end',
    'window.showMain',
  ]);
});

const wrong: Partial<Record<CallName, unknown[]>> = {
  'guard.start': [{ title: 'x'.repeat(201) }, { title: 5 }, 'x', null],
  'guard.resume': [{}, { id: -1 }, { id: '1' }, { id: 1.5 }],
  'meeting.mark': [
    { id: 1, speaker: '', side: 'self' },
    { id: 1, speaker: '甲', side: 'me' },
    { id: 1, speaker: '名'.repeat(81), side: null },
  ],
  'lines.paste': [{}, { text: 5 }, { text: 'x'.repeat(9 * 1024 * 1024) }],
  'file.open': [
    { name: 'a', bytes: [1, 2] },
    { name: 'x'.repeat(300), bytes: new Uint8Array() },
  ],
  'capture.picture': [{ id: 'file:///etc/passwd' }, { id: 'window:' }, {}],
  'capture.start': [
    // Outside the window, too small, inside out, and no numbers.
    ...[
      { x: 0.5, y: 0, width: 0.8, height: 0.2 },
      { x: 0, y: 0.9, width: 1, height: 0.2 },
      { x: 0, y: 0, width: 0, height: 0.2 },
      { x: 0.5, y: 0.5, width: -0.2, height: 0.2 },
      { x: Number.NaN, y: 0, width: 1, height: 0.2 },
    ].map((strip) => ({ id: 'window:1:0', strip, trial: false })),
    { id: 'window:1:0', strip: { x: 0, y: 0.8, width: 1, height: 0.2 } },
  ],
  'capture.frame': [
    { run: 1, width: 4, height: 4, pixels: new Uint8Array(15) },
    { run: 1, width: 1e6, height: 4, pixels: new Uint8Array(16) },
    { run: 1, width: 8_192, height: 4_096, pixels: new Uint8Array(8_192 * 4_096) },
    { run: 1, width: 4, height: 4, pixels: Array(16).fill(0) },
  ],
  'capture.unchanged': [{}, { run: '1' }],
  'capture.trouble': [{ run: 1, why: 'boredom' }, { why: 'closed' }],
  'api.switch': [{}, { on: 'yes' }],
  'clipboard.watch': [{}, { on: 1 }],
  'file.take': [{}, { id: 0 }, { id: '1' }],
  'sample.play': [{ id: 'x'.repeat(61) }, {}],
  'history.list': [{ limit: 0 }, { limit: 1_000 }, { limit: Number.NaN }],
  'settings.change': [
    { theme: 'pink' },
    { language: 1 },
    // A letter alone would take it away from every program.
    ...['H', 'Shift+', 'Control+Escape', 'Control+H; rm'].map((show) => ({ shortcuts: { show, answer: null, transferred: null } })),
  ],
  'overlay.drag': [{ phase: 'drop' }, {}],
  'overlay.marked': [
    { code: -1, x: 0, y: 0, cell: 3 },
    { code: 1, x: 0, y: 0, cell: 0 },
  ],
  'window.card': [{}],
  'question.seen': [{ id: 0 }],
  'question.answer': [{ id: 1 }, { id: 1, may: 'yes' }],
  'autostart.switch': [{ on: 1 }],
  'models.download': [{ id: 'x'.repeat(256) }, {}],
  'models.import': [{ place: 'elsewhere' }, {}],
  'models.use': [{}, { path: 5 }],
  'models.lora': [{ lora: { path: '/a', scale: 9 } }, { lora: { path: '/a' } }],
  'check.open': [{}, { id: 0 }],
  'check.start': [{ path: 5 }, { path: 'x'.repeat(5_000) }, null],
  'alert.answer': [{ id: 1, answer: 'maybe' }, { answer: 'dismissed' }],
  'alert.feedback': [{ id: 1, feedback: 'coached' }, { id: 1 }],
  'overlay.size': [
    { width: 1e9, height: 100 },
    { width: 100, height: Number.POSITIVE_INFINITY },
  ],
};
test.each(Object.entries(wrong).flatMap(([name, inputs]) => inputs.map((input, i) => [name as CallName, i, input] as const)))(
  '%s refuses bad input %i',
  async (name, _i, input) => {
    const handlers = all(() => {
      throw new Error('the handler must not be reached');
    });
    const window = calls[name][0];
    const result = await answer(handlers, name, { window, topFrame: true }, input, ignore);
    expect(result).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  },
);

test.each(names)('%s: a stranger, a frame inside a window and the wrong window are turned away', async (name) => {
  const handlers = all(() => {
    throw new Error('the handler must not be reached');
  });
  const allowed = calls[name] as readonly string[];
  const turned = [
    { window: null, topFrame: true },
    { window: calls[name][0], topFrame: false },
    ...(['main', 'overlay', 'capture'] as const).filter((one) => !allowed.includes(one)).map((window) => ({ window, topFrame: true })),
  ];
  for (const caller of turned) {
    expect(await answer(handlers, name, caller, undefined, ignore)).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  }
});

test('a handler that throws: a known failure keeps its code, anything else is internal, reported, and tells the window nothing', async () => {
  const reported: unknown[] = [];
  const report = (_name: string, error: unknown) => reported.push(error);
  const known = all(() => {
    throw new AppError('store-full');
  });
  expect(await answer(known, 'guard.stop', main, undefined, report)).toEqual({ ok: false, error: { code: 'store-full' } });
  expect(reported).toEqual([]);
  const unknown = all(async () => {
    throw new Error('他说的话');
  });
  expect(await answer(unknown, 'guard.stop', main, undefined, report)).toEqual({ ok: false, error: { code: 'internal' } });
  expect(reported).toHaveLength(1);
});

test('what a window sends beside the schema does not reach the handler', async () => {
  let got: unknown;
  const handlers = all((input) => {
    got = input;
  });
  await answer(handlers, 'settings.change', main, { theme: 'dark', modelPath: '/etc/passwd', feedbackSince: 5 }, ignore);
  expect(got).toEqual({ theme: 'dark' });
});
