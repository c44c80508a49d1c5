import { useEffect, useState } from 'react';
import type { ShelfState } from '../../../electron/contract/models.ts';
import { call, on } from '../../bridge.ts';

/** What is installed, offered and on its way; null until it is known. */
export function useShelf(): ShelfState | null {
  const [shelf, setShelf] = useState<ShelfState | null>(null);
  useEffect(() => {
    const end = on('shelf', setShelf);
    // An event that came meanwhile is newer than this answer.
    void call('models.shelf').then((state) => setShelf((known) => known ?? state));
    return end;
  }, []);
  return shelf;
}
