import { useEffect, useState } from 'react';
import type { Failure } from '../../../electron/contract/domain.ts';
import type { ModelsState } from '../../../electron/contract/models.ts';
import { on } from '../../bridge.ts';
import { useLoad } from '../../shared/attempt.ts';

/** The models that are installed, offered and on their way; null until they are known. */
export function useModels(): { models: ModelsState | null; failure: Failure | null; retry: () => void } {
  const [models, setModels] = useState<ModelsState | null>(null);
  useEffect(() => on('models', setModels), []);
  const load = useLoad(async (call) => {
    const state = await call('models.state');
    // An event that came meanwhile is newer than this answer.
    setModels((known) => known ?? state);
  });
  return { models, ...load };
}
