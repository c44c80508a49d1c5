/**
 * One spelling for matching. Captions mangle text: full-width letters, spaced-out characters, traditional
 * characters, Cantonese, homophones, invisible marks. Pure; what a person sees is always the original.
 */
import { homophones, spoken, toSimplified } from './spelling.ts';

/** Controls, formats, marks laid over other characters, and fillers that look like nothing. */
const invisible = /[\p{Cf}\p{Cc}\p{Mn}\p{Me}\u115f\u1160\u3164\uffa0]/gu;
/** Part of a line with the same mark between all its characters: 把/验/证/码. Commas may be a list. */
const spelledOut = /\p{Script=Han}([^\p{L}\p{N}，。、,.？！?!：；:;]{1,3})\p{Script=Han}(?:\1\p{Script=Han}){2,}/gu;
/** Gaps that mean nothing: inside Chinese, and between Chinese and letters or digits (6 位数, 下载 app). */
const gap = /(?<=\p{Script=Han})[\s·•*_.-]+(?=\p{Script=Han})|(?<=\p{Script=Han})\s+(?=[a-z\d])|(?<=[a-z\d])\s+(?=\p{Script=Han})/gu;
const han = /\p{Script=Han}/gu;
/** Where gaps are as frequent as one in so many characters, they are no pauses but a way of writing. */
const spacedOut = 4;

export interface Plain {
  /** The text as the cues read it: half-width, simplified, lower case, no marks or gaps inside Chinese words. */
  text: string;
  /** Places in `text` where captions without punctuation had a pause: a clause ends there. */
  pauses: ReadonlySet<number>;
}

export function normalise(text: string): string {
  return plainly(text).text;
}

export function plainly(original: string): Plain {
  const { text, pauses } = withoutGaps(withoutMarks(original));
  let out = text;
  for (const [wrong, right] of spoken) out = out.replaceAll(wrong, right);
  for (const [wrong, right] of homophones) out = out.replace(wrong, right);
  return { text: out, pauses };
}

/** Half-width, lower case, simplified; nothing that can't be seen, no marks that only fill. A line break is a space. */
function withoutMarks(original: string): string {
  const plain = original.normalize('NFKC').replace(/\s/g, ' ').replace(invisible, '').toLowerCase().replace(/[’‘]/g, "'");
  const simplified = [...plain].map((c) => toSimplified.get(c) ?? c).join('');
  return withoutFilling(simplified).replace(spelledOut, (run, mark: string) => run.replaceAll(mark, ''));
}

function withoutGaps(text: string): { text: string; pauses: Set<number> } {
  const pauses = new Set<number>();
  let removed = 0;
  const joined = text.replace(gap, (marks, at: number) => {
    pauses.add(at - removed);
    removed += marks.length;
    return '';
  });
  if (pauses.size * spacedOut > (joined.match(han)?.length ?? 0)) pauses.clear();
  return { text: joined, pauses };
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
