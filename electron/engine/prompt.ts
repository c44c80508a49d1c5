/**
 * The prompt: a transcript in, pieces of text for the model out. Pure.
 *
 * The question is the source document's own, so that its published results stay comparable. The answer is
 * forced up to the word that decides, `{"is_fraud": `, and the next token is read as a probability.
 * models/training/prompt.py does the same for training; prompt_cases.json there holds cases both must pass.
 */
import type { Turn } from '../contract/domain.ts';

/** Everything before the first line. It is evaluated once a meeting. Special tokens count as such here. */
export const promptPrefix =
  '<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n' +
  '下面是一段对话文本, 请分析对话内容是否有诈骗风险，只以json格式输出你的判断结果(is_fraud: true/false)。\n\n';

/** The answer probe. It is evaluated after the newest line and erased again. Special tokens count as such here. */
export const promptProbe = '<|im_end|>\n<|im_start|>assistant\n{"is_fraud": ';

/** What stands around a question that is asked for its own sake, as the source document's tokenizer renders it. */
export const chatPrompt = {
  head: '<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n',
  tail: '<|im_end|>\n<|im_start|>assistant\n',
} as const;

/** Longest piece of one utterance that becomes a line of the prompt, in code points. */
const pieceLength = 300;

/**
 * Speakers are told apart by order of appearance. Their names never reach the model: a display name can carry
 * an instruction, and in training data a name can give the label away.
 */
const labels = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'] as const;
const crowd = '众';

export class SpeakerLabels {
  readonly #seen = new Map<string, string>();

  labelOf(speaker: string): string {
    const known = this.#seen.get(speaker);
    if (known) return known;
    const label = labels[this.#seen.size] ?? crowd;
    this.#seen.set(speaker, label);
    return label;
  }
}

// Controls (white space is handled apart), soft hyphen, marks laid over other characters, fillers, zero-width and
// bidirectional marks, variation selectors, byte-order mark.
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each is removed wherever it stands
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u0300-\u036f\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\u20d0-\u20ff\u3164\ufe00-\ufe0f\ufeff\uffa0]/g;
/** Part of a line with the same mark between all its characters: 把 验 证 码. Commas may be a list. */
const spelledOut = /[\u3400-\u9fff]([^\p{L}\p{N}，。、,.？！?!：；:;]{1,3})[\u3400-\u9fff](?:\1[\u3400-\u9fff]){2,}/gu;
const fullWidth = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g;

/** An utterance as the model reads it: visible characters only, half-width letters and digits, single spaces, nothing spelled out. */
export function cleanText(text: string): string {
  const plain = text
    .replace(invisible, '')
    .replace(fullWidth, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\s+/g, ' ');
  return withoutFilling(plain)
    .replace(spelledOut, (run, mark: string) => run.replaceAll(mark, ''))
    .trim();
}

/** A mark that stands, once or twice, between nearly all characters of a line is no punctuation. */
function withoutFilling(text: string): string {
  const points = [...text];
  for (const [mark, { length: found }] of Map.groupBy(points, (point) => point)) {
    const others = points.length - found;
    if (found >= 6 && found * 1.5 >= others && found <= others * 2 && !/[\p{L}\p{N}]/u.test(mark)) return text.replaceAll(mark, '');
  }
  return text;
}

/**
 * The prompt lines of one utterance, each ending in a newline; none if nothing visible was said.
 * They are tokenised as plain text, one by one, so `<|im_end|>` in them is only characters.
 */
export function promptLines(turn: Turn, speakers: SpeakerLabels): string[] {
  const points = [...cleanText(turn.text)];
  const label = turn.speaker ? `${speakers.labelOf(turn.speaker)}:` : '';
  const lines: string[] = [];
  for (let start = 0; start < points.length; start += pieceLength) {
    lines.push(`${label}${points.slice(start, start + pieceLength).join('')}\n`);
  }
  return lines;
}

/** Asks why lines warn. They are cleaned as in a meeting: an instruction in them is only something that was said. */
export function explainQuestion(turns: readonly Turn[]): string {
  const speakers = new SpeakerLabels();
  return (
    '下面是一场会议里的几句话，很可能是诈骗。请用一句中文告诉正在听的人，这些话为什么可疑，不超过40个字，' +
    `只以json格式输出，格式为{"reason": "……"}。\n\n${turns.flatMap((turn) => promptLines(turn, speakers)).join('')}`
  );
}

/** The sentence out of the model's JSON; empty if there is none. A grammar does not save from an answer that was cut. */
export function readExplanation(json: string): string {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && 'reason' in value && typeof value.reason === 'string' ? value.reason.trim() : '';
  } catch {
    return '';
  }
}
