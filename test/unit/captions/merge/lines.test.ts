import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Turn } from '../../../../electron/contract/domain.ts';
import { samples } from '../../../../electron/sources/samples.ts';
import { scoreLines } from '../../../support/caption-score.ts';
import { playStrip, row, type StripOptions, show, wait } from '../../../support/caption-strip.ts';
import { seeded, typeScript } from '../../../support/caption-typing.ts';

const texts = (turns: readonly Turn[]) => turns.map((turn) => turn.text);

test('a line grows word by word, comes out once it is quiet, and is open until then', () => {
  const growing = [['张三：您'], ['张三：您好，请'], ['张三：您好，请问是谁？']];
  expect(show(growing)).toMatchObject({ lines: [], open: [{ speaker: '张三', text: '您好，请问是谁？' }] });
  expect(show([...growing, ...wait]).lines).toEqual([{ speaker: '张三', text: '您好，请问是谁？' }]);
});

test('words that are rewritten while they are new come out as they were written last', () => {
  expect(texts(show([['我们是公安'], ['我们是公安局金'], ['我们是公安局经侦'], ['我们是公安局经侦支队。'], ...wait]).lines)).toEqual([
    '我们是公安局经侦支队。',
  ]);
  expect(texts(show([['你'], ['您好'], ['您好，在吗？'], ...wait]).all)).toEqual(['您好，在吗？']);
});

test('what scrolls away is final, what wraps is one line, and nothing comes twice', () => {
  const first = '这个案子还在侦查涉及保密您不能跟家里人';
  const { lines, open } = show(
    [
      [`${first}`],
      [`${first}`, '说，也不要告诉同'],
      [`${first}`, '说，也不要告诉同事。'],
      ['说，也不要告诉同事。', '我老公呢'],
      ['我老公呢？', '也不能说。'],
    ],
    'none',
  );
  expect(texts([...lines, ...open])).toEqual([`${first}说，也不要告诉同事。`, '我老公呢？', '也不能说。']);
});

test('a line that goes on after a pause: what came out stays, only the rest follows, with its speaker', () => {
  const { all } = show([['张三：请您打开'], ...wait, ['张三：请您打开，手机银行。'], ...wait]);
  expect(all).toEqual([
    { speaker: '张三', text: '请您打开' },
    { speaker: '张三', text: '手机银行。' },
  ]);
});

test('a late correction does not change what came out and is not said again', () => {
  const { all } = show([['转到核查账号。'], ...wait, ['转到核查账户，两个小时退回。'], ...wait]);
  expect(texts(all)).toEqual(['转到核查账号。', '两个小时退回。']);
});

test('a misreading less sure than the reading before it is not taken; a sure correction is', () => {
  const unsure = {
    ...row('转到核查账尸，今'),
    chars: Array.from('转到核查账尸，今', (ch) => ({ ch, confidence: ch === '尸' ? 0.5 : 0.98 })),
  };
  expect(texts(show([['转到核查账户'], [unsure], ...wait]).lines)).toEqual(['转到核查账户，今']);
  expect(texts(show([['转到核查帐户'], ['转到核查账户，今'], ...wait]).lines)).toEqual(['转到核查账户，今']);
});

test('the strip is covered for a moment, or for long: what comes back is not said again', () => {
  const two = ['李四：八万多，另一张六千。', '张三：为了证明是您的收入'];
  expect(texts(show([two, [], two, ...wait]).all)).toHaveLength(2);
  expect(texts(show([two, ...wait, [], ...wait, ...wait, two, ...wait]).all)).toHaveLength(2);
  expect(texts(show([two, [two[0] as string], two, ...wait]).all)).toHaveLength(2);
});

test('the same short words after the strip was empty for a while are said again', () => {
  expect(texts(show([['好的。'], ...wait, [], ...wait, ...wait, ['好的。'], ...wait]).all)).toEqual(['好的。', '好的。']);
});

test('a caption that makes way for another with the same beginning: both come out', () => {
  const { all } = show([['您好，请问您是沈女士吗？'], ...wait, ['您好，'], ['您好，请问您方便吗？'], ...wait], 'none');
  expect(texts(all)).toEqual(['您好，请问您是沈女士吗？', '您好，请问您方便吗？']);
});

test.each([
  ['腾讯会议, 钉钉, 飞书, Zoom: 姓名：', 'inline', ['张警官：您好', '我：什么事']],
  ['Teams, Meet: the name above', 'above', ['张警官', '您好', '我', '什么事']],
] as const)('%s', (_what, style, strip) => {
  expect(show([strip, ...wait], style).lines).toEqual([
    { speaker: '张警官', text: '您好' },
    { speaker: '我', text: '什么事' },
  ]);
});

