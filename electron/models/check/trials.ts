/** The questions of the model check, and the test of each answer. Pure. */
import type { Criterion, TrialId } from '../../contract/check.ts';
import { documentQuestion } from '../../engine/prompt.ts';

/** The part of an answer that is tested. */
interface TrialAnswer {
  text: string;
  /** Whether the model stopped by itself. */
  ended: boolean;
}

export interface TrialPlan {
  id: TrialId;
  question: string;
  /** The criteria that the answer fails. */
  judge: (answer: TrialAnswer) => Criterion[];
}

/** The source document's question to Qwen2-7B. Its other models were asked without 只 ("only"). */
const asksJson = documentQuestion.replace('只以', '以');

export const trialPlans: readonly TrialPlan[] = [
  { id: 'introduce', question: '请简短介绍下大语言模型。', judge: inChinese },
  {
    id: 'parcel',
    question: `${asksJson}张伟:您好，请问是林女士吗？我是中通快递客服，我姓张。您前几天网上买了一辆自行车对吧？很抱歉，我们的快递弄丢了，按规定我们会赔偿您360元。`,
    judge: asJson,
  },
  {
    id: 'account',
    question: `${documentQuestion}李警官:您名下的银行卡涉嫌洗钱，现在要核查资金，请把卡里的钱转到安全账户，不要告诉家里人。\n王女士:转到哪个账户？`,
    judge: asJson,
  },
  {
    id: 'bank',
    question: `${documentQuestion}客户经理:您好，您预约的大额取款已经备好，请带身份证本人来网点办理。\n王女士:好的，我明天上午过去。`,
    judge: asJson,
  },
  { id: 'receipt', question: '请只回答“收到”两个字，不要输出其他内容。', judge: (answer) => exactly(answer, '收到') },
  { id: 'count', question: '请从1数到5，用英文逗号隔开，只输出数字和逗号。', judge: (answer) => exactly(answer, '1,2,3,4,5') },
];

const han = /\p{Script=Han}/gu;
const letters = /\p{L}/gu;

/** A text in Chinese about language models. An answer without an end fails `endless`. */
function inChinese({ text, ended }: TrialAnswer): Criterion[] {
  const share = (text.match(han)?.length ?? 0) / Math.max(1, text.match(letters)?.length ?? 0);
  return [...(share >= 0.6 && text.includes('模型') ? [] : (['chinese'] as const)), ...endless(ended)];
}

function asJson(answer: TrialAnswer): Criterion[] {
  return [...(readIsFraud(answer.text) === null ? (['json'] as const) : []), ...endless(answer.ended)];
}

function exactly({ text, ended }: TrialAnswer, wanted: string): Criterion[] {
  const plain = text.replace(/[\s。.“”"']/g, '');
  return [...(plain === wanted ? [] : (['instructions'] as const)), ...endless(ended)];
}

function endless(ended: boolean): Criterion[] {
  return ended ? [] : ['endless'];
}

/** The value of `is_fraud` if the answer is a JSON object that has it as a boolean; a code fence around the object is allowed. */
export function readIsFraud(text: string): boolean | null {
  const inner = /^\s*```(?:json)?\s*([\s\S]*?)\s*```\s*$/.exec(text)?.[1] ?? text;
  try {
    const value: unknown = JSON.parse(inner);
    const answer = typeof value === 'object' && value !== null && 'is_fraud' in value ? value.is_fraud : null;
    return typeof answer === 'boolean' ? answer : null;
  } catch {
    return null;
  }
}
