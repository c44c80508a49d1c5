/** A cue: one known manoeuvre, as data. */
import type { Kind, Stage } from '../contract/domain.ts';

export interface Cue {
  id: string;
  stage: Stage;
  kind: Kind | null;
  /** See table.ts. */
  weight: number;
  patterns: readonly RegExp[];
  /** A negation before the words is no excuse: it is part of the cue (别告诉家人), or does not concern it (大家都这么做). */
  prohibition?: true;
  /** The words speak of fraud, warnings or drills themselves, so that talk about fraud around them is no excuse. */
  mentionsFraud?: true;
  /** Words in the same clause that make the cue honest, as a bank's 验证码不要告诉任何人. */
  unless?: RegExp;
  /** Words anywhere in the line that make the cue common in honest talk. It then counts half: a fraud can say them too. */
  faint?: RegExp;
}
