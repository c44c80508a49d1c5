/**
 * Whether words that look like a cue mean no harm where they stand: advice against it, a question about it, news and
 * lectures of it. Pure. What excuses is looked for in the clause, not in the line: advice beside a demand excuses nothing.
 */
import type { Excused, Stage } from '../contract/domain.ts';
import type { NormalisedText } from '../text/normalise.ts';
import type { Cue } from './cue.ts';

const clauseEnd = /[，。！？；,!?;]/;
const sentenceEnd = /[。！？!?;；]/;
/** How far an excuse is looked for, in characters; less where captions have no punctuation, and one clause runs into the next. */
const reach = { pointed: 40, bare: 14 } as const;
/** More characters than this without a mark are several clauses. */
const oneClause = 30;

/** The stages whose cues demand something. To ask about a demand, or to speak against it, is none. */
export const demanding: readonly Stage[] = ['isolate', 'control', 'extract'];

const either = (...parts: string[]) => new RegExp(parts.join('|'));
/** Up to n characters that stay in the clause. */
const near = (n: number) => `[^，。！？；,!?;]{0,${n}}`;

const no =
  '(?:不要|不会|不能|不用|不需要|不许|不准|不得|不可|别|莫|勿|千万|从来不|从不|绝不|绝对不|没让|没叫|不存在|不是让|不让|无需|不必|拒绝|谨防|小心|警惕|防止|避免|没人会)';
/** 别急 and 不要紧 calm; 别挂 and 别告诉 are demands of their own. Neither speaks against what follows. */
const calming = '(?!急|慌|怕|紧|担心|着急|客气|误会|激动|多想|害怕|挂|动|告诉|跟|说|去|来|跑|管|忘|退|还|的|人|处|家|再)';
/** There is none of it: said right before. */
const none = `(?:没有|哪有|哪来|没听说)${near(4)}$`;
/** 我不会害您的您把验证码念给我: what follows speaks to the listener anew. */
const upTo = (n: number) => `(?:(?![您你](?:把|先|现在))[^，。！？；,!?;]){0,${n}}$`;
const deniedBefore = either(`${no}${calming}${upTo(10)}`, none);
/** Nearer, for captions without punctuation: 没有抵押还不上会上征信 denies no threat. */
const deniedNearby = either(`${no}${calming}${upTo(5)}`, none);
/** The demand itself is the advice: 验证码您别念给我. */
const deniedInside = new RegExp(`${no}(?!急|慌|怕|紧|担心)${near(7)}$`);
/** 共享屏幕不用开, 验资没有这个说法. */
const deniedAfter = new RegExp(
  `^${near(5)}(?:${[
    '不用(?!管|还|担心|怕|急|念|看|跑|去|来|再|您|你)',
    '不需要|不必|别信',
    '(?:都|就|才|那|准|也)?是(?:骗|诈骗|假的|套路)',
    '就?(?:判|算|标|报)(?:成|为|作|定)?(?:诈骗|骗)',
    '都?(?:不合规|违规)',
    '没有(?:这个|这种)?(?:说法|规定|办法|事)',
    '不给[您你]?看',
  ].join('|')})`,
);
/** 让您转钱的，都不要理. */
const warnedOf =
  /^.{0,12}(?:，|,)?[您你]?都?(?:不要|别|甭|不能)(?:付|理|信|点|转|扫|加|听)|^.{0,8}(?:，|,)?那?(?:是|都是|就是|属于)(?:违法|违规|诈骗|骗人)/;

