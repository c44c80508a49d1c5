/** What a cue is: one known manoeuvre, as data. */
import type { Kind, Stage } from '../contract/domain.ts';

export interface Cue {
  id: string;
  stage: Stage;
  kind: Kind | null;
  weight: number;
  patterns: readonly RegExp[];
  /** A negation is part of it (别告诉家人) or doesn't touch it (大家都这么做), so that one before it is no excuse. */
  prohibition?: true;
  /** Counter-evidence in the same clause: 验证码不要告诉任何人 is what an honest bank says. */
  unless?: RegExp;
  /** What makes it common in honest talk, anywhere in the line: it then counts half. Not nothing: a caller can say it too. */
  faint?: RegExp;
}
