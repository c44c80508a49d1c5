import { expect, test } from 'vitest';
import { parseText } from '../../../electron/sources/text/parse.ts';
import { isOfMeeting } from '../../../electron/transcript/belongs.ts';

const said = parseText('张警官：您好，我是公安局的。\n小李：什么事？\n张警官：您名下的银行卡涉嫌一起洗钱案');
const isIt = (copied: string, meeting = said) => isOfMeeting(meeting, parseText(copied));

test.each([
  ['more of the same window', '小李：什么事？\n张警官：您名下的银行卡涉嫌一起洗钱案\n小李：啊？'],
  ['the last line, grown', '张警官：您名下的银行卡涉嫌一起洗钱案，请配合调查'],
  ['later lines of the same people', '张警官：听清楚了吗\n小李：听清楚了\n张警官：那好'],
])('%s belong to the meeting', (_what, copied) => {
  expect(isIt(copied)).toBe(true);
});

test.each([
  ['a password', 'Tr0ub4dor&3'],
  ['an address', '北京市海淀区中关村大街1号'],
  ['a link', 'https://example.com/a?b=c'],
  ['a list of settings', 'host: db.local\nuser: root\npassword: hunter2\nport: 5432'],
  ['an article', '今天天气很好。\n我们去公园玩。\n公园里有很多人。'],
  ['a chat of other people', '王芳：晚上吃什么\n赵明：火锅\n王芳：好'],
  ['one line with a name', '小李：晚上回家吃饭'],
])('%s is none of the meeting’s business', (_what, copied) => {
  expect(isIt(copied)).toBe(false);
});

test('a short line that goes on by accident is not taken for growth', () => {
  expect(isIt('好的密码是123456', parseText('好的'))).toBe(false);
});

test('at the beginning of a meeting captions are known by their names', () => {
  expect(isIt('张警官：您好\n小李：什么事？\n张警官：您涉嫌洗钱', [])).toBe(true);
  expect(isIt('host: a\nuser: b\nport: c', [])).toBe(false);
  expect(isIt('张警官：您好', [])).toBe(false);
});
