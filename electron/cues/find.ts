/** Finds the cues in one utterance. Pure; the wording rules (negation, quotation, reported speech) live here. */
import type { CueHit, Excused, Stage } from '../contract/domain.ts';
import type { Side } from '../contract/words.ts';
import type { Cue } from './cue.ts';
import { normalise } from './normalise.ts';
import { cues } from './table.ts';

const clauseEnd = /[，。！？；,!?;\n]/;
/** Before a demand, these turn it into advice against it: 千万别把验证码告诉我以外的人 is rare, 千万别念验证码 is common. */
const negation =
  '(?:不要|不会|不能|不用|不需要|不许|不准|别|莫|勿|千万|从来不|绝不|绝对不|没有|没让|没叫|不存在|不是让|无需|拒绝|谨防|小心|警惕|防止|避免)';
const negated = new RegExp(`${negation}[^，。！？；,!?;]{0,10}$`);
/** Without punctuation one clause runs into the next: 没有抵押还不上会上征信 denies no threat. More characters than this are several. */
const oneClause = 30;
const negatedNearby = new RegExp(`${negation}[^，。！？；,!?;]{0,6}$`);
/** The line tells what frauds do, or asks about it, and demands nothing itself. */
const reported =
  /(?:骗子|诈骗分子|诈骗团伙|诈骗电话|骗局|坏人|不法分子|犯罪分子|电诈|受害人|受害者|被骗).{0,24}(?:说|让|叫|要求|会|冒充|以|诱导|声称|谎称|把|就|了)|(?:凡是|凡|只要是|如果有人|要是有人|有人|谁|任何人|遇到|碰到|接到).{0,16}(?:让你|叫你|要你|要求|问你要|跟你要|索要|的都是|就是诈骗|都是诈骗|是骗子|都是骗|别信|不要信|要小心)|(?:案例|新闻|报道|宣传|讲座|海报|视频里|课上|手册|通报).{0,10}(?:说|讲|里|提到|写|上)/;

/** The line tells what happened to somebody else: 对方让他共享屏幕，还说不能告诉家里人. A demand speaks to 你. */
const narrated = /(?:让|叫|要|骗|要求|劝|诱导|引导)(?:他|她|老人|老太太|大爷|大妈|阿姨|受害人|受害者|事主)(?!们)/;

/** The stages whose cues demand something. The user who repeats a demand (要我把验证码念给你？) makes none, but shows that one was made. */
const demanding: readonly Stage[] = ['isolate', 'control', 'extract'];
/**
 * What is left of a demand in the user's own mouth. Not nothing: a caller can take the user's display name, and the
 * mark goes by the name.
 */
const echo = 0.5;

/** Characters of a quote before and after the match. */
const quoted = { before: 4, after: 6 } as const;

/** What one utterance holds. */
export interface Found {
  /** One a cue at most, heaviest first. */
  hits: CueHit[];
  /** Cues whose words are there and mean no harm. */
  excused: Excused[];
}

/** The cues of one utterance, heaviest first. Parameters as for `readCues`. */
export function findCues(text: string, seq: number, side: Side | null = null): CueHit[] {
  return readCues(text, seq, side).hits;
}

/**
 * @param text the utterance as it was said.
 * @param seq its number in the meeting, kept in the hits.
 * @param side who said it, as the user marked the speaker; null where nobody is marked.
 */
export function readCues(text: string, seq: number, side: Side | null = null): Found {
  const plain = normalise(text);
  const told = narrated.test(plain) && !/[你您]/.test(plain);
  const found: Found = { hits: [], excused: [] };
  for (const cue of cues) {
    const match = firstMatch(cue, plain, told);
    if (match === null) continue;
    if (typeof match === 'string') {
      found.excused.push({ cue: cue.id, why: match });
      continue;
    }
    found.hits.push({
      cue: cue.id,
      seq,
      stage: cue.stage,
      kind: cue.kind,
      weight: side === 'self' && demanding.includes(cue.stage) ? cue.weight * echo : cue.weight,
      quote: plain.slice(Math.max(0, match.start - quoted.before), match.end + quoted.after),
    });
  }
  found.hits.sort((a, b) => b.weight - a.weight);
  return found;
}

/** Where the cue is, or why its words don't count; null if they aren't there. */
function firstMatch(cue: Cue, plain: string, told: boolean): { start: number; end: number } | Excused['why'] | null {
  let excuse: Excused['why'] | null = null;
  for (const pattern of cue.patterns) {
    // Words that don't count must not hide the same words further on: 骗子才要验证码，你把验证码念给我.
    for (let from = 0; from < plain.length; ) {
      const match = pattern.exec(plain.slice(from));
      if (!match) break;
      const start = from + match.index;
      const end = start + match[0].length;
      const why = told ? 'told' : excused(cue, plain, start, end);
      if (why === null) return { start, end };
      excuse ??= why;
      from = start + 1;
    }
  }
  return excuse;
}

function excused(cue: Cue, plain: string, start: number, end: number): Excused['why'] | null {
  const clause = clauseAround(plain, start, end);
  if (reported.test(clause.text) && cue.id !== 'ignore-warning') return 'told';
  if (cue.unless?.test(clause.text)) return 'honest';
  if (cue.prohibition) return null;
  const denial = clause.text.length <= oneClause ? negated : negatedNearby;
  return denial.test(plain.slice(clause.start, start)) ? 'denied' : null;
}

/** The clause that holds the match; captions without punctuation are one clause, so it is bounded as well. */
function clauseAround(plain: string, start: number, end: number): { start: number; text: string } {
  let from = start;
  while (from > 0 && start - from < 40 && !clauseEnd.test(plain[from - 1] as string)) from--;
  let to = end;
  while (to < plain.length && to - end < 40 && !clauseEnd.test(plain[to] as string)) to++;
  return { start: from, text: plain.slice(from, to) };
}
