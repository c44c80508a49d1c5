import path from 'node:path';
import { expect, test } from 'vitest';
import { readCatalog } from '../../../electron/models/catalog.ts';
import { sha256Of } from '../../../electron/models/sha256.ts';
import { countLine, scoreNgrams } from '../../../electron/ngrams/classifier.ts';
import weightsFile from '../../../models/starter/huidun-ngrams.json' with { type: 'json' };
import { root } from '../../support/folders.ts';

const read = (lines: readonly string[]) => scoreNgrams(lines.map(countLine));
const talkOdds = (lines: readonly string[]) => read(lines).talk;
const kindOf = (lines: readonly string[]) => [...read(lines).kinds].sort((a, b) => b[1] - a[1])[0]?.[0];

test('the weights are the file that the catalog names', async () => {
  const models = path.join(root, 'models');
  const { ngrams } = readCatalog(models).starter;
  expect(await sha256Of([path.join(models, ngrams.file)])).toBe(ngrams.sha256);
});

test('the scores are those of the program that trained the weights', () => {
  expect(weightsFile.checks.length).toBeGreaterThan(2);
  for (const { lines, talk, kind } of weightsFile.checks) {
    expect(read(lines).talk).toBeCloseTo(talk, 4);
    expect(kindOf(lines)).toBe(kind);
  }
});

const secrecy = ['我这边是经侦的，材料要录像', '今天谈的内容对你爱人也要保密', '把门关上，共享屏幕，打开手机银行给我看一下余额'];
const calm = ['我这边是社区的，讲座下周二', '叫上你爱人一起来听', '带身份证到大厅登记就行，不着急'];

test('a fraud scores higher than its honest counterpart', () => {
  expect(talkOdds(secrecy)).toBeGreaterThan(talkOdds(calm) + 1);
});

test('punctuation, spaces, full width and traditional characters change nothing', () => {
  const mangled = [
    '我这边是经侦的 材料要录像',
    '今 天 谈 的 內 容 對 你 愛 人 也 要 保 密',
    '把門關上共享屏幕！！打開手機銀行給我看一下餘額',
  ];
  expect(talkOdds(mangled)).toBeCloseTo(talkOdds(secrecy), 0);
});

test('nothing said is no sign of anything', () => {
  expect(talkOdds([])).toBeLessThan(-1);
  expect(talkOdds(['', '…'])).toBe(talkOdds([]));
});

test('what was said long ago is forgotten, however much it was', () => {
  const chatter = Array.from({ length: 60 }, (_, i) => `明天下午三点开会，第${i}页的数字我再核对一遍`);
  expect(talkOdds([...secrecy, ...chatter])).toBeCloseTo(talkOdds(chatter), 6);
});

test('it names the kind of fraud', () => {
  expect(kindOf(secrecy)).toBe('police');
  expect(kindOf(['您好我是平台客服，您买的商品有质量问题，现在给您办理退款', '您打开借呗的额度，退款要走这个通道'])).toBe('refund');
  expect(kindOf(['我们老师在群里带大家做股票', '这只票主力下周拉升，跟着老师建仓稳赚', '先开通机构席位，入金五万起'])).toBe('investment');
});
