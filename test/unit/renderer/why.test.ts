/** The sentences that answer 为什么, and those of an alert, from what is stored. */
import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import type { Alert, Reasons, Verdict } from '../../../electron/contract/domain.ts';
import { explain } from '../../../renderer/shared/explain.ts';
import { startTexts } from '../../../renderer/shared/texts.ts';
import { whyOf } from '../../../renderer/shared/why.ts';

beforeAll(() => startTexts());

const reasons: Reasons = {
  own: 'safe',
  model: 0.05,
  version: 1,
  ngrams: 0.1,
  rules: 0,
  joined: 0.05,
  cues: [],
  excused: [],
  thresholds: { watch: 0.5, danger: 0.8 },
  ruleThresholds: { watch: 0.65, danger: 0.85 },
  shift: { watch: 0, danger: 0 },
  held: 0,
  early: 0,
  coached: false,
};
const why = (level: Verdict['level'], change: Partial<Reasons> | null, modelRisk: number | null = 0.05) =>
  whyOf(i18next.t, {
    meetingId: 1,
    seq: 20,
    risk: 0.5,
    modelRisk,
    level,
    kind: null,
    stage: null,
    cues: [],
    model: 'm',
    ms: 1,
    reasons: change && { ...reasons, ...change },
  });

test('an alert of the rules names them, each with its line and what an honest caller does', () => {
  const cues = [{ cue: 'safe-account', seq: 14, stage: 'extract' as const, weight: 0.5 }];
  const { title, sentences, cues: shown } = why('danger', { own: 'danger', rules: 0.9, cues });
  expect(title).toBe('为什么提醒');
  expect(sentences).toEqual(['听到的手法放在一起，很像诈骗。']);
  expect(shown).toEqual([{ seq: 14, text: '第 15 句：说有安全账户', honest: '没有“安全账户”，也没有“资金核查”。' }]);
});

test.each([
  ['the model', { model: 0.9, ngrams: 0.2 }, '模型觉得最近这几句很像诈骗。'],
  ['the wording', { model: 0.2, ngrams: 0.9 }, '听到的说法，很像诈骗里常用的。'],
  ['both', { model: 0.9, ngrams: 0.9 }, '最近这几句的意思和说法，都很像诈骗。'],
  ['neither without the cues', { model: 0.4, ngrams: 0.4 }, '合在一起，很像诈骗。'],
] as const)('an alert of %s says so', (_who, change, sentence) => {
  expect(why('danger', { ...change, own: 'danger', joined: 0.9 }).sentences.join()).toContain(sentence);
});

test('a harmless line in a raised meeting tells what holds it up', () => {
  expect(why('watch', { held: 5 }).sentences).toEqual(['这一句本身不要紧，但前面的话让人担心。再有 5 句平稳的话，才会降下来。']);
  expect(why('danger', { held: null }).sentences.join()).toContain('点“误报”');
  expect(why('danger', { own: 'danger', coached: true }).sentences.join()).toContain('有人让你关掉提醒');
});

test('a calm line says what was heard and why it does not count, and promises nothing', () => {
  const { title, sentences } = why('safe', {
    excused: [
      { cue: 'secrecy', why: 'told' },
      { cue: 'screen-share', why: 'told' },
      { cue: 'read-code', why: 'denied' },
    ],
  });
  expect(title).toBe('为什么没有提醒');
  expect(sentences).toEqual([
    '这句提到“让你保密”“让你共享屏幕”，是在讲别人的事，所以不算。',
    '这句提到“要你的验证码”，是在说不要这样做，所以不算。',
    '模型觉得最近这几句不像诈骗。',
    '没有提醒，不等于没有风险。拿不准就打 96110。',
  ]);
});

test('not enough to tell is explained as that; rules alone are no safety; a line judged with others says so', () => {
  expect(why('unknown', { early: 2 }).sentences[0]).toBe('话还太少，再听 2 句才能判断。');
  expect(why('unknown', { model: null, joined: null }).sentences.join()).toContain('不等于安全');
  expect(why('safe', {}, null).sentences).toContain('这一句和后面的话是一起判断的。');
});

test('feedback shows; a record of the past says that it kept no reasons', () => {
  expect(why('safe', { shift: { watch: 0.2, danger: 0 } }).sentences).toContain('按你的反馈，比原来晚一点提醒。');
  expect(why('danger', null)).toMatchObject({ sentences: ['这条记录来自旧版本，没有留下全部原因。'], numbers: null });
});

const alert: Alert = {
  id: 1,
  meetingId: 1,
  seq: 1,
  level: 'danger',
  kind: 'refund',
  stage: 'pressure',
  quotes: [],
  at: 1,
  episode: 1,
  cause: 'first',
  cues: ['safe-account'],
  reason: null,
  answer: null,
  feedback: null,
};
const explained = (change: Partial<Alert>, language = 'zh-CN') => explain(i18next.t, { ...alert, ...change }, language);

test('an alert explains itself at once: by its kind; without one by its heaviest cue, then its stage', () => {
  expect(explained({}).why).toBe('退款不需要共享屏幕，也不需要你先转钱。');
  expect(explained({ kind: 'other' }).why).toBe('没有“安全账户”，也没有“资金核查”。');
  expect(explained({ kind: 'other', cues: [], stage: 'isolate' }).why).toBe('他不想让你身边的人提醒你。');
  expect(explained({ kind: 'other', cues: ['a cue of the past'] }).why).toContain('拿不准');
});

test('isolation and control come before what the kind asks for; amber asks for less than red', () => {
  expect(explained({ stage: 'control' }).now).toContain('停止共享屏幕');
  expect(explained({ stage: 'control', level: 'watch' }).now).toContain('先不共享屏幕');
  expect(explained({ stage: 'extract' }).now).toContain('官方 App');
});

test('a sentence of the model’s takes the place of ours, for readers of Chinese', () => {
  const reason = '对方自称客服，却要你先转钱。';
  expect(explained({ reason }).why).toBe(reason);
  expect(explained({ reason }, 'en-US').why).not.toBe(reason);
});

test('told to close it: no blame, one thing to do, whatever a model wrote', () => {
  const { why: sentence, now } = explained({ answer: 'coached', reason: '对方自称客服，却要你先转钱。' });
  expect(sentence).toContain('你没有做错什么');
  expect(now).toContain('挂断');
});
