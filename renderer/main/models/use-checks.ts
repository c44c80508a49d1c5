import { useEffect, useState } from 'react';
import { type CheckList, type CheckProgress, noCheck } from '../../../electron/contract/check.ts';
import { call, on } from '../../bridge.ts';

export interface Checks {
  list: CheckList;
  progress: CheckProgress;
}

/** The results that are kept, and how the running check goes. */
export function useChecks(): Checks {
  const [list, setList] = useState<CheckList>({ checks: [], recommended: null });
  const [progress, setProgress] = useState<CheckProgress>(noCheck);
  useEffect(() => {
    const end = on('check', setProgress);
    void call('check.progress').then((now) => setProgress((known) => (known === noCheck ? now : known)));
    return end;
  }, []);
  const { done, running } = progress;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another result is there when one more is done
  useEffect(() => {
    void call('check.list').then(setList);
  }, [done, running]);
  return { list, progress };
}
