import { useEffect, useState } from 'react';
import { type CheckList, type CheckProgress, noCheck } from '../../../electron/contract/check.ts';
import type { Failure } from '../../../electron/contract/domain.ts';
import { on } from '../../bridge.ts';
import { useLoad } from '../../shared/attempt.ts';

export interface Checks {
  list: CheckList;
  progress: CheckProgress;
  failure: Failure | null;
  retry: () => void;
}

/** The stored results, and the progress of the running check. */
export function useChecks(): Checks {
  const [list, setList] = useState<CheckList>({ checks: [], recommended: null });
  const [progress, setProgress] = useState<CheckProgress>(noCheck);
  useEffect(() => on('check', setProgress), []);
  const { done, running } = progress;
  // One more model done is one more result.
  const { failure, retry } = useLoad(
    async (call) => {
      setList(await call('check.list'));
      const now = await call('check.progress');
      // An event that came meanwhile is newer than this answer.
      setProgress((known) => (known === noCheck ? now : known));
    },
    [done, running],
  );
  return { list, progress, failure, retry };
}
