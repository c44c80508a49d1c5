/**
 * The known manoeuvres of Chinese telecom fraud, as data. Sources: the public case classes of China's
 * National Anti-Fraud Centre and the scam scripts that police publish.
 *
 * `weight` is how strongly this cue alone speaks for fraud, 0 to 1: 1 − 1/L, where L is how much more often it occurs in
 * the frauds than in the honest twins of the training pairs (test hands left out), drawn towards a first guess where
 * it is rare. Cues combine as independent evidence (verdict/course.ts).
 * Patterns meet text from normalise(): half-width, simplified, lower case.
 */
import type { Cue } from './cue.ts';
import { contact } from './stages/contact.ts';
import { control } from './stages/control.ts';
import { extract } from './stages/extract.ts';
import { isolate } from './stages/isolate.ts';
import { pressure } from './stages/pressure.ts';

export const cues: readonly Cue[] = [...contact, ...pressure, ...isolate, ...control, ...extract];
