/**
 * Builds the prompt: a transcript in, pieces of text for the model out. Pure.
 *
 * The question stands after the talk and is short: of five wordings before, after and around the talk, it let an untuned
 * model rank real talk best (models/evaluation/log.md). The start of the answer is part of the prompt, and the next token is
 * read as a probability. models/training/prompt.py builds the same prompt for training; prompt_cases.json there holds cases that
 * both must pass.
 */
import type { Turn } from '../contract/domain.ts';
import { joinSpelledOut, withoutFilling } from '../text/fillers.ts';
import { withoutInvisible } from '../text/invisible.ts';

export const system = 'You are a helpful assistant.';
/** Stands before the transcript. */
export const introduction = '下面是一段对话：\n\n';
/** Stands after the newest line. */
export const question = '以上对话是否诈骗？';
/** The source document's own question, before a dialogue. The model check asks it, so that the published results stay comparable. */
export const documentQuestion =
  '下面是一段对话文本, 请分析对话内容是否有诈骗风险，只以json格式输出你的判断结果(is_fraud: true/false)。\n\n';
/** The model's answer up to the word that decides. */
export const answerStart = '{"is_fraud": ';

/** What surrounds a question, as the source document's tokenizer renders it. Special tokens count as such here. */
export const chatPrompt = {
  head: `<|im_start|>system\n${system}<|im_end|>\n<|im_start|>user\n`,
  tail: '<|im_end|>\n<|im_start|>assistant\n',
} as const;

/** Everything before the first line. It is evaluated once a meeting. */
export const promptPrefix = chatPrompt.head + introduction;

/** The answer probe: the question and the start of the answer. It is evaluated after the newest line and then erased from the cache. */
export const promptProbe = question + chatPrompt.tail + answerStart;

/** Code points of one prompt line at most. A longer utterance becomes several lines. */
const lineLength = 300;

/**
 * Labels for the speakers, in order of appearance. Names never reach the model: a display name can carry an instruction, and in
 * training data a name can give the label away.
 */
const labels = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'] as const;
/** For every further speaker. */
const otherSpeakers = '众';

export class SpeakerLabels {
  readonly #seen = new Map<string, string>();

  labelOf(speaker: string): string {
    const known = this.#seen.get(speaker);
    if (known) return known;
    const label = labels[this.#seen.size] ?? otherSpeakers;
    this.#seen.set(speaker, label);
    return label;
  }
}

/** Full-width digits and letters. Full-width punctuation is ordinary Chinese and stays. */
const fullWidth = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g;
const toHalfWidth = 0xff10 - 0x30;

/** An utterance as the model reads it: visible characters, half-width letters and digits, single spaces, no fillers. */
function cleanText(text: string): string {
  const plain = withoutInvisible(text)
    .replace(fullWidth, (c) => String.fromCharCode(c.charCodeAt(0) - toHalfWidth))
    .replace(/\s+/g, ' ');
  return joinSpelledOut(withoutFilling(plain)).trim();
}

/**
 * The prompt lines of one utterance, each with a newline at its end; empty if the utterance has no visible characters.
 * Tokenise them as plain text, one by one: then `<|im_end|>` in them is characters and no special token.
 */
export function promptLines(turn: Turn, speakers: SpeakerLabels): string[] {
  const points = [...cleanText(turn.text)];
  const label = turn.speaker ? `${speakers.labelOf(turn.speaker)}:` : '';
  const lines: string[] = [];
  for (let start = 0; start < points.length; start += lineLength) {
    lines.push(`${label}${points.slice(start, start + lineLength).join('')}\n`);
  }
  return lines;
}

/** The question why lines are suspicious. The lines are cleaned as in a meeting. */
export function explainQuestion(turns: readonly Turn[]): string {
  const speakers = new SpeakerLabels();
  return (
    '下面是一场会议里的几句话，很可能是诈骗。请用一句中文告诉正在听的人，这些话为什么可疑，不超过40个字，' +
    `只以json格式输出，格式为{"reason": "……"}。\n\n${turns.flatMap((turn) => promptLines(turn, speakers)).join('')}`
  );
}

/** The sentence in the model's JSON; empty if it is not valid. A grammar does not prevent an answer that was cut short. */
export function readExplanation(json: string): string {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && 'reason' in value && typeof value.reason === 'string' ? value.reason.trim() : '';
  } catch {
    return '';
  }
}
