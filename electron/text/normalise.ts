/**
 * One spelling for matching and counting. Captions and callers write the same words in many ways: full-width letters, spaces
 * between characters, traditional characters, Cantonese, homophones, invisible marks. Pure. The screen shows the original.
 */
import { joinSpelledOut, withoutFilling } from './fillers.ts';
import { withoutInvisible } from './invisible.ts';
import { homophones, spoken, toSimplified } from './spelling.ts';

/** Gaps without a meaning: inside Chinese, and between Chinese and letters or digits (6 位数, 下载 app). */
const gap = /(?<=\p{Script=Han})[\s·•*_.-]+(?=\p{Script=Han})|(?<=\p{Script=Han})\s+(?=[a-z\d])|(?<=[a-z\d])\s+(?=\p{Script=Han})/gu;
const han = /\p{Script=Han}/gu;
/** With at least one gap in this many Chinese characters, gaps are a way of writing and not pauses. */
const charactersPerGap = 4;

export interface NormalisedText {
  /** Half-width, simplified, lower case, without marks or gaps inside Chinese words. */
  text: string;
  /** Indices in `text` where captions without punctuation had a gap: a clause ends there. */
  pauses: ReadonlySet<number>;
}

export function normalise(text: string): string {
  return normaliseWithPauses(text).text;
}

export function normaliseWithPauses(original: string): NormalisedText {
  const { text, pauses } = withoutGaps(withoutMarks(original));
  let out = text;
  for (const [wrong, right] of spoken) out = out.replaceAll(wrong, right);
  for (const [wrong, right] of homophones) out = out.replace(wrong, right);
  return { text: out, pauses };
}

/** Half-width, lower case, simplified, without invisible characters and fillers. A line break becomes a space. */
function withoutMarks(original: string): string {
  const plain = withoutInvisible(original.normalize('NFKC').replace(/\s/g, ' ')).toLowerCase().replace(/[’‘]/g, "'");
  const simplified = [...plain].map((c) => toSimplified.get(c) ?? c).join('');
  return joinSpelledOut(withoutFilling(simplified));
}

function withoutGaps(text: string): { text: string; pauses: Set<number> } {
  const pauses = new Set<number>();
  let removed = 0;
  const joined = text.replace(gap, (marks, at: number) => {
    pauses.add(at - removed);
    removed += marks.length;
    return '';
  });
  if (pauses.size * charactersPerGap > (joined.match(han)?.length ?? 0)) pauses.clear();
  return { text: joined, pauses };
}
