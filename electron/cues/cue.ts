/** What a cue is: one known manoeuvre, as data. */
import type { Kind, Stage } from '../contract/domain.ts';

export interface Cue {
  id: string;
  stage: Stage;
  kind: Kind | null;
  weight: number;
  patterns: readonly RegExp[];
  /** The cue is itself a prohibition (别告诉家人), so a negation before it is no excuse. */
  prohibition?: true;
  /** Counter-evidence in the same clause: 验证码不要告诉任何人 is what an honest bank says. */
  unless?: RegExp;
}
