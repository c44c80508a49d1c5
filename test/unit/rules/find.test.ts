import { expect, test } from 'vitest';
import { readCues } from '../../../electron/rules/find.ts';
import { cues } from '../../../electron/rules/table.ts';
import { lines } from './lines.ts';

const stagesIn = (text: string) => readCues(text, 0).hits.map((hit) => hit.stage);

test.each([
  ['你名下的银行卡涉嫌洗钱。', 'pressure'],
  ['这件事不要告诉家里人。', 'isolate'],
  ['电话不要挂断，找个没人的房间。', 'isolate'],
  ['你点一下共享屏幕。', 'control'],
  ['把短信里的验证码念给我。', 'extract'],
])('%s speaks for %s', (text, stage) => {
  expect(stagesIn(text)).toContain(stage);
});

const idsIn = (text: string) => readCues(text, 0).hits.map((hit) => hit.cue);

test('each cue has its two lines', () => {
  expect(lines.map(([cue]) => cue)).toEqual(cues.map((cue) => cue.id));
});

test.each(lines)('%s: %s', (cue, is) => {
  expect(idsIn(is)).toContain(cue);
});

test.each(lines)('not %s: %3$s', (cue, _is, sounds) => {
  expect(idsIn(sounds)).not.toContain(cue);
});

test.each([
  ['spaced out', '把 钱 转 到 安 全 账 户 里'],
  ['another character', '把钱转到安全帐户里'],
  ['traditional', '把錢轉到安全賬戶裡'],
  ['marks inside', '把钱转到安\u200b全·账·户里'],
])('the safe account is found when it is written %s', (_how, text) => {
  expect(readCues(text, 0).hits.map((hit) => hit.cue)).toContain('safe-account');
});

test('advice against it, a lecture about it and news of it are not it', () => {
  expect(stagesIn('验证码不要告诉任何人，包括我们。')).toEqual([]);
  expect(stagesIn('验证码和密码都不要告诉任何人。')).toEqual([]);
  expect(stagesIn('骗子会让你把钱转到安全账户。')).toEqual([]);
  expect(stagesIn('对方让他进一个会议，共享屏幕，还说不能告诉家里人，最后让他把钱转到安全账户。')).toEqual([]);
  expect(stagesIn('记住，公安机关没有安全账户，也不会在网上做笔录，更不会要你的验证码。')).toEqual([]);
  expect(stagesIn('凡是让你转到安全账户的都是诈骗。')).toEqual([]);
});

test('the hit carries its line and the words it was found in', () => {
  const [hit] = readCues('等下短信来了验证码，你念给我。', 7).hits;
  expect(hit).toMatchObject({ seq: 7, stage: 'extract' });
  expect(hit?.quote).toContain('验证码');
});

test('a story told beside a demand does not hide the demand', () => {
  expect(stagesIn('上次对方让他转账，你现在把验证码念给我。')).toContain('extract');
});

test('a demand that the user repeats weighs less than the caller’s, and what is no demand weighs the same', () => {
  const weights = (text: string, side: 'self' | 'other' | null) => readCues(text, 0, side).hits.map((hit) => hit.weight);
  const demand = '把短信里的验证码念给我。';
  expect(weights(demand, 'self')[0]).toBeLessThan(weights(demand, 'other')[0] as number);
  expect(weights(demand, 'self')[0]).toBeGreaterThan(0);
  expect(weights(demand, 'other')).toEqual(weights(demand, null));
  expect(weights('你名下的银行卡涉嫌洗钱。', 'self')).toEqual(weights('你名下的银行卡涉嫌洗钱。', null));
});

test('words that don’t count do not hide the same words further on', () => {
  expect(stagesIn('骗子才会跟你要验证码，我们不一样，你把验证码念给我。')).toContain('extract');
});

test('why words don’t count: denied, told about others, or said as honest callers say them', () => {
  const why = (text: string) => readCues(text, 0).excused.map((one) => one.why);
  expect(why('千万别共享屏幕。')).toEqual(['denied']);
  expect(why('骗子会让你把钱转到安全账户。')).toContain('told');
  expect(why('验证码不要告诉任何人。')).toEqual(['honest']);
  expect(why('您好，请坐。')).toEqual([]);
});

test.each([
  '第一个，冒充信息部，打给前台，说账号异常登录，请告诉我短信里的六位数。',
  '录音里说，为了保护资金，请把钱转到我们指定的账户，不要告诉银行柜员。',
  '骗子话术是，您别挂电话，一挂就扣款了。',
  '凡是提到转账、验证码、安全账户就判诈骗。',
  '先垫付再返钱的事，那是违法的。',
])('what a lecture quotes counts half or not at all: %s', (text) => {
  const full = new Map(cues.map((cue) => [cue.id, cue.weight]));
  for (const hit of readCues(text, 0).hits) expect(hit.weight, hit.cue).toBeLessThanOrEqual((full.get(hit.cue) as number) / 2);
});

test('what honest business says too weighs half beside the words that make it so, and a demand on the listener stays', () => {
  const weightIn = (text: string) => readCues(text, 0).hits[0]?.weight as number;
  expect(weightIn('持仓明细先别往外传。')).toBe(weightIn('这个先别往外传。') / 2);
  expect(weightIn('先共享一下屏幕，大家看得到吗？')).toBe(weightIn('先共享一下屏幕。') / 2);
  expect(weightIn('冒充别人的都抓了，你现在把验证码念给我。')).toBe(weightIn('你把验证码念给我。'));
});
