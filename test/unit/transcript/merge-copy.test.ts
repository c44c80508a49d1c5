import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Turn } from '../../../electron/contract/domain.ts';
import { compareCopy, continuesLine } from '../../../electron/transcript/merge-copy.ts';

const turns = (...texts: string[]) => texts.map((text) => ({ speaker: '甲', text }));
const adds = (...texts: string[]) => ({ grown: null, added: turns(...texts) });

test('copied again with more at the end: only that is new', () => {
  expect(compareCopy(turns('您好，我是客服', '什么事'), turns('您好，我是客服', '什么事', '您的快递丢了'))).toEqual(adds('您的快递丢了'));
});

test('the caption window has scrolled: its lower part is new', () => {
  expect(compareCopy(turns('一一一', '二二二', '三三三'), turns('二二二', '三三三', '四四四'))).toEqual(adds('四四四'));
});

test('the same again, or an older part again, adds nothing; something else is added whole', () => {
  expect(compareCopy(turns('一一一', '二二二'), turns('一一一', '二二二'))).toEqual(adds());
  expect(compareCopy(turns('一一一', '二二二二二', '三三三'), turns('一一一', '二二二二二'))).toEqual(adds());
  expect(compareCopy(turns('一一一', '二二二'), turns('别的话', '三'))).toEqual(adds('别的话', '三'));
  expect(compareCopy([], turns('一'))).toEqual(adds('一'));
  expect(compareCopy(turns('一'), [])).toEqual(adds());
});

test('a short answer said twice is said twice', () => {
  expect(compareCopy(turns('您在听吗', '好的'), turns('好的', '那我挂了'))).toEqual(adds('好的', '那我挂了'));
  expect(compareCopy(turns('把屏幕共享给我看一下'), turns('把屏幕共享给我看一下', '好'))).toEqual(adds('好'));
  expect(compareCopy(turns('好的'), turns('好的', '那我挂了'))).toEqual(adds('那我挂了'));
});

test('the last line has grown: it goes on, and what follows is added', () => {
  const known = turns('您好，我是客服', '您的快递');
  expect(compareCopy(known, turns('您好，我是客服', '您的快递丢了'))).toEqual({ grown: '您的快递丢了', added: [] });
  expect(compareCopy(known, turns('您好，我是客服', '您的快递丢了', '什么？'))).toEqual({ grown: '您的快递丢了', added: turns('什么？') });
  // The only line there is, and one whose closing mark went away.
  expect(compareCopy(turns('您的快递。'), turns('您的快递丢了。'))).toEqual({ grown: '您的快递丢了。', added: [] });
});

test('another speaker’s line with the same beginning is another line', () => {
  const next = [{ speaker: '乙', text: '您的快递丢了' }];
  expect(compareCopy(turns('您的快递'), next)).toEqual({ grown: null, added: next });
});

test('a selection that begins or ends in the middle of a line', () => {
  const known = turns('您好，我是快递公司的客服', '您的快递丢了，我们给您理赔');
  expect(compareCopy(known, turns('公司的客服', '您的快递丢了，我们给您理赔', '好'))).toEqual(adds('好'));
  expect(compareCopy(known, turns('您好，我是快递公司的客服', '您的快递丢了'))).toEqual(adds());
});

test('the program corrected the last line since: the correction is a line of its own, nothing before it comes twice', () => {
  const known = turns('您好，我是公安局的', '您名下的银行卡涉嫌洗前');
  expect(compareCopy(known, turns('您好，我是公安局的', '您名下的银行卡涉嫌洗钱', '不会吧'))).toEqual(
    adds('您名下的银行卡涉嫌洗钱', '不会吧'),
  );
});

/** A meeting as its caption window tells it: the newest line is typed word by word, a window shows the last lines. */
const script = fc.array(
  fc.record({
    speaker: fc.constantFrom('甲', '乙', null),
    words: fc.array(fc.constantFrom('验证码', '屏幕', '转账', '好'), { maxLength: 5 }),
  }),
  { minLength: 1, maxLength: 12 },
);
const copies = fc.array(fc.tuple(fc.nat(1_000), fc.integer({ min: 2, max: 8 })), { minLength: 1, maxLength: 30 });

test('whatever is copied of a growing caption window, each line is there once and whole in the end', () => {
  fc.assert(
    fc.property(script, copies, (lines, moments) => {
      const words = lines.map(({ speaker, words }, i) => ({ speaker, words: [`第${i}句话说的是这个`, ...words] }));
      const total = words.reduce((sum, line) => sum + line.words.length, 0);
      const shown = (count: number): Turn[] => {
        let left = count;
        return words.flatMap(({ speaker, words }) => {
          const here = Math.max(0, Math.min(left, words.length));
          left -= words.length;
          return here > 0 ? [{ speaker, text: words.slice(0, here).join('') }] : [];
        });
      };
      let said: Turn[] = [];
      let typed = 0;
      for (const [more, reach] of [...moments, [total, words.length] as const]) {
        const known = shown(typed).length;
        typed = Math.min(total, typed + 1 + (more % 6));
        if (more === total) typed = total;
        const now = shown(typed);
        // A copy reaches back at least two lines into what is known: less could not be told from a new beginning.
        const { grown, added } = compareCopy(said, now.slice(Math.max(0, known - reach)));
        if (grown !== null) said = said.with(-1, { ...(said.at(-1) as Turn), text: grown });
        said = [...said, ...added];
        expect(said).toEqual(now);
      }
    }),
  );
});

test('whatever is pasted, no word of what is known or pasted is lost, and known lines only grow', () => {
  const turn = fc.record({
    speaker: fc.constantFrom('甲', null),
    text: fc.string({ unit: fc.constantFrom(...'好的码。，'), minLength: 1, maxLength: 6 }),
  });
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 6 }), fc.array(turn, { maxLength: 6 }), (said, pasted) => {
      const { grown, added } = compareCopy(said, pasted);
      if (grown !== null) expect(continuesLine(said.at(-1)?.text ?? '', grown)).toBe(true);
      const after = [...said, ...added].map((one) => one.text).concat(grown ?? []);
      for (const { text } of pasted) expect(after.some((one) => one.includes(text.replace(/[，。]+$/, '')))).toBe(true);
    }),
  );
});

test('20,000 lines of one word over 20,000 of the same are laid over each other at once', () => {
  const many = turns(...Array.from({ length: 20_000 }, () => '好的'));
  expect(compareCopy(many, [...many, ...turns('再见')])).toEqual(adds('再见'));
});
