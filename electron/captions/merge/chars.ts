/** Small questions about characters, asked while captions are compared and tidied. Pure. */

const fullWidth: Record<string, string> = { ',': '，', '?': '？', '!': '！', ':': '：', ';': '；', '(': '（', ')': '）', '.': '。' };
const halfWidth: Record<string, string> = Object.fromEntries(Object.entries(fullWidth).map(([half, full]) => [full, half]));
const chinese = /[\u3400-\u9fff\uf900-\ufaff]/;

/** A character as far as two readings of it are compared: recognition mixes widths and cases of the same mark. */
export function fold(ch: string): string {
  return halfWidth[ch] ?? ch.toLowerCase();
}

export function isLatin(ch: string | undefined): boolean {
  return ch !== undefined && /[A-Za-z0-9]/.test(ch);
}

export function endsSentence(ch: string | undefined): boolean {
  return ch !== undefined && /[。！？!?…]/.test(ch);
}

export function isMark(ch: string | undefined): boolean {
  return ch !== undefined && /[\p{P}\s]/u.test(ch);
}

/** Letters or digits; marks alone are specks that recognition took for text. */
export function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Marks beside Chinese characters as Chinese writes them; single spaces, and none inside Chinese. */
export function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/￥/g, '¥')
    .replace(/(?<=[\u3400-\u9fff，。？！：；、]) | (?=[\u3400-\u9fff，。？！：；、])/g, (space, at: number, whole: string) =>
      isLatin(whole[at - 1]) || isLatin(whole[at + 1]) ? space : '',
    )
    .replace(/[,?!:;().]/g, (mark, at: number, whole: string) => (besideChinese(whole, at) ? (fullWidth[mark] ?? mark) : mark))
    .trim();
}

/** A stop in 3.5 or a comma in 1,000 is no Chinese mark, nor is anything in English. */
function besideChinese(text: string, at: number): boolean {
  const before = text[at - 1] ?? '';
  const after = text[at + 1] ?? '';
  if (isLatin(before) && isLatin(after)) return false;
  return chinese.test(before) || chinese.test(after);
}

/** Edits from one text to the other (insert, delete, replace). */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

/** Whether two readings of a name are one name: a single misread character does not make another of a longer one. */
export function sameName(a: string, b: string): boolean {
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length);
  return shorter >= 3 && Math.abs(a.length - b.length) <= 1 && distance(a, b) === 1;
}
