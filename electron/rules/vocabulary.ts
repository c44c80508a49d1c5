/** Words that several cues share, as parts of regular expressions. They match text from normalise(). */

/** Up to n characters within the clause. */
export const near = (n: number) => `[^，。！？；,!?;]{0,${n}}`;

/** A digit, as written or as speech recognition writes it: 98, 九十八, 两千. */
export const digit = '[\\d零〇一二两三四五六七八九十百千万半几]';

const another = '(?<![特区识分级个性辨告离类差甄])别(?!的|人|处|家|墅|吵|管|客气|急|慌|怕)';
/** A prohibition (不要 and its like). */
export const forbid = `(?:(?<!要)不要|(?<!能)不能|不许|不准|不可以|不建议|${another}|莫|甭|先不要|不得|禁止|切勿)`;
/** A prohibition, or 不用: it does not forbid, but it too keeps people from doing something. */
export const not = `(?:${forbid}|不用|不必|没必要|(?<!我)先不)`;

export const family =
  '(?:家里人?|家人|家属|老公|老婆|爱人|丈夫|妻子|太太|先生|老伴|爸妈|父母|爸爸|妈妈|[你他我]爸|[你他我]妈|孩子|小孩|儿子|女儿|闺女|孙子|孙女|儿媳|女婿|子女|儿女|男人|男朋友|女朋友|嫂子|叔叔|阿姨|对象)';
/** Other people close to the user, and pronouns for people. */
export const kin =
  '(?:(?:[我你您他])?(?:妹夫?|[哥姐弟嫂舅]|姑姑?|叔叔|阿姨)|外甥女?|侄[子女]|导师|班主任|辅导员|中介|室友|闺蜜|他|她|他们|她们|嫂子)';
/** People who might stop the user. */
export const people = `(?:${family}|任何人|别人|旁人|外人|第三方|第三个人|人知|朋友|闺蜜|同事|室友|同学|邻居|领导|老板娘?|经理|副总|总监|财务|出纳|部门|老师|学校|单位|公司里?|律师|警察|民警|群里|大群|同行|客户|其他人|楼下|团友|anyone|anybody|family|parents)`;
export const tell = '(?:告诉|告知|说|讲|透露|泄露|提|知道|商量|声张|外传|听见|听到|打电话|惊动|插手|喊|问)';

/** Offices that the user could ask whether the call is genuine: the bank, the official hotline, the shop, the police station. */
export const office =
  '(?:银行|柜台|柜员|柜面|大堂|网点|支行|窗口|大厅|前台|门店|营业厅|营业部|客服|热线|官方|官网|总机|座机|总部|总行|平台|派出所|所里|公安局|法院|局里|社区|街道|社保所|社保局|医保局|交易中心|保险公司|厂家|卖家|店家|商家|物业|航空公司|航司|财务处|律师|法务|会计|网管|信息部|服务台|投诉|app|应用商店)';

/** Codes that prove the user's identity. */
export const code =
  '(?:验证码|短信码|动态码|动态口令|动态数|口令|校验码|比对码|授权码|确认码|签约码|撤销码|解约码|关闭码|取消码|注销码|退款码|安全码|令牌|otp|(?:六|6)位(?:数|码|的)?|[四五]位的|那(?:串|几个|六个|六位)数字?|短信(?:里|上)?的?(?:数字?|码)|(?:上面|下面|后面)的?数字?|verification code)';
export const give =
  '(?:告诉我|念给|念一下|念一遍|念出来|念我|念来|您念|你念|报给|报一下|报我|发给我|发我|发过来|说给|读给|读一下|读出来|给我|给到|回我|提供给|tell me|read)';

/** Verbs for paying. */
export const pay = '[转打汇存付交缴充垫划挪放补刷]';
/** Places that money is paid into. */
export const pocket = '(?:卡上?|账户|账号|账上|户头|户上?|微信|支付宝|收款码|码|名下)';
