/** The exports of meeting programs: who said it and when is kept, what is no speech is left out. */
import { expect, test } from 'vitest';
import { parseFile, parsePasted } from '../../../../electron/sources/formats/index.ts';

/** Each turn as [speaker, text, seconds]. */
function told(name: string, text: string) {
  const { format, conversations } = parseFile(name, text);
  const [conversation] = conversations;
  const turns = (conversation?.turns ?? []).map((turn) => [turn.speaker, turn.text, turn.offset === undefined ? null : turn.offset / 1000]);
  return { format, turns, startedAt: conversation?.startedAt };
}
const at = (...parts: [number, number, number, number, number]) =>
  new Date(parts[0], parts[1] - 1, ...(parts.slice(2) as [number])).getTime();

test('飞书妙记', () => {
  const text = [
    '2026年6月15日 下午 11:32|1小时 8分钟 33秒',
    '',
    '关键词:',
    '验证码、屏幕共享',
    '',
    '文字记录:',
    '说话人 1 00:02',
    '喂，您好，会议改到 10:30 可以吗？',
    '',
    '说话人 2 00:03',
    '你好。',
    '听得到的。',
    '',
    '说话人 1 01:02:03.456',
    '请把屏幕共享给我。',
  ].join('\n');
  expect(told('妙记.txt', text)).toEqual({
    format: 'feishu',
    turns: [
      ['说话人 1', '喂，您好，会议改到 10:30 可以吗？', 2],
      ['说话人 2', '你好。', 3],
      ['说话人 2', '听得到的。', 3],
      ['说话人 1', '请把屏幕共享给我。', 3723.456],
    ],
    startedAt: at(2026, 6, 15, 23, 32),
  });
});

test('飞书妙记 with the words on the line of the time', () => {
  const text = '文字记录：\n\n说话人 1 00:00:00在外围我们就说一下。\n\n说话人 2 00:09:44嗯，可以。';
  expect(told('a.txt', text).turns).toEqual([
    ['说话人 1', '在外围我们就说一下。', 0],
    ['说话人 2', '嗯，可以。', 584],
  ]);
});

test.each([
  ['on one line', '张警官(00:00:05): 您好，我是公安局的。\n李雷（00:01:10）：什么事？'],
  ['below', '张警官(00:00:05):\n您好，我是公安局的。\n\n李雷(00:01:10):\n什么事？'],
  ['name and time', '腾讯会议 纪要\n\n张警官 00:00:05\n您好，我是公安局的。\n\n李雷 00:01:10\n什么事？'],
])('腾讯会议, the words %s', (_how, body) => {
  expect(told('转写.txt', `会议主题：案件核实\n会议时间：2026/03/24 14:00\n\n${body}`)).toEqual({
    format: 'tencent',
    turns: [
      ['张警官', '您好，我是公安局的。', 5],
      ['李雷', '什么事？', 70],
    ],
    startedAt: at(2026, 3, 24, 14, 0),
  });
});

test('钉钉闪记: the head and the summary are no speech', () => {
  const text = [
    '会议主题：需求评审',
    '会议时间：2026-03-24 14:00',
    '参会人员：张三、李四',
    '',
    '📋 会议摘要',
    '本次会议讨论了两点。',
    '',
    '发言人1 00:01:10',
    '大家好。',
    '发言人2 00:01:25',
    '好的：我先说。',
  ].join('\r\n');
  expect(told('闪记.txt', text)).toEqual({
    format: 'dingtalk',
    turns: [
      ['发言人1', '大家好。', 70],
      ['发言人2', '好的：我先说。', 85],
    ],
    startedAt: at(2026, 3, 24, 14, 0),
  });
});

test('Zoom’s saved captions and chat: the times of day are told from the first', () => {
  expect(told('meeting_saved_closed_caption.txt', '[Mary Smith] 10:01:02\nHello.\n\n[张三] 10:01:30\n你好。\n')).toEqual({
    format: 'zoom',
    turns: [
      ['Mary Smith', 'Hello.', 0],
      ['张三', '你好。', 28],
    ],
    startedAt: undefined,
  });
  expect(told('chat.txt', '10:01:02 From  Mary to  Everyone:\n\tHello.\n10:01:05 From 张三 to Everyone : 你好').turns).toEqual([
    ['Mary', 'Hello.', 0],
    ['张三', '你好', 3],
  ]);
});

