import { useEffect, useState } from 'react';
import type { Failure } from '../../../electron/contract/domain.ts';
import type { ShelfState } from '../../../electron/contract/models.ts';
import { on } from '../../bridge.ts';
import { useLoad } from '../../shared/attempt.ts';

/** The models that are installed, offered and on their way; null until they are known. */
export function useShelf(): { shelf: ShelfState | null; failure: Failure | null; retry: () => void } {
  const [shelf, setShelf] = useState<ShelfState | null>(null);
  useEffect(() => on('shelf', setShelf), []);
  const load = useLoad(async (call) => {
    const state = await call('models.shelf');
    // An event that came meanwhile is newer than this answer.
    setShelf((known) => known ?? state);
  });
  return { shelf, ...load };
}
