/** Times and sizes as people read them. Pure. `language` is a BCP 47 tag, as the settings hold it. */
import type { TFunction } from 'i18next';

/** @param at ms since 1970. @returns a time of day: 15:42. */
export function timeOfDay(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hour12: false }).format(at);
}

/** @param at ms since 1970 */
export function dateAndTime(at: number, language: string, dateStyle: 'medium' | 'short' = 'medium'): string {
  return new Intl.DateTimeFormat(language, { dateStyle, timeStyle: 'short' }).format(at);
}

/** A position in a recording. @param ms from its start. @returns 02:03, or 1:02:03 from an hour on. */
export function recordingTime(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const rest = `${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** @returns seconds as a number without a unit: the sentences have it. */
export function inSeconds(ms: number, digits: 1 | 2 = 1): string {
  return (ms / 1_000).toFixed(digits);
}

const units = [
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3],
] as const;

/** A size in decimal units, as disks and downloads are sold: 986 MB, 4.7 GB. */
export function sizeOf(bytes: number, language: string): string {
  const [unit, worth] = units.find(([, least]) => bytes >= least) ?? units[2];
  const size = bytes / worth;
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: size < 10 ? 1 : 0 }).format(size);
}

/** @returns a phrase such as 还要约 1 分钟. */
export function timeLeft(seconds: number, t: TFunction): string {
  if (seconds < 60) return t('models.left.seconds');
  if (seconds < 3_600) return t('models.left.minutes', { count: Math.round(seconds / 60) });
  return t('models.left.hours', { count: Math.round(seconds / 3_600) });
}

/** @param share from 0 to 1 */
export function inPercent(share: number): number {
  return Math.round(share * 100);
}