/** The clause tells what frauds do, or what happened to somebody else, and demands nothing itself. */
const reported = either(
  '(?:骗子|诈骗分子|诈骗团伙|诈骗电话|骗局|坏人|不法分子|犯罪分子|电诈|受害人|受害者|被骗|上当).{0,24}(?:说|让|叫|要求|要|会|冒充|以|诱导|声称|谎称|把|就|了)',
  '(?:凡是|凡|只要是|如果有人|要是有人|有人|谁|任何人|哪个|遇到|碰到|接到).{0,16}(?:让[您你]|叫[您你]|要[您你]|要求|问[您你]要|跟[您你]要|索要|的都是|就是诈骗|都是诈骗|是骗子|都是骗|别信|不要信|要小心)',
  '(?:案例|新闻|报道|宣传|讲座|海报|视频里|课上|手册|通报|演练|公告).{0,10}(?:说|讲|里|提到|写|上)',
  '(?:有(?:一?个|些)?(?:人|中介|老师|公司|店|群|平台|客户|同学|机构)|有(?:一?个|家).{1,5}|别的?(?:家|人|公司)|外面|网上|人家|听(?:说|人|朋友|同事)|说(?:是)?什么|还?让人(?:家)?|看见|前[天年]|昨天|那天|前几天|上[次回周]|上个?(?:月|礼拜)|去年|以前)(?:的|有个?人|有人)?.{0,6}(?:打电话|加我|跟我|给我|让我|叫我|要我|拉我|找我|说|骗|冒充|教)',
  '(?:同事|同学|朋友|邻居|老乡|亲戚|表[哥弟姐妹]|学[弟妹]|舅|姑|姨|工友|隔壁.{0,3}|老[一-龥])(?:家|他|她)?(?:说|讲|就讲|就是|也是|才|刚|前|上|被|让人|差点|遇到|碰到|给人|转了|就让|就这样)',
  '差点|差一点|幸亏|幸好|还好没',
  '是不是(?:那|这|骗|又)|(?:都|才|那|就|准|全|也|肯定)是(?:骗|诈骗|假的|冒充)',
);
/** A lecture or a story begins: it goes on to the end of the sentence, until somebody turns to the listener again. */
const story = either(
  '(?:骗子|诈骗分子|诈骗团伙|坏人|不法分子|犯罪分子)(?:们)?.{0,12}(?:说|让|叫|冒充|诱导|声称|谎称|骗|话术)',
  '(?:典型|常见|这类|这种).{0,8}(?:套路|骗局|手法|话术)',
  '有(?:一?个|些)?(?:人|中介|“)|有家.{1,6}|(?:人家|外面|网上|群里|隔壁.{0,4}).{0,4}(?:说|有人|讲)',
  '听(?:说|人|朋友|同事)|说(?:是)?什么|(?:同学|同事|朋友|邻居|亲戚|他)就?说|(?:还|又|他|她|对方)说',
  '谁(?:打电话|跟|给|说|让|要)|前[天年]|那天|前几天|上[次回]有?',
  '(?<![您你])(?:(?:让|叫|喊)我(?!看|来|想|们|确认|问|放心|帮|给)|要我先)',
);
/** Somebody is quoted from here on: 话术是, 录音里说. A caller can say so as well, so what is quoted counts less, and not nothing. */
const quoting = either(
  '(?:总|老|常)说|[，,]就?会说|(?<!不是|没有?)冒充(?!的)|话术(?:是|就|里|一般)|(?:打来|打过来|打给.{1,6}|发来|来电)(?:,|，)?(?:就)?说|^就说',
  '(?:录音|录像|剧本|台词|案卷|材料|邮件|海报)(?:里|上)面?(?:就|是|还)?(?:说|讲|写|念)|(?:那|前|后面?)(?:一)?句[，,：:是]',
  '(?<![您你])告诉[她他](?:们)?[，,：:]|(?<![您你])说(?:是)?(?:要|得)(?:先|交|缴|补)',
);
const turns =
  /我们(?:现在|先|给[您你]|帮[您你]|这边)|我这边|咱们?|现在|所以|不过|但|(?<!(?<!我)[要让叫])[您你](?:先|把|现在|这边|点|打开|下载|加|放心)/;

/** The line tells what happened to somebody else: 对方让他共享屏幕，还说不能告诉家里人. A demand speaks to 你. */
const narrated = /(?:让|叫|要|骗|要求|劝|诱导|引导)(?:他|她|老人|老太太|大爷|大妈|阿姨|受害人|受害者|事主)(?!们)/;

