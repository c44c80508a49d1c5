/**
 * Decides whether the words of a cue are harmless in their context: advice against it, a question about it, news or a lecture
 * about it. Pure. Only words in the same clause excuse: advice beside a demand does not.
 */
import type { Excused, Stage } from '../contract/domain.ts';
import type { NormalisedText } from '../text/normalise.ts';
import type { Cue } from './cue.ts';
import { near } from './vocabulary.ts';

const clauseEnd = /[，。！？；,!?;]/;
const sentenceEnd = /[。！？!?;；]/;
/** Characters before and after a match that are searched; fewer in captions without punctuation, where clauses have no end. */
const reach = { punctuated: 40, unpunctuated: 14 } as const;
/** More characters than this without punctuation are several clauses. */
const oneClause = 30;

/** The stages whose cues demand something. A question about a demand is not a demand. */
export const demanding: readonly Stage[] = ['isolate', 'control', 'extract'];

const either = (...parts: string[]) => new RegExp(parts.join('|'));
const no =
  '(?:不要|不会|不能|不用|不需要|不许|不准|不得|不可|(?<![识特区分级个性辨离类差甄])别|莫|勿|千万|从来不|从不|绝不|绝对不|没让|没叫|不存在|不是让|不让|无需|不必|拒绝|谨防|小心|警惕|防止|避免|没人会)';
/** 别急 and 不要紧 calm, 别挂 and 别告诉 are demands: neither forbids what follows. */
const notForbidding = '(?!急|慌|怕|紧|担心|着急|客气|误会|激动|多想|害怕|挂|动|告诉|跟|说|去|来|跑|管|忘|退|还|的|人|处|家|再)';
/** A denial right before the words. */
const none = `(?:没有|哪有|哪来|没听说)${near(4)}$`;
/** Ends before the caller addresses the listener again: 我不会害您的您把验证码念给我. */
const upTo = (n: number) => `(?:(?![您你](?:把|先|现在))[^，。！？；,!?;]){0,${n}}$`;
const deniedBefore = either(`${no}${notForbidding}${upTo(10)}`, none);
/** A shorter reach, for captions without punctuation: 没有抵押还不上会上征信 does not deny the threat. */
const deniedNearby = either(`${no}${notForbidding}${upTo(5)}`, none);
/** A prohibition inside the words: 验证码您别念给我. */
const deniedInside = new RegExp(`${no}(?!急|慌|怕|紧|担心)${near(7)}$`);
/** A denial after the words: 共享屏幕不用开, 验资没有这个说法. */
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
/** A warning about the words: 让您转钱的，都不要理. */
const warnedOf =
  /^.{0,12}(?:，|,)?[您你]?都?(?:不要|别|甭|不能)(?:付|理|信|点|转|扫|加|听)|^.{0,8}(?:，|,)?那?(?:是|都是|就是|属于)(?:违法|违规|诈骗|骗人)/;

