/** The same words in other dress: what captions, recognisers, other scripts and dodgers make of them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCues } from '../../../electron/rules/find.ts';
import { toSimplified } from '../../../electron/text/spelling.ts';
import { lines } from './lines.ts';

const idsIn = (text: string) => readCues(text, 0).hits.map((hit) => hit.cue);

const fullWidth = (text: string) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const halfWidth = (text: string) => text.normalize('NFKC').replaceAll('。', '.');
/** Puts a mark after each character for which the answer at its place is yes; inside a word of letters or a number nothing. */
const sprinkle = (text: string, mark: string, places: readonly boolean[]) =>
  [...text].map((c, i) => (places[i % places.length] && !/[a-z\d]/i.test(c) ? c + mark : c)).join('');

test('spaces, zero-width marks and another width never lose a cue', () => {
  const marks = fc.constantFrom(' ', '\u3000', '\u200b', '\u200d', '\ufeff', '\u00ad', '\u2060', '·');
  const places = fc.array(fc.boolean(), { minLength: 1, maxLength: 7 });
  const width = fc.constantFrom(fullWidth, halfWidth, (text: string) => text);
  fc.assert(
    fc.property(fc.constantFrom(...lines), marks, places, width, ([cue, is], mark, where, change) => {
      expect(idsIn(sprinkle(change(is), mark, where))).toContain(cue);
    }),
    { numRuns: 2000, seed: 7 },
  );
});

test('traditional characters', () => {
  const traditional = new Map([...toSimplified].reverse().map(([other, simple]) => [simple, other]));
  const lost = lines.filter(([cue, is]) => !idsIn([...is].map((c) => traditional.get(c) ?? c).join('')).includes(cue));
  expect(lost).toEqual([]);
});

test.each([
  ['read-code', '短信里有6位数，你念给我', '短信里有六位数，你念给我'],
  ['transfer', '你先转5000过来', '你先转五千过来'],
  ['money-comes-back', '你转过来，10分钟自动退', '你转过来，十分钟自动退'],
  ['task-pay', '垫200返260', '垫二百返二百六'],
])('%s: digits and Chinese numerals', (cue, digits, numerals) => {
  expect(idsIn(digits)).toContain(cue);
  expect(idsIn(numerals)).toContain(cue);
});

test.each([
  ['safe-account', '把钱转到安全帐户'],
  ['safe-account', '把钱转到安全涨户'],
  ['read-code', '把验正马念给我'],
  ['read-code', '等下来一个六位的验证马你报给我'],
  ['screen-share', '你点一下供享平幕'],
  ['open-bank-app', '打开你的手机银航'],
  ['asks-balance', '你手机银航里余额报一下'],
  ['credit-threat', '不处理会影响正信'],
  ['odd-payee', '你卫星转给我，打我卫星'],
  ['transfer', '你先转帐五千'],
  ['accused', '你名下的卡涉嫌洗前'],
  ['pay-first', '要先交一笔动结的解冻金'],
  ['claims-service', '我是平台的客付'],
])('%s: %s (as a recogniser or a dodger spells it)', (cue, text) => {
  expect(idsIn(text)).toContain(cue);
});

test.each([
  ['secrecy', '呢件事唔好話俾屋企人知'],
  ['secrecy', '唔好同任何人講'],
  ['read-code', '個驗證碼你讀俾我聽，即係嗰六位數字，念給我'],
  ['transfer', '你而家即刻過數五萬俾我'],
  ['stay-on-line', '你唔好掛，聽我講'],
  ['screen-share', 'you click share screen first'],
  ['screen-share', '你先 share 你個 screen，撳 share screen'],
  ['secrecy', "please don't tell anyone about this"],
  ['stay-on-line', 'don’t hang up, stay on the line'],
  ['read-code', 'tell me the verification code'],
  ['remote-control', '你下载 AnyDesk 装好'],
])('%s: %s (Cantonese, English, mixed)', (cue, text) => {
  expect(idsIn(text)).toContain(cue);
});

test.each([
  ['denied', '千万别把验证码念给别人，谁要都不给。'],
  ['denied', '我们不会让您转到安全账户。'],
  ['denied', '共享屏幕不用开，您自己点就行。'],
  ['asked', '那要不要我把验证码念给你？'],
  ['asked', '我还得先交保证金吗？'],
  ['asked', '会不会让我打开手机银行？'],
  ['a lecture', '骗子会说：您涉嫌洗钱，请把钱转到安全账户。'],
  ['a lecture', '凡是让您共享屏幕、念验证码的都是诈骗。'],
  ['news', '新闻里说有人冒充客服，让老人把钱转到安全账户。'],
  ['a family talking', '前天有个人打电话，说我的卡涉嫌洗钱，让我把钱转到安全账户，我没理他。'],
  ['a family talking', '我同事就是让人骗去共享屏幕，卡里的钱全没了。'],
  ['a family talking', '听说楼下老李垫一百返一百三，后来群就散了。'],
  ['a quotation', '对方让他共享屏幕，还说不能告诉家里人，最后让他转账。'],
])('%s is no demand: %s', (_what, text) => {
  const demands = readCues(text, 0).hits.filter((hit) => ['isolate', 'control', 'extract'].includes(hit.stage));
  expect(demands).toEqual([]);
});

test.each([
  ['after a lecture', '骗子才让你共享屏幕，我们不是。您现在点一下共享屏幕。', 'screen-share'],
  ['after a denial', '验证码别给外人。您把验证码念给我。', 'read-code'],
  ['after a story', '前天有个人也是这样，不过您先转五千过来。', 'transfer'],
  ['without punctuation', '您别急我不会害您的您把短信里的验证码念给我', 'read-code'],
  ['beside a calming word', '不用怕，把门关上，旁边不要有人。', 'alone'],
])('a demand %s is one: %s', (_where, text, cue) => {
  expect(idsIn(text)).toContain(cue);
});

test('a line of 4,000 characters made to keep the matching busy comes through, its demand found', () => {
  const busy = ['转', '不要', '银行', '先转钱到账户别告诉家人验证码念给', '骗子会让您转到，', '别念验证码', '1', '一', ' ', '，'];
  for (const piece of busy) {
    const text = `${piece.repeat(4_000 / piece.length).slice(0, 3_960)}。你把短信里的验证码念给我。`;
    expect(idsIn(text), piece).toContain('read-code');
  }
});
