/**
 * The known manoeuvres of Chinese telecom fraud, as data. Sources: the public case classes of China's National Anti-Fraud
 * Centre, and the scam scripts that police publish. Patterns match text from normalise().
 *
 * `weight` = 1 − 1/√L, capped. L is the likelihood ratio P(cue | fraud) / P(cue | honest) on the training pairs (without the
 * writers of validation and test). It is smoothed by 10 more frauds and 4 more honest conversations with the cue, so that a rare
 * cue starts near 0.37. The root discounts L, because verdict/evidence.ts combines cues as if they were independent, and they are
 * not. Caps: 0.64, so that one line alone cannot reach amber; 0.45 for contact and pressure, which demand nothing and occur in
 * honest talk.
 */
import type { Cue } from './cue.ts';
import { contact } from './stages/contact.ts';
import { contactKin } from './stages/contact-kin.ts';
import { contactLure } from './stages/contact-lure.ts';
import { contactOffice } from './stages/contact-office.ts';
import { control } from './stages/control.ts';
import { controlDevice } from './stages/control-device.ts';
import { controlIdentity } from './stages/control-identity.ts';
import { extract } from './stages/extract.ts';
import { extractFavour } from './stages/extract-favour.ts';
import { extractFee } from './stages/extract-fee.ts';
import { extractPayee } from './stages/extract-payee.ts';
import { extractTalk } from './stages/extract-talk.ts';
import { isolate } from './stages/isolate.ts';
import { isolateAlibi } from './stages/isolate-alibi.ts';
import { isolateDoubt } from './stages/isolate-doubt.ts';
import { pressure } from './stages/pressure.ts';
import { pressureAccount } from './stages/pressure-account.ts';
import { pressureCase } from './stages/pressure-case.ts';
import { pressureHarm } from './stages/pressure-harm.ts';

/** The global flag lets find.ts search from any index. */
const searchable = (cue: Cue): Cue => ({ ...cue, patterns: cue.patterns.map((pattern) => new RegExp(pattern, `${pattern.flags}g`)) });

export const cues: readonly Cue[] = [
  ...contact,
  ...contactKin,
  ...contactOffice,
  ...contactLure,
  ...pressure,
  ...pressureHarm,
  ...pressureCase,
  ...pressureAccount,
  ...isolate,
  ...isolateDoubt,
  ...isolateAlibi,
  ...control,
  ...controlIdentity,
  ...controlDevice,
  ...extract,
  ...extractPayee,
  ...extractTalk,
  ...extractFavour,
  ...extractFee,
].map(searchable);
