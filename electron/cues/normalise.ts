/**
 * One spelling for matching. Captions mangle text: full-width letters, spaced-out characters, traditional
 * characters, homophones, invisible marks. Pure; what a person sees is always the original.
 */

// Controls, formats, marks laid over other characters, and fillers that look like nothing.
const invisible = /[\p{Cf}\p{Cc}\p{Mn}\p{Me}\u115f\u1160\u3164\uffa0]/gu;
/** Part of a line with the same mark between all its characters: 把/验/证/码. Commas may be a list. */
const spelledOut = /\p{Script=Han}([^\p{L}\p{N}，。、,.？！?!：；:;]{1,3})\p{Script=Han}(?:\1\p{Script=Han}){2,}/gu;
const spaceBetweenHan = /(?<=\p{Script=Han})[\s·•*_.-]+(?=\p{Script=Han})/gu;

/** Traditional characters of the words that the cues look for. A list, not a dictionary: only what is needed. */
const traditional =
  '賬账帳账戶户轉转錢钱銀银證证驗验碼码檢检察察員员關关係系視视頻频會会議议開开資资產产凍冻結结險险單单貸贷款款費费購购務务' +
  '屬属實实訊讯話话電电號号遠远協协們们這这個个嗎吗麼么還还讓让說说講讲給给對对門门間间幣币禮礼屏屏幕幕訴诉發发變变點点' +
  '專专內内線线綫线軟软體体鏈链識识別别臉脸現现機机構构審审罰罚償偿導导師师學学國国際际運运緊紧異异狀状態态維维護护絡络網网' +
  '報报壓压億亿萬万為为後后時时樣样來来過过進进裡里裏里歲岁愛爱誰谁聽听買买賣卖價价寫写讀读論论據据顯显動动處处將将應应該该當当無无';

/** Misheard or dodged spellings → the word that was meant. Sources: recogniser slips and published scam scripts. */
const homophones: readonly (readonly [RegExp, string])[] = [
  [/[帐賬帳账]\s*[户戶号號]/g, '账户'],
  [/安全(?:张|帐|涨|长)[户护]/g, '安全账户'],
  [/(?:卫星|威信|微心|薇信|徽信|vx|wx|v信|V信)(?=[号群上里加聊转说联]|$)/gi, '微信'],
  [/(?:验证|验正|演证|严证)[码马吗妈]/g, '验证码'],
  [/(?:刑警|行警|形警)/g, '刑警'],
  [/(?:公检发|公捡法)/g, '公检法'],
  [/(?:共享|共想|供享)(?:平幕|屏木|瓶幕|屏目)/g, '共享屏幕'],
  [/(?:转帐|转张|转涨)/g, '转账'],
  [/(?:洗前|西钱|洗浅)(?=罪|案|的|，|,|$)/g, '洗钱'],
  [/(?:保证今|保正金|宝证金)/g, '保证金'],
];

const toSimplified = new Map<string, string>();
{
  const points = [...traditional];
  for (let i = 0; i + 1 < points.length; i += 2) toSimplified.set(points[i] as string, points[i + 1] as string);
}

/** The text as the cues read it: half-width, simplified, lower case, no marks or gaps inside Chinese words. */
export function normalise(text: string): string {
  let out = text.normalize('NFKC').replace(invisible, '').toLowerCase();
  out = [...out].map((c) => toSimplified.get(c) ?? c).join('');
  out = withoutFilling(out);
  out = out.replace(spelledOut, (run, mark: string) => run.replaceAll(mark, ''));
  out = out.replace(spaceBetweenHan, '');
  for (const [wrong, right] of homophones) out = out.replace(wrong, right);
  return out;
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
