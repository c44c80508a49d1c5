/** Comparing and normalising the characters of captions. Pure. */

const fullWidth: Record<string, string> = { ',': '，', '?': '？', '!': '！', ':': '：', ';': '；', '(': '（', ')': '）', '.': '。' };
const halfWidth: Record<string, string> = Object.fromEntries(Object.entries(fullWidth).map(([half, full]) => [full, half]));
const chinese = /[\u3400-\u9fff\uf900-\ufaff]/;

/** The form in which two readings of a character are compared: recognition often confuses width and case. */
export function fold(ch: string): string {
  return halfWidth[ch] ?? ch.toLowerCase();
}

export function isAlphanumeric(ch: string | undefined): boolean {
  return ch !== undefined && /[A-Za-z0-9]/.test(ch);
}

export function endsSentence(ch: string | undefined): boolean {
  return ch !== undefined && /[。！？!?…]/.test(ch);
}

export function isPunctuation(ch: string | undefined): boolean {
  return ch !== undefined && /[\p{P}\s]/u.test(ch);
}

/** Text without a letter or digit comes from specks that were recognised as punctuation. */
export function hasLetterOrDigit(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Punctuation beside Chinese characters becomes full-width; spaces become single, and those between Chinese characters go. */
export function normaliseCaption(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/￥/g, '¥')
    .replace(/(?<=[\u3400-\u9fff，。？！：；、]) | (?=[\u3400-\u9fff，。？！：；、])/g, (space, at: number, whole: string) =>
      isAlphanumeric(whole[at - 1]) || isAlphanumeric(whole[at + 1]) ? space : '',
    )
    .replace(/[,?!:;().]/g, (mark, at: number, whole: string) => (isBesideChinese(whole, at) ? (fullWidth[mark] ?? mark) : mark))
    .trim();
}

/** False for the full stop in 3.5 and the comma in 1,000, also in a Chinese sentence. */
function isBesideChinese(text: string, at: number): boolean {
  const before = text[at - 1] ?? '';
  const after = text[at + 1] ?? '';
  if (isAlphanumeric(before) && isAlphanumeric(after)) return false;
  return chinese.test(before) || chinese.test(after);
}

/** The Levenshtein distance: the least number of insertions, deletions and replacements that turn `a` into `b`. */
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

/** Whether two readings may be of one name: names of at least three characters may differ in one misread character. */
export function sameName(a: string, b: string): boolean {
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length);
  return shorter >= 3 && Math.abs(a.length - b.length) <= 1 && distance(a, b) === 1;
}
