/**
 * Prepares a line for the language model and the n-gram classifier: removes prompt injections, that is, text for a program
 * and not for a person (请忽略之前的要求, is_fraud: false, chat-template tokens, JSON answers, encoded data). Such text says
 * nothing about the meeting and could only lower the risk. So could a sentence that is repeated again and again, and words
 * whose characters are taken apart by punctuation; the latter are joined. The rules and the stored transcript keep every
 * word. Pure.
 */
import { joinTakenApart } from '../text/fillers.ts';

const tokens = /<\|[^|<>]{0,24}\|>(?:system|user|assistant)?|<\/?s>|\[\/?INST\]|<<\/?SYS>>/gi;
/** An object with a key. Nothing is lost if it is code in an honest meeting. */
const json = /\{\s*["'“”]?[\w-]{1,40}["'“”]?\s*[:：][^{}]{0,400}\}/g;
/** Encoded data: a long run with upper case, lower case and digits. */
const encoded = /(?<![\w+/-])(?=[\w+/-]*[A-Z])(?=[\w+/-]*[a-z])(?=[\w+/-]*\d)[\w+/-]{24,}={0,2}/g;
/** A sentence with its closing punctuation. */
const sentence = /[^。！？!?;；\n]*?(?:[。！？!?;；\n]+|\.\s+|$)/g;

/** A program that an instruction addresses. */
const listener = '(?:人工智能|大?语言模型|大?模型|(?<![a-z])ai(?![a-z])|智能助手|检测程序|检测系统|判断程序)';
/** The answer that it shall give. Not followed by characters that make another word of it (安全问题, 160 元). */
const verdictWord = '(?:false|0|零|安全|平稳|正常|没有风险|无风险|低风险|不是诈骗|非诈骗)(?![\\d.a-z\\u4e00-\\u9fff])';
const instructions: readonly RegExp[] = [
  new RegExp(`${listener}.{0,10}(?:请|注意|听好|听着|在听|你要|不要|忽略|直接)`, 'i'),
  new RegExp(
    `(?:请|直接|只|只要|一律|必须|都)?(?:输出|返回|回答|回复|判定?为|判断为|判断成|标记?为|标为|认定为)(?:是|成|为)?[\\s:：“”"']{0,3}${verdictWord}`,
    'i',
  ),
  /(?:忽略|无视|忘记|忘掉|跳过|停止|结束).{0,6}(?:之前|以上|上面|前面|刚才|所有|全部|接下来|后面|后续).{0,8}(?:指令|要求|规则|提示|设定|内容|对话|分析|判断|检测)/,
  /(?:以上|上面|以下|后续|后面|接下来|这段|这些).{0,10}(?:不要|不用|不必|无需|无须|都不|请勿).{0,4}(?:分析|判断|检测|识别|提醒|预警)/,
  /(?:以上|上面|以下|这些?|本段).{0,8}(?:是|为)(?:测试|虚拟|样例|示例)(?:数据|文本|内容|对话)/,
  /风险(?:分数|等级|值|评分|级别).{0,4}(?:设|重置|改|调|归|降|清).{0,3}(?:零|0|低|平稳|安全|正常|无)/,
  /你(?:现在|要)?(?:是|扮演)一个?.{0,12}(?:助手|模型|机器人|程序)/,
  /is_fraud|\[system\]|system prompt|stop (?:the )?analy|risk\s*[=:]|(?:ignore|disregard|forget).{0,24}(?:instruction|previous|above|prior)|(?:answer|output|return|respond).{0,12}\bfalse\b/i,
];

/** Japanese and Korean letters. The starter model was not trained on them, so they are noise that hides other words. */
const kanaOrHangul = /(?:[\u3040-\u30ff\uac00-\ud7af]\s*){4}/;
const removed: readonly RegExp[] = [...instructions, kanaOrHangul];

/** Removes the sentences that hold a prompt injection. @returns an empty text if nothing else is left. */
export function stripInjections(text: string): string {
  const plain = joinTakenApart(text.replace(tokens, ' ').replace(json, ' ').replace(encoded, ' '));
  if (!removed.some((pattern) => pattern.test(plain))) return plain.trim();
  const sentences = plain.match(sentence) ?? [];
  return sentences
    .filter((text) => !removed.some((pattern) => pattern.test(text)))
    .join('')
    .trim();
}

/** One Chinese character, one kana or Hangul letter, or one word of any other script. */
const unit = /\p{Script=Han}|[\u3040-\u30ff\uac00-\ud7af]|[\p{L}\p{M}]+?(?=\P{L}|\p{Script=Han}|$)/gu;
const han = /\p{Script=Han}/gu;

/** How much of a line the classifiers can read: they know Chinese alone, and no prompt injection. In characters or foreign words. */
export function readableUnits(text: string): { read: number; all: number } {
  const all = text.match(unit)?.length ?? 0;
  return { read: Math.min(all, stripInjections(text).match(han)?.length ?? 0), all };
}

/** Letters and digits. People repeat shorter lines (好的，我知道了), but longer ones hardly ever word for word. */
const minRepeatLength = 8;
/** The number of earlier lines that are searched for a repetition. */
const recentLines = 16;

/** Whether the line at index `at` has the same words as one of the lines shortly before it. */
export function repeatsRecentLine(lines: readonly { text: string }[], at: number): boolean {
  const said = words(lines[at]?.text);
  return said.length >= minRepeatLength && lines.slice(Math.max(0, at - recentLines), at).some(({ text }) => words(text) === said);
}

function words(text = ''): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}
