/** Removes marks that stand between the characters of a word (把/验/证/码) and are no punctuation. Pure. */

/** A part of a line with the same mark between all its characters. Never a comma or a full stop: that may be a list. */
const spelledOut = /\p{Script=Han}([^\p{L}\p{N}，。、,.？！?!：；:;]{1,3})\p{Script=Han}(?:\1\p{Script=Han}){2,}/gu;
/** Characters with one mark after each, also a comma, also different ones (把，门、关。上). */
const takenApart = /(?:[\u4e00-\u9fff][，,、。.·・\-—_*~\s]){3,}[\u4e00-\u9fff]/g;
/** Removes a mark that stands, once or twice, between nearly all characters of a line. */
export function withoutFilling(line: string): string {
  const points = [...line];
  for (const [mark, { length: times }] of Map.groupBy(points, (point) => point)) {
    if (fills(times, points.length - times) && !/[\p{L}\p{N}]/u.test(mark)) return line.replaceAll(mark, '');
  }
  return line;
}

/** Whether a mark fills a line. @param times it occurs. @param others number of other characters. */
function fills(times: number, others: number): boolean {
  return times >= 6 && times * 1.5 >= others && times <= others * 2;
}

/** Joins the parts of a line that are spelled out with one and the same mark. */
export function joinSpelledOut(line: string): string {
  return line.replace(spelledOut, (run, mark: string) => run.replaceAll(mark, ''));
}

/** Joins at least four Chinese characters that are taken apart by any marks. A list of single characters is joined too. */
export function joinTakenApart(line: string): string {
  return line.replace(takenApart, (run) => run.replace(/[^\u4e00-\u9fff]/g, ''));
}
