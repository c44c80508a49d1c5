/** Reads times and dates in transcripts. Pure. Dates are in the time zone of this computer, as the programs write them. */

/** `0:03`, `00:01:02`, `1:02:03.456`, `0:0:5,100`: a time in a recording or of day. The pattern has no groups. */
export const clockPattern = String.raw`\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3})?`;

/** A time in ms; of two parts, the first is minutes. Null for any other text. */
export function clockMs(text: string): number | null {
  const match = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (!match) return null;
  const [, hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  return (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1_000 + Number(fraction.padEnd(3, '0'));
}

const chinese =
  /(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?[\sT]*(?:(上午|下午|中午|晚上|凌晨|AM|PM)\s*)?(?:(\d{1,2}):(\d{2})(?::(\d{2}))?)?/i;
const english = /(?:\d{1,2}\s+[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\s+\d{1,2}),?\s+\d{4}(?:,?\s+\d{1,2}:\d{2}(?::\d{2})?\s*(?:[AP]M)?)?/i;

/** The first date in a text, with its time if it has one, in ms since 1970; null if the text has no date. */
export function dateMs(text: string): number | null {
  const match = chinese.exec(text);
  if (match) {
    const [, year, month, day, half = '', hour = '0', minute = '0', second = '0'] = match;
    const afternoon = /下午|晚上|PM/i.test(half) && Number(hour) < 12 ? 12 : 0;
    const date = new Date(Number(year), Number(month) - 1, Number(day), Number(hour) + afternoon, Number(minute), Number(second));
    return Number(month) <= 12 && Number(day) <= 31 ? date.getTime() : null;
  }
  const words = english.exec(text)?.[0];
  if (!words) return null;
  const time = Date.parse(words.replace(/(\d)([AP]M)/i, '$1 $2'));
  return Number.isNaN(time) ? null : time;
}
