import { expect, onTestFinished, test } from 'vitest';
import type { StripText } from '../../../electron/captions/ocr/recogniser.ts';
import { CaptionReader } from '../../../electron/captions/reader.ts';
import type { CaptionPreview, Captions, CaptionTrouble } from '../../../electron/contract/capture.ts';
import type { Turn } from '../../../electron/contract/domain.ts';
import { AppError } from '../../../electron/contract/result.ts';

const strip = { width: 600, height: 60, pixels: new Uint8Array(36_000) };
const choice = { id: 'window:1:0', strip: { x: 0, y: 0.8, width: 1, height: 0.2 }, trial: false };
const text = (...rows: string[]): StripText => ({
  rows: rows.map((row) => ({ chars: Array.from(row, (ch) => ({ ch, confidence: 0.99 })), left: 0, right: 20 * row.length, height: 24 })),
  dark: true,
  black: false,
});

/** A reader whose strip, clock and system are in the test's hand. */
function reader() {
  const world = {
    now: 1_000_000,
    strip: text() as StripText | Error,
    shown: true,
    why: 'failed' as CaptionTrouble,
    full: false,
    lines: [] as Turn[],
    states: [] as (Captions | null)[],
    previews: [] as CaptionPreview[],
    opened: 0,
    closed: 0,
  };
  const captions = new CaptionReader({
    add: (turns) => {
      if (world.full) throw new AppError('store-full');
      world.lines.push(...turns);
    },
    read: async () => {
      if (world.strip instanceof Error) throw world.strip;
      return world.strip;
    },
    open: () => world.opened++,
    close: () => world.closed++,
    isListed: async () => world.shown,
    whyNoPicture: async () => world.why,
    onChange: (state) => world.states.push(state),
    onPreview: (preview) => world.previews.push(preview),
    onError: () => {},
    now: () => world.now,
  });
  onTestFinished(() => captions.stop());
  const run = () => captions.task?.run ?? -1;
  const look = async (shows: StripText | Error, ms = 400) => {
    world.now += ms;
    world.strip = shows;
    await captions.frame(run(), strip);
  };
  const wait = async (ms: number, alive = true) => {
    for (let passed = 0; passed < ms; passed += 400) {
      world.now += 400;
      if (alive) captions.unchanged(run());
      await captions.check();
    }
  };
  const state = () => world.states.at(-1);
  return { captions, world, look, wait, state, run };
}

test('what is read becomes lines of the meeting, with their speakers', async () => {
  const { captions, world, look, wait, state } = reader();
  captions.start(choice, '腾讯会议', 'tencent');
  await look(text('张三：您'));
  await look(text('张三：您好。'));
  await wait(2_000);
  expect(world.lines).toEqual([{ speaker: '张三', text: '您好。' }]);
  expect(state()).toMatchObject({ state: 'reading', why: null, name: '腾讯会议' });
});

test('while the picture stays as it is, nobody is told anything', async () => {
  const { captions, world, look, wait } = reader();
  captions.start(choice, '腾讯会议', 'tencent');
  await look(text('张三：您好。'));
  await wait(2_000);
  const told = () => [world.states.length, world.previews.length, world.lines.length];
  const before = told();
  await wait(60_000);
  await look(text('张三：您好。'));
  expect(told()).toEqual(before);
  await look(text('张三：您好。', '李四：您'));
  expect(world.previews.length).toBe((before[1] as number) + 1);
});

test('a trial is shown and adds nothing', async () => {
  const { captions, world, look, wait } = reader();
  captions.start({ ...choice, trial: true }, '腾讯会议', 'tencent');
  await look(text('张三：您好。'));
  await wait(2_000);
  captions.stop();
  expect(world.lines).toEqual([]);
  expect(world.previews.some((preview) => preview.trial && preview.rows[0] === '张三：您好。')).toBe(true);
});

test('stopping keeps what is still growing', async () => {
  const { captions, world, look, state } = reader();
  captions.start(choice, '腾讯会议', 'tencent');
  await look(text('张三：把验证码'));
  captions.stop();
  expect(world.lines).toEqual([{ speaker: '张三', text: '把验证码' }]);
  expect(state()).toBeNull();
  expect(world.closed).toBeGreaterThan(0);
});

test.each([
  ['nothing', text()],
  ['black', { ...text(), black: true }],
  ['covered', { ...text('完全不同的文字'), dark: false }],
] as const)('%s: stale, and what stands there is no caption; reading again when captions come back', async (why, shows) => {
  const { captions, world, look, wait, state } = reader();
  captions.start({ ...choice, id: 'screen:0:0' }, '屏幕', 'other');
  await look(text('张三：您好。'));
  await look(shows);
  await wait(5_000);
  expect(state()).toMatchObject({ state: 'stale', why });
  await look(text('张三：还在吗？'));
  expect(state()).toMatchObject({ state: 'reading' });
  await wait(2_000);
  expect(world.lines.map((line) => line.text)).toEqual(['您好。', '还在吗？']);
});

