/** What the overlay may show while other people may see it. Pure. */
import type { Desktop } from '../contract/desktop.ts';

/**
 * The overlay shows no alert: a share seems to run, and the overlay is not known to be kept out of it. Without a share the card
 * is worth more than secrecy, because no program tells for certain that it shares.
 *
 * @param always the user's choice
 */
export function isNeutral({ protects, sight, sharing }: Pick<Desktop, 'protects' | 'sight' | 'sharing'>, always: boolean): boolean {
  if (always) return true;
  return sharing && (sight === 'visible' || (sight === 'unknown' && !protects));
}
