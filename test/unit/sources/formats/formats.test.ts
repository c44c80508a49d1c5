import { expect, test } from 'vitest';
import { parseFile as parse } from '../../../../electron/sources/formats/index.ts';
import { codeOf } from '../../../support/failure.ts';

const parseFile = (name: string, text: string) => parse(name, text).conversations;

test('.srt: numbers and times go, speakers stay', () => {
  const srt =
    '1\r\n00:00:01,000 --> 00:00:02,000\r\n王警官：你好\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n<i>请把屏幕</i>\r\n共享给我\r\n';
  expect(parseFile('a.srt', srt)).toEqual([
    {
      id: 'a.srt',
      turns: [
        { speaker: '王警官', text: '你好', offset: 1_000 },
        { speaker: null, text: '请把屏幕 共享给我', offset: 3_000 },
      ],
    },
  ]);
});

test('.srt without empty lines between the cues; a number that was said stays', () => {
  const srt = '1\n00:00:01,000 --> 00:00:02,000\n几位数？\n2\n00:00:03,000 --> 00:00:04,000\n6\n\n3\n00:00:05,000 --> 00:00:06,000\n好';
  expect(parseFile('a.srt', srt)[0]?.turns.map((turn) => turn.text)).toEqual(['几位数？', '6', '好']);
});

test('.vtt: the voice tag names the speaker', () => {
  const vtt = 'WEBVTT\n\nNOTE 说明\n\n00:01.000 --> 00:02.000\n<v 张三>您好</v>\n';
  expect(parseFile('C:\\会议\\a.vtt', vtt)).toEqual([{ id: 'a.vtt', turns: [{ speaker: '张三', text: '您好', offset: 1_000 }] }]);
});

test('.jsonl: a conversation a row, labels kept', () => {
  const rows =
    '{"id":1,"turns":[{"speaker":"甲","text":"好"},{"text":""}],"label":"fraud","ask_turn":1}\n\n{"id":"b","turns":[{"text":"嗯"}]}';
  expect(parseFile('x.jsonl', rows)).toMatchObject([
    {
      id: '1',
      label: 'fraud',
      ask_turn: 1,
      turns: [
        { speaker: '甲', text: '好' },
        { speaker: null, text: '…' },
      ],
    },
    { id: 'b', turns: [{ speaker: null, text: '嗯' }] },
  ]);
});

test.each([
  ['whisper', '{"segments":[{"start":0.5,"end":2,"text":" 您好"},{"start":61.25,"text":"在吗","speaker":1}]}'],
  ['a list', '[{"text":"您好","start_time":"00:00:00.500"},{"content":"在吗","name":"1","start_time":"00:01:01.250"}]'],
  ['milliseconds', '{"data":{"paragraphs":[{"text":"您好","begin_time":500},{"text":"在吗","speaker":"1","begin_time":61250}]}}'],
])('.json of %s', (_what, json) => {
  expect(parseFile('x.json', json)).toEqual([
    {
      id: 'x.json',
      turns: [
        { speaker: null, text: '您好', offset: 500 },
        { speaker: '1', text: '在吗', offset: 61_250 },
      ],
    },
  ]);
});

test('.jsonl with one turn a row is one conversation', () => {
  expect(parseFile('x.jsonl', '{"speaker":"甲","text":"好"}\n{"text":"嗯"}')).toEqual([
    {
      id: 'x.jsonl',
      turns: [
        { speaker: '甲', text: '好' },
        { speaker: null, text: '嗯' },
      ],
    },
  ]);
});

test.each([
  ['x.json', '{"turns":', 'not-text'],
  ['x.json', '{"a":1}', 'not-text'],
  ['x.json', '[1,2]', 'not-text'],
  ['x.json', '[]', 'empty-text'],
  ['x.jsonl', '{"id":1,', 'not-text'],
  ['x.jsonl', '{"id":1,"turns":"a"}', 'not-text'],
  ['x.jsonl', '\n', 'empty-text'],
  ['x.jsonl', '{"id":1,"turns":[]}', 'empty-text'],
  ['x.srt', 'no time in here', 'empty-text'],
  ['x.txt', '   ', 'empty-text'],
])('%s %j is refused: %s', (name, text, code) => {
  expect(codeOf(() => parseFile(name, text))).toBe(code);
});

test('20,001 lines are refused', () => {
  expect(codeOf(() => parseFile('x.txt', '好\n'.repeat(20_001)))).toBe('too-many-lines');
});
