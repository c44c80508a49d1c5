/** Sizes and times as people say them. */
import type { TFunction } from 'i18next';

const units = [
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3],
] as const;

/** @param bytes decimal units, as disks and downloads are sold: 986 MB, 4.7 GB, 1.2 MB. */
export function sizeOf(bytes: number, language: string): string {
  const [unit, worth] = units.find(([, least]) => bytes >= least) ?? units[2];
  const size = bytes / worth;
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: size < 10 ? 1 : 0 }).format(size);
}

export function timeLeft(seconds: number, t: TFunction): string {
  if (seconds < 60) return t('models.left.seconds');
  if (seconds < 3_600) return t('models.left.minutes', { count: Math.round(seconds / 60) });
  return t('models.left.hours', { count: Math.round(seconds / 3_600) });
}
