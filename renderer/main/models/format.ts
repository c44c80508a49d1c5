/** Sizes and times as people say them. */
import type { TFunction } from 'i18next';

/** @param bytes decimal units, as disks and downloads are sold: 986 MB, 4.7 GB, 1.2 MB. */
export function sizeOf(bytes: number, language: string): string {
  const [unit, size] = bytes >= 1e9 ? (['gigabyte', bytes / 1e9] as const) : (['megabyte', bytes / 1e6] as const);
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: size < 10 ? 1 : 0 }).format(size);
}

export function timeLeft(seconds: number, t: TFunction): string {
  if (seconds < 60) return t('models.left.seconds');
  if (seconds < 3_600) return t('models.left.minutes', { count: Math.round(seconds / 60) });
  return t('models.left.hours', { count: Math.round(seconds / 3_600) });
}
