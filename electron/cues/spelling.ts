/**
 * Other ways to write what the cues look for. Each replacement is as long as what it replaces. Lists, not
 * dictionaries: only what is needed. Sources: recogniser slips, published scam scripts, dodged filters.
 */

/** Traditional and variant characters, each followed by the one that is meant. */
const traditional =
  '賬账帳账帐账戶户轉转錢钱銀银證证驗验碼码檢检察察員员關关係系視视頻频會会議议開开資资產产凍冻結结險险單单貸贷款款費费購购務务' +
  '屬属實实訊讯話话電电號号遠远協协們们這这個个嗎吗麼么還还讓让說说講讲給给對对門门間间幣币禮礼屏屏幕幕訴诉發发變变點点' +
  '專专內内線线綫线軟软體体鏈链識识別别臉脸現现機机構构審审罰罚償偿導导師师學学國国際际運运緊紧異异狀状態态維维護护絡络網网' +
  '報报壓压億亿萬万為为後后時时樣样來来過过進进裡里裏里歲岁愛爱誰谁聽听買买賣卖價价寫写讀读論论據据顯显動动處处將将應应該该當当無无';

/** Cantonese as it is written → the written form, in this order. */
export const spoken: readonly (readonly [string, string])[] = [
  ['唔好', '不要'],
  ['唔使', '不用'],
  ['话俾', '告诉'],
  ['话畀', '告诉'],
  ['屋企人', '家里人'],
  ['屋企', '家里'],
  ['而家', '现在'],
  ['即刻', '马上'],
  ['过数', '转账'],
  ['收声', '别说'],
  ['荧幕', '屏幕'],
  ['萤幕', '屏幕'],
  ['萤光幕', '的屏幕'],
  ['唔', '不'],
  ['俾', '给'],
  ['畀', '给'],
  ['冇', '没'],
  ['咗', '了'],
  ['嘅', '的'],
  ['喺', '在'],
  ['佢', '他'],
  ['哋', '们'],
  ['睇', '看'],
];

/** Misheard or dodged spellings → the word that was meant. */
export const homophones: readonly (readonly [RegExp, string])[] = [
  [/安全(?:张|涨|长|站|账)[户护]/g, '安全账户'],
  [
    /(?:卫星|威信|微心|薇信|徽信|围信)(?=号|群|上|里|加|聊|转|说|联|发|扫|付|给|私|零钱|[，,。]|$)|(?<=[加用发])(?:卫星|威信|微心|薇信|徽信)/g,
    '微信',
  ],
  [/(?:vx|wx|v信|w信)/g, '微信'],
  [/(?:验证|验正|演证|严证|验政)(?:[码马]|[吗妈嘛](?=念|报|发|给|告|是|收|来))/g, '验证码'],
  [/(?<=收款|付款|退款|二维|识别|激活|授权|取现|签约|撤销|补偿|代|短信)马/g, '码'],
  [/[行形型]警(?=队|大|支|总|官|，|,|$)/g, '刑警'],
  [/公[检捡][发法]/g, '公检法'],
  [/(?:供享|共想|恭享)/g, '共享'],
  [/(?:平幕|平目|屏木|瓶幕|屏目)/g, '屏幕'],
  [/转[张涨仗]/g, '转账'],
  [/(?:洗前|西钱|洗浅)(?=罪|案|的|，|,|$)/g, '洗钱'],
  [/(?:保证今|保正金|宝证金)/g, '保证金'],
  [/银航/g, '银行'],
  [/银[连链]/g, '银联'],
  [/[正真证]信(?=上|报告|记录|问题|有|修复|逾期|系统|中心|影响|花|不)/g, '征信'],
  [/代款/g, '贷款'],
  [/[动冻][结洁节](?=了|住|您|你|账|的|卡|，|,|。|$)/g, '冻结'],
  [/客付/g, '客服'],
  [/登陆/g, '登录'],
  [/身分/g, '身份'],
  [/(?<=[发点个开])连接|连接(?=下载|点|打开|里|发)/g, '链接'],
  [/合适(?=一下|身份|信息|账|资金)/g, '核实'],
  [/作(?=流水|任务|单|笔录|公证|一[个笔]|认证|验资|兼职)/g, '做'],
];

export const toSimplified: ReadonlyMap<string, string> = pairsOf(traditional);

function pairsOf(list: string): Map<string, string> {
  const points = [...list];
  const map = new Map<string, string>();
  for (let i = 0; i + 1 < points.length; i += 2) map.set(points[i] as string, points[i + 1] as string);
  return map;
}
