/** Is a copied text part of a meeting, or something else that somebody copied (an address, a password, an article)? Pure. */
import type { Turn } from '../contract/domain.ts';
import { growth } from './merge-copy.ts';

/** Of a text that overlaps with nothing, so large a share must be lines with a name. */
const namedShare = 0.6;
const fewest = 3;
/** A single line that goes on from a shorter one may do so by accident (好的 → 好的密码是). */
const tellingLength = 8;

/**
 * It continues what was said; or, where it overlaps with nothing, it looks like captions: lines with names, one of which
 * speaks twice (in a list of settings each name stands once), and whoever spoke in the meeting so far among them.
 * @param said everything said so far, oldest first.
 */
export function isOfMeeting(said: readonly Turn[], copied: readonly Turn[]): boolean {
  if (copied.length === 0) return false;
  const { last, added } = growth(said, copied);
  const continuesLine = last !== null && (copied.length > 1 || (said.at(-1)?.text.length ?? 0) >= tellingLength);
  if (continuesLine || (last === null && added.length < copied.length)) return true;
  const names = copied.flatMap((turn) => turn.speaker ?? []);
  const known = new Set(said.flatMap((turn) => turn.speaker ?? []));
  return (
    copied.length >= fewest &&
    names.length >= namedShare * copied.length &&
    new Set(names).size < names.length &&
    (known.size === 0 || names.some((name) => known.has(name)))
  );
}