test('a name misread once is the name known from before', () => {
  const before = ['王小明：您好。', '王小明：在听吗？', '王小明：我先说明一下。', '王小明：请看屏幕。'].flatMap((one) => [
    [one],
    null,
    null,
  ]);
  expect(show([...before, ['王小朋：转到这里来。'], ...wait]).lines.at(-1)).toEqual({ speaker: '王小明', text: '转到这里来。' });
});

test('a clock time and a long clause before a colon are no speakers', () => {
  expect(texts(show([['10:30 开会，记得准时。'], ...wait]).lines)).toEqual(['10:30 开会，记得准时。']);
});

test('a long monologue comes out sentence by sentence while it goes on', () => {
  const talk = samples
    .flatMap((sample) => sample.turns.map((turn) => turn.text))
    .slice(0, 40)
    .join('');
  const monologue = [{ speaker: null, text: talk }];
  const { lines, at } = playStrip(monologue, typeScript(monologue), { style: 'none' });
  expect(lines.length).toBeGreaterThan(8);
  expect(lines.map((line) => line.text).join('')).toBe(talk);
  const longest = Math.max(...at.map((time, i) => time - (at[i - 1] ?? 0)));
  expect(longest).toBeLessThan(45_000);
});

test('a pattern that recognition takes for letters is not said', () => {
  expect(show([[row('卄彐氵丨', 0.4)], ...wait]).all).toEqual([]);
  expect(show([['。，'], ...wait]).all).toEqual([]);
});

const words = [
  '好的',
  '嗯',
  '对',
  '您好',
  '验证码',
  '安全账户',
  '不要挂断',
  '银行',
  '公安局',
  '转账',
  '手机',
  '我',
  '你',
  '是',
  '不',
  '一',
  '了',
  '2024',
  '139201',
  'App Store',
  'OK',
  '现在',
  '请您',
  '屏幕',
];
const sentence = fc
  .tuple(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 14 }), fc.constantFrom('。', '？', '，好吗？', ''))
  .map(([parts, end]) => parts.join('').trim() + end);
const turn = fc.record({ speaker: fc.constantFrom('张警官', '我', '李四', 'Anna'), text: sentence });
/** The same words twice in a row in the same place: nobody could tell. */
const script = fc.array(turn, { minLength: 1, maxLength: 14 }).map((turns) => turns.filter((one, i) => one.text !== turns[i - 1]?.text));
const shape = { columns: fc.integer({ min: 16, max: 44 }), hides: fc.constantFrom(null, 3_000, 5_000), seed: fc.nat() };
/** A name above needs a row of its own. */
const strip = fc.oneof(
  fc.record({ ...shape, style: fc.constantFrom('inline', 'none'), rows: fc.integer({ min: 2, max: 4 }) }),
  fc.record({ ...shape, style: fc.constant('above'), rows: fc.integer({ min: 3, max: 5 }) }),
) as fc.Arbitrary<Omit<StripOptions, 'misread' | 'covered'>>;
const typing = fc.record({
  seed: fc.nat(),
  charsPerSecond: fc.double({ min: 3, max: 8, noNaN: true }),
  rewritten: fc.integer({ min: 0, max: 25 }),
});
const runs = { numRuns: 60, seed: 20_24, endOnFailure: true };

test('whatever is said, however it is typed: no line is lost, none comes twice, every character is right', () => {
  fc.assert(
    fc.property(script, typing, strip, (turns, typed, options) => {
      const said = texts(turns);
      const { lines } = playStrip(turns, typeScript(turns, typed), options);
      const score = scoreLines(said, texts(lines));
      expect({ lost: score.lost, doubled: score.doubled, wrong: score.wrong }).toEqual({ lost: [], doubled: [], wrong: 0 });
    }),
    runs,
  );
});

test('with the errors of recognition: no line of five characters or more is lost, none comes twice', () => {
  fc.assert(
    fc.property(script, typing, strip, (turns, typed, options) => {
      const { lines } = playStrip(turns, typeScript(turns, typed), { ...options, misread: 0.005 });
      const score = scoreLines(texts(turns), texts(lines));
      const telling = (text: string) => text.length >= 5;
      expect([score.lost.filter(telling), score.doubled.filter(telling)]).toEqual([[], []]);
    }),
    runs,
  );
});

test('a meeting of twenty minutes, read with errors: nothing lost, nothing doubled', () => {
  const random = seeded(7);
  const pool = samples.flatMap((sample) => sample.turns);
  const turns = Array.from({ length: 230 }, () => pool[Math.floor(random() * pool.length)] as Turn);
  const typed = typeScript(turns, { seed: 3 });
  expect(typed.at(-1)?.at).toBeGreaterThan(20 * 60_000);
  const { lines } = playStrip(turns, typed, { misread: 0.0025 });
  const score = scoreLines(texts(turns), texts(lines));
  expect([score.lost, score.doubled]).toEqual([[], []]);
  expect(score.wrong / score.characters).toBeLessThan(0.006);
});