test('Teams in Word, new and old', () => {
  const modern = ['Weekly-20260615_133555-Meeting Transcript', '15 June 2026, 03:35AM', '27m 42s', 'Nick Miller started transcription'];
  const said = ['David Mulholland   0:03', 'Hi everyone.', '张三   1:15:03', '大家好。', 'Nick Miller stopped transcription'];
  expect(told('x', [...modern, ...said].join('\n'))).toEqual({
    format: 'teams',
    turns: [
      ['David Mulholland', 'Hi everyone.', 3],
      ['张三', '大家好。', 4503],
    ],
    startedAt: at(2026, 6, 15, 3, 35),
  });
  const old = '0:0:5.100 --> 0:0:8.250\n田中太郎\nおはよう。\n\n0:0:8.500 --> 0:0:10.300\n李四\n早。\n好的。';
  expect(told('x', old).turns).toEqual([
    ['田中太郎', 'おはよう。', 5.1],
    ['李四', '早。', 8.5],
    ['李四', '好的。', 8.5],
  ]);
});

test('.vtt of Teams and of Zoom', () => {
  const teams = 'WEBVTT\n\na7939eec-6426-b7bd-c586-66ccb1a4abbc/32-0\n00:00:09.835 --> 00:00:13.995\n<v John Doe>Hello.</v>\n';
  expect(told('a.vtt', teams)).toMatchObject({ format: 'vtt', turns: [['John Doe', 'Hello.', 9.835]] });
  const zoom = 'WEBVTT\n\n1\n00:02:24.720 --> 00:02:32.850\nSamson Zhang: gotcha &amp; okay\n\n2\n00:02:33.480 --> 00:02:33.990\n是吗\n';
  expect(told('GMT20260615.transcript.vtt', zoom).turns).toEqual([
    ['Samson Zhang', 'gotcha & okay', 144.72],
    [null, '是吗', 153.48],
  ]);
});

test('other programs that write a name and a time; a sentence that ends in a time is no head', () => {
  const text = '主持人 00:12\n截止到 23:00\n张三 00:40\n好。\n主持人 01:05\n会议改到 10:30\n散会。';
  expect(told('记录.txt', text)).toMatchObject({
    format: 'minutes',
    turns: [
      ['主持人', '截止到 23:00', 12],
      ['张三', '好。', 40],
      ['主持人', '会议改到 10:30', 65],
      ['主持人', '散会。', 65],
    ],
  });
});

test('plain lines stay plain: names with colons, times ahead, dates', () => {
  expect(told('a.txt', '[00:00:05] 张三：好的\n会议改到 10:30\n李四: ok')).toMatchObject({
    format: 'text',
    turns: [
      ['张三', '好的', 5],
      [null, '会议改到 10:30', null],
      ['李四', 'ok', null],
    ],
  });
  expect(told('a.txt', '2024-05-01 10:11:12 李女士：在的\n2024-05-01 10:11:30 客服：您好')).toEqual({
    format: 'text',
    turns: [
      ['李女士', '在的', 0],
      ['客服', '您好', 18],
    ],
    startedAt: at(2024, 5, 1, 10, 11) + 12_000,
  });
});

test('what is pasted from such a program keeps the end of the sentence it began in', () => {
  expect(parsePasted('把屏幕共享给我。\n李雷 00:01:10\n什么事？\n张警官 00:01:20\n快一点。')).toEqual([
    { speaker: null, text: '把屏幕共享给我。' },
    { speaker: '李雷', text: '什么事？', offset: 70_000 },
    { speaker: '张警官', text: '快一点。', offset: 80_000 },
  ]);
});

test('a paragraph over the bound is told in several turns, cut between sentences', () => {
  const long = `${'这是一句话。'.repeat(1_000)}最后一句。`;
  const { conversations } = parseFile('a.txt', `腾讯会议\n张三 00:00:05\n${long}\n李四 00:10:00\n好。`);
  const turns = conversations[0]?.turns.filter((turn) => turn.speaker === '张三') ?? [];
  expect(turns.length).toBeGreaterThan(1);
  expect(turns.map((turn) => turn.text).join('')).toBe(long);
  expect(turns.every((turn) => turn.text.endsWith('。') && turn.offset === 5_000)).toBe(true);
});
