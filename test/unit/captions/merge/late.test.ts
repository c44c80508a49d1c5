/** A line was handed out, and the strip shows it otherwise now: it stays as it is, and nothing of it comes as a line of its own. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { samples } from '../../../../electron/sources/samples.ts';
import { columns, show, wait, wrap } from '../../../support/caption-strip.ts';

type Strips = Parameters<typeof show>[0];
const said = (strips: Strips, style?: 'none') => show([...strips, ...wait], style).all.map((turn) => turn.text);

test('one character of a final line is left, read as another one, above the next line', () => {
  const next = ['李四：好', '李四：好，辛苦', '李四：好，辛苦了。'].map((line) => ['新', line]);
  expect(said([['张三：这里是短视频平台的客服中', '心'], ...wait, ['心', '李四：好'], ...next])).toEqual([
    '这里是短视频平台的客服中心',
    '好，辛苦了。',
  ]);
});

test('one character left of a final line, its full stop overlooked, above the next line', () => {
  const first = ['客服：这里是短视频平台的客服中', '心。'];
  const next = ['Anna:好，了', 'Anna：好的，辛', 'Anna：好的，辛苦了。'].map((line) => ['心', line]);
  expect(said([first, ...wait, ...next])).toEqual(['这里是短视频平台的客服中心。', '好的，辛苦了。']);
});

test.each([
  ['a character before the last', '能看到画面吗', '能看到画面了吗'],
  ['a last word that is longer', '转到核查账号', '转到核查账户上'],
  ['a last word that is shorter', '转到核查的账号。', '转到核查账号。'],
])('a late correction, alone or above the next line: %s', (_what, before, after) => {
  const [first, late] = [`张三：${before}`, `张三：${after}`];
  const next = (above: string) => [
    [above, '李四：好'],
    [above, '李四：好，我看看。'],
  ];
  const alone = [[first], ...wait, [late], ...wait];
  expect(said(alone)).toEqual([before]);
  expect(said([...alone, ...next(late)])).toEqual([before, '好，我看看。']);
  expect(said([[first], ...wait, ...next(late)])).toEqual([before, '好，我看看。']);
  expect(said([[first], ...wait, [first, '李四：好'], ...next(late)])).toEqual([before, '好，我看看。']);
});

test.each([
  ['with names', undefined, ['张三：在吗？', '李四：嗯', '张三：好', '李四：对。'], ['在吗？', '嗯', '好', '对。']],
  ['without names', 'none', ['在吗？', '嗯', '好', '对。'], ['在吗？', '嗯', '好', '对。']],
] as const)('lines of one character are lines, %s', (_what, style, rows, lines) => {
  const strips = rows.flatMap((now, i) => [i === 0 ? [now] : [rows[i - 1] as string, now], ...wait]);
  expect(said(strips, style)).toEqual(lines);
});

test.each([
  ['after a full stop that was taken back', ['张三：请您打开。'], ['张三：请您打开，好'], ['请您打开。', '好']],
  ['digit by digit', ['张三：验证码是8'], ['张三：验证码是83'], ['验证码是8', '3']],
])('a line that goes on loses nothing: %s', (_what, before, after, lines) => {
  expect(said([before, ...wait, after])).toEqual(lines);
});

test('a line that goes on above the next one loses nothing', () => {
  const growing = ['张三：请您打开', '张三：请您打开手机', '张三：请您打开手机银行。'].map((line) => [line, '李四：好']);
  expect(said([['张三：请您打开'], ...wait, ...growing]).toSorted()).toEqual(['好', '手机银行。', '请您打开']);
});

const pool = [...new Set(samples.flatMap((sample) => sample.turns.map((turn) => turn.text)))].filter((text) => !/[A-Za-z0-9]/.test(text));
/** The strip has two rows: of a longer line the beginning was never seen. */
const twoRows = pool.filter((text) => text.length >= 8 && text.length <= 2 * columns - 6);
const late = fc.record({
  first: fc.constantFrom(...twoRows),
  next: fc.constantFrom('看得到，字能不能大一点？', '好的，辛苦了。', '那我现在该怎么办', '嗯', '好。'),
  at: fc.nat(),
  kind: fc.constantFrom('replaced', 'put in', 'left out'),
  before: fc.constantFrom('alone', 'with the next line', 'when the next has begun'),
});

test('whichever character is corrected late, and whatever it does to the rows: the same lines come out', () => {
  fc.assert(
    fc.property(late, ({ first, next, at, kind, before }) => {
      const place = at % first.length;
      const after = first.slice(0, place) + (kind === 'left out' ? '' : '试') + first.slice(kind === 'put in' ? place : place + 1);
      const strip = (...lines: string[]) => lines.flatMap((line) => wrap(line, columns)).slice(-2);
      const [old, now] = [`张三：${first}`, `张三：${after}`];
      // Of two or three characters one is too much to know them again.
      fc.pre([old, now].every((line) => (wrap(line, columns).at(-1) as string).length >= 4));
      const begun = `李四：${next.slice(0, 2)}`;
      const strips = {
        alone: [strip(old), ...wait, strip(now), ...wait],
        'with the next line': [strip(old), ...wait],
        'when the next has begun': [strip(old), ...wait, strip(old, begun)],
      }[before];
      expect(said([...strips, strip(now, begun), strip(now, `李四：${next}`)])).toEqual([first, next]);
    }),
    { numRuns: 400, seed: 20_26, endOnFailure: true },
  );
});