/** The user asks whether it is needed: 要不要我念验证码, 得先交保证金吗. */
const asked = either(
  `(?:开|点|下|装|转|填|给|报|念|加|收)过${near(12)}(?:吗|没|么|什么)`,
  '要不要|用不用|需不需要|会不会|该不会|行不行|成不成|能不能给我|是不是(?:还|得|也|要|先)|不会(?:是|要|让我|叫我)',
  `给[你您]看[吗不么]|给我${near(4)}吗|我${near(16)}(?:行吗|可以吗|中不)`,
  `(?:需要|还要|得|要|用)(?:我|先|交|开|报|念|下载?|装|加|转|存|带|填)${near(14)}[吗么吧不](?:[？?，,。]|$)`,
  `要我${near(16)}[吗么？?]`,
);

/** What a line as a whole says for every cue in it. */
export function tellsOfOthers(text: string): boolean {
  return narrated.test(text) && !/[你您]/.test(text);
}

/** Why the words between `start` and `end` are no cue; null if they are one. What only makes it weaker: `isFaint`. */
export function excuse(cue: Cue, plain: NormalisedText, start: number, end: number): Excused['why'] | null {
  const bare = isBare(plain, start, end);
  const far = bare ? reach.bare : reach.pointed;
  const from = clauseStart(plain, start, far);
  const to = clauseStop(plain, end, far);
  const clause = plain.text.slice(from, to);
  const sentence = sentenceBefore(plain, start, bare);
  if (cue.id !== 'ignore-warning' && (reported.test(clause) || goesOn(story, sentence + plain.text.slice(start, end)))) return 'told';
  if (demanding.includes(cue.stage) && asked.test(sentence + plain.text.slice(start, to))) return 'told';
  if (cue.unless?.test(clause)) return 'honest';
  if (warnedOf.test(plain.text.slice(end, end + 24))) return 'denied';
  if (cue.prohibition) return null;
  const denied = bare ? deniedNearby : deniedBefore;
  const inside = plain.text.slice(start, end);
  return denied.test(plain.text.slice(from, start)) || deniedInside.test(inside) || deniedAfter.test(plain.text.slice(end, to))
    ? 'denied'
    : null;
}

/** Whether the cue there counts half: beside words of honest business, or quoted. */
export function isFaint(cue: Cue, plain: NormalisedText, start: number, end: number): boolean {
  return cue.faint?.test(plain.text) === true || goesOn(quoting, sentenceBefore(plain, start, isBare(plain, start, end)));
}

/** Whether a story or a quotation began in this part of a sentence and still goes on. */
function goesOn(beginning: RegExp, before: string): boolean {
  const began = beginning.exec(before);
  return began !== null && !turns.test(before.slice(began.index + began[0].length));
}

/** Whether captions without punctuation stand there: one clause runs into the next. */
function isBare(plain: NormalisedText, start: number, end: number): boolean {
  return clauseStop(plain, end, reach.pointed) - clauseStart(plain, start, reach.pointed) > oneClause;
}

function sentenceBefore(plain: NormalisedText, start: number, bare: boolean): string {
  return plain.text.slice(sentenceStart(plain.text, start, bare ? reach.bare : 2 * reach.pointed), start);
}

function sentenceStart(text: string, at: number, far: number): number {
  let from = at;
  while (from > 0 && at - from < far && !sentenceEnd.test(text[from - 1] as string)) from--;
  return from;
}

function clauseStart(plain: NormalisedText, at: number, far: number): number {
  let from = at;
  while (from > 0 && at - from < far && !plain.pauses.has(from) && !clauseEnd.test(plain.text[from - 1] as string)) from--;
  return from;
}

function clauseStop(plain: NormalisedText, at: number, far: number): number {
  let to = at;
  while (to < plain.text.length && to - at < far && !plain.pauses.has(to) && !clauseEnd.test(plain.text[to] as string)) to++;
  return to;
}