/** The clause reports what frauds do, or what happened to others. */
const reported = either(
  '(?:骗子|诈骗分子|诈骗团伙|诈骗电话|骗局|坏人|不法分子|犯罪分子|电诈|受害人|受害者|被骗|上当).{0,24}(?:说|让|叫|要求|要|会|冒充|以|诱导|声称|谎称|把|就|了)',
  '(?:凡是|凡|只要是|如果有人|要是有人|有人|谁|任何人|哪个|遇到|碰到|接到).{0,16}(?:让[您你]|叫[您你]|要[您你]|要求|问[您你]要|跟[您你]要|索要|的都是|就是诈骗|都是诈骗|是骗子|都是骗|别信|不要信|要小心)',
  '(?:案例|新闻|报道|宣传|讲座|海报|视频里|课上|手册|通报|演练|公告).{0,10}(?:说|讲|里|提到|写|上)',
  '(?:有(?:一?个|些)?(?:人|中介|老师|公司|店|群|平台|客户|同学|机构)|有(?:一?个|家).{1,5}|(?<![跟和给对让向同被])别的?(?:家|人|公司)|外面|网上|人家|听(?:说|人|朋友|同事)|说(?:是)?什么|还?让人(?:家)?|看见|前[天年]|昨天|那天|前几天|上[次回周]|上个?(?:月|礼拜)|去年|以前)(?:的|有个?人|有人)?.{0,6}(?:打电话|加我|跟我|给我|让我|叫我|要我|拉我|找我|说|骗|冒充|教)',
  '(?:同事|同学|朋友|邻居|老乡|亲戚|表[哥弟姐妹]|学[弟妹]|舅|姑|姨|工友|隔壁.{0,3}|老[一-龥])(?:家|他|她)?(?:说|讲|就讲|就是|也是|才|刚|前|上|被|让人|差点|遇到|碰到|给人|转了|就让|就这样)',
  '差点|差一点|幸亏|幸好|还好没',
  '是不是(?:那|这|骗|又)|(?:都|才|那|就|准|全|也|肯定)是(?:骗|诈骗|假的|冒充)',
);
/** A lecture or a story begins. It lasts to the end of the sentence, or until the listener is addressed again. */
const story = either(
  '(?:骗子|诈骗分子|诈骗团伙|坏人|不法分子|犯罪分子)(?:们)?.{0,12}(?:说|让|叫|冒充|诱导|声称|谎称|骗|话术)',
  '(?:典型|常见|这类|这种).{0,8}(?:套路|骗局|手法|话术)',
  '有(?:一?个|些)(?:人|中介)|有“|(?<![没许怕要能])有人(?=.{0,3}(?:说|打|跟|给|让|叫|冒充|骗|被|接|加|问|拉|找|上当|教|转|收到))|有家.{1,6}|(?:人家|外面|网上|群里|隔壁.{0,4}).{0,4}(?:说|有人|讲)',
  '听(?:说|人|朋友|同事)|说(?:是)?什么|(?:同学|同事|朋友|邻居|亲戚|他)就?说|(?:还|又|他|她|对方)说',
  '谁(?:打电话|跟|给|说|让|要)|前[天年]|那天|前几天|上[次回]有?',
  '(?<![您你])(?:(?:让|叫|喊)我(?!看|来|想|们|确认|问|放心|帮|给)|要我先)',
);
/** A quotation begins: 话术是, 录音里说. A caller can pretend to quote, so a quoted cue still counts half. */
const quoting = either(
  '(?:总|老|常)说|[，,]就?会说|(?<!不是|没有?)冒充(?!的)|话术(?:是|就|里|一般)|(?:打来|打过来|打给.{1,6}|发来|来电)(?:,|，)?(?:就)?说|^就说',
  '(?:录音|录像|剧本|台词|案卷|材料|邮件|海报)(?:里|上)面?(?:就|是|还)?(?:说|讲|写|念)|(?:那|前|后面?)(?:一)?句[，,：:是]',
  '(?<![您你])告诉[她他](?:们)?[，,：:]|(?<![您你])说(?:是)?(?:要|得)(?:先|交|缴|补)',
);
/** The listener is addressed again. */
const addressed =
  /我们(?:现在|先|给[您你]|帮[您你]|这边)|我这边|咱们?|现在|所以|不过|但|(?<!(?<!我)[要让叫])[您你](?:先|把|现在|这边|点|打开|下载|加|放心)/;

/** The line narrates what happened to others: 对方让他共享屏幕，还说不能告诉家里人. A demand addresses 你. */
const narrated = /(?:让|叫|要|骗|要求|劝|诱导|引导)(?:他|她|老人|老太太|大爷|大妈|阿姨|受害人|受害者|事主)(?!们)/;

