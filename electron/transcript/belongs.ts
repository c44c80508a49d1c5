/** Decides whether a copied text belongs to the guarded meeting or is something else (an address, a password, an article). Pure. */
import type { Turn } from '../contract/domain.ts';
import { compareCopy } from './merge-copy.ts';

/** A copy that overlaps with nothing must have at least this many lines, and this share of them must name a speaker. */
const minLines = 3;
const minNamedShare = 0.6;
/** Characters. A single line may continue a shorter one by chance (好的 → 好的密码是). */
const distinctiveLength = 8;

/**
 * True if the copy overlaps with the meeting. Without an overlap the copy must look like captions: most lines name a
 * speaker, one speaker has two lines (in a list of settings each name stands once), and at least one speaker is known
 * from the meeting, if any is.
 * @param known the transcript so far, oldest first.
 */
export function isOfMeeting(known: readonly Turn[], copied: readonly Turn[]): boolean {
  if (copied.length === 0) return false;
  const { grown, added } = compareCopy(known, copied);
  const growsNewest = grown !== null && (copied.length > 1 || (known.at(-1)?.text.length ?? 0) >= distinctiveLength);
  if (growsNewest || (grown === null && added.length < copied.length)) return true;
  const names = copied.flatMap((turn) => turn.speaker ?? []);
  const knownNames = new Set(known.flatMap((turn) => turn.speaker ?? []));
  return (
    copied.length >= minLines &&
    names.length >= minNamedShare * copied.length &&
    new Set(names).size < names.length &&
    (knownNames.size === 0 || names.some((name) => knownNames.has(name)))
  );
}
