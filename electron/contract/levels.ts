/** The order of the levels. Pure. */
import type { Level } from './domain.ts';

const order: readonly Level[] = ['unknown', 'safe', 'watch', 'danger'];

export function rank(level: Level): number {
  return order.indexOf(level);
}

export function higher(a: Level, b: Level): Level {
  return rank(a) >= rank(b) ? a : b;
}

/** Whether a level alerts: amber or red. */
export function raised(level: Level): level is 'watch' | 'danger' {
  return level === 'watch' || level === 'danger';
}