/** The user asks whether it is necessary: 要不要我念验证码, 得先交保证金吗. */
const asked = either(
  `(?:开|点|下|装|转|填|给|报|念|加|收)过${near(12)}(?:吗|没|么|什么)`,
  '要不要|用不用|需不需要|会不会|该不会|行不行|成不成|能不能给我|是不是(?:还|得|也|要|先)|不会(?:是|要|让我|叫我)',
  `给[你您]看[吗不么]|给我${near(4)}吗|我${near(16)}(?:行吗|可以吗|中不)`,
  `(?:需要|还要|得|要|用)(?:我|先|交|开|报|念|下载?|装|加|转|存|带|填)${near(14)}[吗么吧不](?:[？?，,。]|$)`,
  `要我${near(16)}[吗么？?]`,
);

/** Whether the whole line is a narration about others, which excuses every cue in it. */
export function isNarrated(text: string): boolean {
  return narrated.test(text) && !/[你您]/.test(text);
}

/** Why the words from `start` to `end` are harmless; null if they are a cue. */
export function excuse(cue: Cue, plain: NormalisedText, start: number, end: number): Excused['why'] | null {
  const unpunctuated = isUnpunctuated(plain, start, end);
  const limit = unpunctuated ? reach.unpunctuated : reach.punctuated;
  const from = clauseStart(plain, start, limit);
  const to = clauseStop(plain, end, limit);
  const clause = plain.text.slice(from, to);
  const sentence = sentenceBefore(plain, start, unpunctuated);
  if (!cue.mentionsFraud && (reported.test(clause) || continues(story, sentence + plain.text.slice(start, end)))) return 'told';
  if (demanding.includes(cue.stage) && asked.test(sentence + plain.text.slice(start, to))) return 'told';
  if (cue.unless?.test(clause)) return 'honest';
  if (warnedOf.test(plain.text.slice(end, end + 24))) return 'denied';
  if (cue.prohibition) return null;
  const denied = unpunctuated ? deniedNearby : deniedBefore;
  const inside = plain.text.slice(start, end);
  return denied.test(plain.text.slice(from, start)) || deniedInside.test(inside) || deniedAfter.test(plain.text.slice(end, to))
    ? 'denied'
    : null;
}

/** Whether the cue counts half: it is quoted, or stands beside words of honest business. */
export function isFaint(cue: Cue, plain: NormalisedText, start: number, end: number): boolean {
  return cue.faint?.test(plain.text) === true || continues(quoting, sentenceBefore(plain, start, isUnpunctuated(plain, start, end)));
}

/** Whether a story or a quotation begins in this part of a sentence and has not ended. */
function continues(beginning: RegExp, before: string): boolean {
  const began = beginning.exec(before);
  return began !== null && !addressed.test(before.slice(began.index + began[0].length));
}

/** Whether the text around the words has no punctuation. */
function isUnpunctuated(plain: NormalisedText, start: number, end: number): boolean {
  return clauseStop(plain, end, reach.punctuated) - clauseStart(plain, start, reach.punctuated) > oneClause;
}

function sentenceBefore(plain: NormalisedText, start: number, unpunctuated: boolean): string {
  return plain.text.slice(sentenceStart(plain.text, start, unpunctuated ? reach.unpunctuated : 2 * reach.punctuated), start);
}

function sentenceStart(text: string, at: number, limit: number): number {
  let from = at;
  while (from > 0 && at - from < limit && !sentenceEnd.test(text[from - 1] as string)) from--;
  return from;
}

function clauseStart(plain: NormalisedText, at: number, limit: number): number {
  let from = at;
  while (from > 0 && at - from < limit && !plain.pauses.has(from) && !clauseEnd.test(plain.text[from - 1] as string)) from--;
  return from;
}

function clauseStop(plain: NormalisedText, at: number, limit: number): number {
  let to = at;
  while (to < plain.text.length && to - at < limit && !plain.pauses.has(to) && !clauseEnd.test(plain.text[to] as string)) to++;
  return to;
}