test('no pictures: stale while the window is not listed; where nothing changes and it is, captions are as they were', async () => {
  const { captions, world, look, wait, state } = reader();
  captions.start(choice, '腾讯会议', 'tencent');
  await look(text('张三：您好。'));
  await wait(15_000, false);
  expect(state()).toMatchObject({ state: 'reading' });
  expect(world.lines).toHaveLength(1);
  const opened = world.opened;
  await wait(10_000, false);
  // A capture that brings nothing for long is begun afresh.
  expect(world.opened).toBe(opened + 1);
  world.shown = false;
  await wait(5_000, false);
  expect(state()).toMatchObject({ state: 'stale', why: 'no-picture' });
});

test('a closed window ends it; the capturing window is closed, and old pictures are let go', async () => {
  const { captions, world, look, state, run } = reader();
  captions.start(choice, '腾讯会议', 'tencent');
  await look(text('张三：再见'));
  const old = run();
  await captions.trouble(old, 'closed');
  expect(state()).toMatchObject({ state: 'stopped', why: 'closed' });
  expect(world.lines).toEqual([{ speaker: '张三', text: '再见' }]);
  expect(captions.task).toBeNull();
  world.strip = text('张三：又来了');
  await captions.frame(old, strip);
  expect(world.lines).toHaveLength(1);
});

test('recognition that crashes once is stale and comes back; three times in a row, it is stopped', async () => {
  const { captions, look, state } = reader();
  captions.start(choice, '腾讯会议', 'tencent');
  await look(new Error('crash'));
  expect(state()).toMatchObject({ state: 'stale', why: 'recogniser' });
  await look(text('张三：您好。'));
  expect(state()).toMatchObject({ state: 'reading' });
  for (let i = 0; i < 3; i++) await look(new Error('crash'));
  expect(state()).toMatchObject({ state: 'stopped', why: 'recogniser' });
});

test('a full disk: it is said, and the lines are kept until they can be stored', async () => {
  const { captions, world, look, wait, state } = reader();
  captions.start(choice, '腾讯会议', 'tencent');
  world.full = true;
  await look(text('张三：您好。'));
  await wait(2_000);
  expect(state()).toMatchObject({ state: 'stale', why: 'not-kept' });
  world.full = false;
  await wait(800);
  expect(world.lines).toEqual([{ speaker: '张三', text: '您好。' }]);
  expect(state()).toMatchObject({ state: 'reading' });
});

test.each(['refused', 'declined', 'failed', 'closed'] as const)('no capture because %s: stopped, and why', async (why) => {
  const { captions, world, state, run } = reader();
  captions.start(choice, '腾讯会议', 'tencent');
  world.why = why;
  await captions.trouble(run(), 'refused');
  expect(state()).toMatchObject({ state: 'stopped', why });
  expect(captions.task).toBeNull();
});

test('a capturing page that broke is begun afresh, and until then nobody believes that it reads', async () => {
  const { captions, world, look, wait, state, run } = reader();
  captions.start(choice, '腾讯会议', 'tencent');
  await look(text('张三：您好。'));
  const opened = world.opened;
  await captions.trouble(run(), 'failed');
  await wait(10_000, false);
  expect(state()).toMatchObject({ state: 'stale', why: 'failed' });
  await wait(11_000, false);
  expect(world.opened).toBe(opened + 1);
  await look(text('张三：还在吗？'));
  expect(state()).toMatchObject({ state: 'reading' });
});

test('while another choice is tried nothing is read, and that is said; going back to the old one reads again', async () => {
  const { captions, look, state } = reader();
  captions.start(choice, '腾讯会议', 'tencent');
  await look(text('张三：您好。'));
  captions.start({ ...choice, trial: true }, '腾讯会议', 'tencent');
  expect(state()).toMatchObject({ state: 'stale', why: 'framing', choice });
  captions.start(choice, '腾讯会议', 'tencent');
  expect(state()).toMatchObject({ state: 'reading' });
});

test('a choice that was still looked for when the user left, or chose anew, begins nothing', async () => {
  const { captions } = reader();
  const [slow, found] = [Promise.withResolvers<string>(), (it: Promise<string>) => captions.ignoreSuperseded(it)];
  const left = found(slow.promise);
  captions.stop();
  slow.resolve('腾讯会议');
  expect(await left).toBeNull();
  const older = found(Promise.resolve('腾讯会议'));
  expect(await found(Promise.resolve('钉钉'))).toBe('钉钉');
  expect(await older).toBeNull();
});

test('a meeting that ends otherwise ends reading; a choice that is being tried goes on', async () => {
  const { captions, look, state } = reader();
  captions.start({ ...choice, trial: true }, '腾讯会议', 'tencent');
  captions.meetingEnded();
  expect(captions.task).not.toBeNull();
  captions.start(choice, '腾讯会议', 'tencent');
  await look(text('张三：您好。'));
  captions.meetingEnded();
  expect(captions.task).toBeNull();
  expect(state()).toBeNull();
});
