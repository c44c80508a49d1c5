/** The model check: what counts as an answer, which model fits, and which of several to take. */
import { expect, test } from 'vitest';
import { type Check, type Criterion, checkSchema, type Trial, type TrialId } from '../../../../electron/contract/check.ts';
import { failedCriteria, recommend } from '../../../../electron/models/check/criteria.ts';
import { checkModel } from '../../../../electron/models/check/run.ts';
import { readIsFraud, trialPlans } from '../../../../electron/models/check/trials.ts';
import { codeOfAsync } from '../../../support/failure.ts';
import { ScriptedModel } from '../../../support/scripted-model.ts';

const judge = (id: TrialId, text: string, ended = true) => trialPlans.find((plan) => plan.id === id)?.judge({ text, ended });

test("the source document's answers count as it counted them", () => {
  const seven = '{\n"is_fraud": false\n}';
  expect([judge('parcel', seven), readIsFraud(seven)]).toEqual([[], false]);
  expect(judge('parcel', '{"is_fraud": false}')).toEqual([]);
  // 0.5B-Instruct: the meaning without the JSON.
  expect(judge('parcel', 'is_fraud: false')).toEqual(['json']);
  // 1.5B without instruction tuning: it goes on until it is cut.
  expect(judge('parcel', '根据对话内容，可以判断出存在诈骗风险。以下是详细分析：1. 张伟以', false)).toEqual(['json', 'endless']);
  const answer = '大语言模型是一种基于深度学习的自然语言处理技术，能够理解、生成和处理文本数据。';
  expect(judge('introduce', answer)).toEqual([]);
  expect(judge('introduce', `${answer}\n请简要介绍下机器翻译。\nAssistant: Machine translation is`, false)).toEqual(['endless']);
});

test('JSON is one object with a boolean; a code fence around it is no fault, words around it are', () => {
  for (const [text, said] of [
    ['```json\n{"is_fraud": true}\n```', true],
    ['{"is_fraud": true, "reason": "要求转账"}', true],
    ['{"is_fraud": "true"}', null],
    ['判断结果：{"is_fraud": true}', null],
    ['{"is_fraud": tru', null],
    ['[true]', null],
    ['null', null],
    ['', null],
  ] as const) {
    expect(readIsFraud(text), text).toBe(said);
  }
});

test('an instruction is followed to the letter; a full stop is forgiven', () => {
  expect([judge('receipt', '收到。'), judge('receipt', '好的，收到')]).toEqual([[], ['instructions']]);
  expect([judge('count', '1, 2, 3, 4, 5'), judge('count', '1,2,3,4,5,6')]).toEqual([[], ['instructions']]);
  expect(judge('introduce', 'A large language model (大语言模型) is a neural network.')).toEqual(['chinese']);
});

/** Trials in which only what is named went wrong. */
function trialsWith(wrong: Partial<Record<TrialId, Criterion[]>>): Trial[] {
  const rest = { prompt: '', promptIds: [1, 2], text: '', ids: [3, 4, 5], firstMs: 100, ms: 300, isFraud: null };
  return trialPlans.map(({ id, question }) => {
    const misfits = wrong[id] ?? [];
    return { id, question, ...rest, ended: !misfits.includes('endless'), misfits };
  });
}

test('what makes a model unfit', () => {
  expect(failedCriteria(trialsWith({}), 300)).toEqual([]);
  expect(failedCriteria(trialsWith({ bank: ['json'] }), 300)).toEqual(['json']);
  expect(failedCriteria(trialsWith({ introduce: ['endless'] }), 300)).toEqual(['endless']);
  expect(failedCriteria(trialsWith({ count: ['instructions'] }), 300)).toEqual([]);
  expect(failedCriteria(trialsWith({ count: ['instructions'], receipt: ['instructions', 'endless'] }), 300)).toEqual(['instructions']);
  expect(failedCriteria(trialsWith({}), 6_000)).toEqual(['slow']);
});

test('the smallest that fits is recommended, by its newest check', async () => {
  const base = await checkModel(new ScriptedModel(), { at: 1 });
  const check = (sha256: string, bytes: number, fits: boolean, at = 1): Check => ({ ...base, sha256, bytes, fits, at });
  expect(recommend([check('7b', 5e9, true), check('1.5b', 1e9, true), check('0.5b', 4e8, false)])?.sha256).toBe('1.5b');
  expect(recommend([check('7b', 5e9, true), check('1.5b', 1e9, true), check('1.5b', 1e9, false, 2)])?.sha256).toBe('7b');
  expect(recommend([check('0.5b', 4e8, false)])).toBeNull();
});

test('a model on trial: every trial is run, told while it runs, and timed', async () => {
  const model = new ScriptedModel();
  const heard: [number, string][] = [];
  const check = await checkModel(model, { at: 7, onProgress: (trial, text) => void heard.push([trial, text]) });
  expect(checkSchema.parse(check)).toEqual(check);
  expect(check.trials.map((trial) => trial.question)).toEqual(trialPlans.map((plan) => plan.question));
  expect(check).toMatchObject({ at: 7, fits: false, firstMs: 100, tokensPerSecond: 5 });
  expect(check.misfits).toContain('json');
  expect(heard.at(-1)).toEqual([trialPlans.length - 1, '好的']);
});

test('a check that is called off, and a model that cannot be asked', async () => {
  const stop = new AbortController();
  const stopped = checkModel(new ScriptedModel(), { at: 1, signal: stop.signal, onProgress: (trial) => trial === 2 && stop.abort() });
  expect(await codeOfAsync(stopped)).toBe('cancelled');
  const mute = new ScriptedModel();
  delete mute.generate;
  expect(await codeOfAsync(checkModel(mute, { at: 1 }))).toBe('model-unsupported');
});
