import { useCallback } from 'react';
import type { QueueRow } from '../store/store.ts';
import { useStore } from '../ui/context.tsx';
import { rowsInHand } from './gesture.ts';
import { useQueueApi } from './queue-state.ts';

/** Asked at the press: which tickets a key means. */
export function useInHand(rows: readonly QueueRow[]): () => QueueRow[] {
  const api = useQueueApi();
  const { queue } = useStore();
  return useCallback(() => {
    const { selected, cursor } = api.getState();
    return rowsInHand(rows, selected, cursor && queue.row(cursor));
  }, [api, queue, rows]);
}
