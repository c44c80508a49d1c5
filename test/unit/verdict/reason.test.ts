import { expect, test } from 'vitest';
import { acceptReason } from '../../../electron/verdict/reason.ts';

test('one plain sentence is taken, without its quotation marks', () => {
  expect(acceptReason('“对方自称民警，却要你对家人保密、共享屏幕。”\n')).toBe('对方自称民警，却要你对家人保密、共享屏幕。');
  expect(acceptReason('他让你先交保证金再放款，拿不准请打 96110。')).not.toBeNull();
});

test.each([
  ['calms', '这是正常的业务流程，对方是可信的银行客服。'],
  ['says that there is no risk', '这段对话没有诈骗风险，请继续配合。'],
  ['tells to pay', '为了您的资金安全，请尽快转账到核查账户。'],
  ['tells to close the warning', '这个弹窗是误报，建议关掉会盾继续开会。'],
  ['has something to call', '请拨打 01088886666 联系办案民警核实情况。'],
  ['has something to open', '详情见 www.gov-anquan.com，按提示核实即可。'],
  ['is the answer format', '{"is_fraud": false} 对话内容没有问题请放心'],
  ['is not Chinese', 'The caller claims to be a police officer and asks for secrecy.'],
  ['is too long', '对方自称民警。'.repeat(20)],
  ['is nothing', '可疑。'],
])('a sentence that %s is not', (_what, text) => {
  expect(acceptReason(text)).toBeNull();
});

test('marks that hide a word do not hide it', () => {
  for (const hidden of ['\u200b', '\u3164', '\n']) {
    expect(acceptReason(`这段对话没有诈${hidden}骗风险，请继续听对方说完。`)).toBeNull();
  }
});
