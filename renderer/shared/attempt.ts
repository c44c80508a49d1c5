/** The only way from a screen to a call: a call that fails becomes a failure that the screen shows. */
import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../electron/contract/domain.ts';
import { call, failureOf } from '../bridge.ts';

/** Some calls, one after the other. Whatever it throws is its failure. */
export type Work = (make: typeof call) => Promise<unknown>;

/** Resolves to whether all calls succeeded. Never rejects. */
export type Attempt = (work: Work) => Promise<boolean>;

/** `failure`: of the newest attempt; null while another one runs and after `forget`. */
export function useAttempt(): { attempt: Attempt; failure: Failure | null; forget: () => void } {
  const [failure, setFailure] = useState<Failure | null>(null);
  const attempt = useCallback(async (work: Work) => {
    setFailure(null);
    try {
      await work(call);
      return true;
    } catch (error) {
      setFailure(failureOf(error));
      return false;
    }
  }, []);
  return { attempt, failure, forget: () => setFailure(null) };
}

/** Loads what a screen shows: when it appears, when a dependency changes, and on `retry`. */
export function useLoad(load: Work, dependencies: readonly unknown[] = []): { failure: Failure | null; retry: () => void } {
  const { attempt, failure } = useAttempt();
  const retry = () => void attempt(load);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names them
  useEffect(retry, dependencies);
  return { failure, retry };
}
