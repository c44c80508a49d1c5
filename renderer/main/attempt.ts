/** Doing something that may fail: its failure becomes a sentence on the page. */
import { useState } from 'react';
import type { Failure } from '../../electron/contract/domain.ts';
import { failureOf } from '../bridge.ts';

/** Tells whether it worked. */
export type Attempt = (work: () => Promise<unknown>) => Promise<boolean>;

/** `failure`: of the last attempt, until the next one or `forget`. */
export function useAttempt(): { attempt: Attempt; failure: Failure | null; forget: () => void } {
  const [failure, setFailure] = useState<Failure | null>(null);
  const attempt: Attempt = async (work) => {
    setFailure(null);
    try {
      await work();
      return true;
    } catch (error) {
      setFailure(failureOf(error));
      return false;
    }
  };
  return { attempt, failure, forget: () => setFailure(null) };
}
