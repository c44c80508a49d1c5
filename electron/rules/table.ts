/**
 * The known manoeuvres of Chinese telecom fraud, as data. Sources: the public case classes of China's
 * National Anti-Fraud Centre and the scam scripts that police publish.
 *
 * `weight` is how strongly this cue alone speaks for fraud, 0 to 1: 1 − 1/√L, where L is how much more often it occurs in
 * the frauds than in the honest twins of the training pairs (validation and test hands left out), as if four honest
 * and ten fraudulent conversations more had it: that draws what is rare towards a first guess. The root, because the cues
 * of one conversation are not as independent as they are combined (verdict/evidence.ts). At most 0.64, so that no single
 * line makes amber, and 0.45 for contact and pressure: they demand nothing, and ordinary talk holds them too.
 * Patterns meet text from normalise(): half-width, simplified, lower case.
 */
import type { Cue } from './cue.ts';
import { contact } from './stages/contact.ts';
import { control } from './stages/control.ts';
import { controlIdentity } from './stages/control-identity.ts';
import { extract } from './stages/extract.ts';
import { extractPayee } from './stages/extract-payee.ts';
import { extractTalk } from './stages/extract-talk.ts';
import { isolate } from './stages/isolate.ts';
import { isolateDoubt } from './stages/isolate-doubt.ts';
import { pressure } from './stages/pressure.ts';

/** Searched from any place on, hence the flag; find.ts sets where. */
const searchable = (cue: Cue): Cue => ({ ...cue, patterns: cue.patterns.map((pattern) => new RegExp(pattern, `${pattern.flags}g`)) });

export const cues: readonly Cue[] = [
  ...contact,
  ...pressure,
  ...isolate,
  ...isolateDoubt,
  ...control,
  ...controlIdentity,
  ...extract,
  ...extractPayee,
  ...extractTalk,
].map(searchable);
