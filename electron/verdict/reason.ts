/** Decides whether a sentence by the model may be shown under an alert. Pure. The caller's words can steer the model. */
import { limits } from '../contract/constants.ts';
import { withoutInvisible } from '../text/invisible.ts';

const shortest = 8;
/** It calms the user, tells them to continue or to close the alert, or repeats a caller's demand. */
const harmful =
  /不是(?:诈骗|骗局|骗子)|没有(?:诈骗)?风险|无风险|不存在(?:诈骗|风险)|(?:可以|请)?放心|安全的|是安全|正常(?:的|业务|流程|通话)|可信|值得信任|误报|误判|继续(?:操作|配合|转账|通话)|请?配合(?:对方|警方|他|她)|(?:应该|可以|建议|请|尽快|马上|立即|需要你?)(?:转账|汇款|付款|共享|提供|告诉|念|下载|关闭|关掉)|is_fraud|json|system|assistant|<\||\|>/i;
/** Anything to click, to call or to copy. The card already shows the numbers that help. */
const contact = /https?:|www\.|[a-z0-9-]+\.(?:com|cn|net|top|xyz|vip)|\d{5,}|[@#]/i;
const han = /\p{Script=Han}/gu;

/** The cleaned sentence; null if it may not be shown. */
export function acceptReason(text: string): string | null {
  // A line break inside a word must not hide the word.
  const plain = withoutInvisible(text.normalize('NFC').replace(/[\t-\r]/g, ''))
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^["“'「]+|["”'」]+$/g, '');
  const points = [...plain].length;
  if (points < shortest || points > limits.reasonChars) return null;
  if ((plain.match(han)?.length ?? 0) < points / 2) return null;
  if (harmful.test(plain) || contact.test(plain.replace(/96110|110/g, ''))) return null;
  return plain;
}
