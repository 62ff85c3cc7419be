import { useCallback } from 'react';
import type { Intent } from '#core/commands/command.ts';
import type { CauseId, Instant } from '#core/ids.ts';
import type { QueueRow } from '../store/store.ts';
import { saysHere } from '../ticket/wording.ts';
import { useAnnounce } from '../ui/Announcer.tsx';
import { useStore } from '../ui/context.tsx';
import { clockOf } from '../ui/format.ts';
import { newId } from '../ui/new-id.ts';
import { canTakeBack, HOLD_MS, perform, takeBack, tellOutcome } from './gesture.ts';
import { useQueueApi } from './queue-state.ts';

export type Gesture = (
  verb: string,
  rows: readonly QueueRow[],
  intentFor: (row: QueueRow) => Intent | null,
  backFor?: (row: QueueRow, intent: Intent) => Intent | null,
) => Promise<boolean>;

/**
 * Asks, and says in the strip what came of it, with a way back. Refusals stay until read; what is done fades by itself.
 * Answers whether it is so now on all of them, if only because it was before.
 */
export function useGesture(): Gesture {
  const store = useStore();
  const api = useQueueApi();
  const announce = useAnnounce();
  return useCallback<Gesture>(
    async (verb, rows, intentFor, backFor) => {
      if (rows.length === 0) return true;
      const { tell, select } = api.getState();
      const clock = (at: Instant) => clockOf(at, store.me.zone);
      const outcome = await perform(store, rows, intentFor, newId(store.now()) as CauseId, backFor);
      const text = tellOutcome(verb, outcome, clock);
      const isDone = outcome.refused.length === 0;
      if (text === '') return true;
      if (isDone) select([]);
      const undo = async () => {
        const refusal = await takeBack(store, outcome);
        tell(
          refusal
            ? { tone: 'refused', text: saysHere(refusal, clock), undo: null }
            : { tone: 'done', text: 'Undone.', undo: null },
        );
      };
      const notice = {
        tone: isDone ? ('done' as const) : ('refused' as const),
        text,
        undo: canTakeBack(outcome) ? undo : null,
      };
      tell(notice);
      announce(text, notice.tone === 'refused' ? 'assertive' : 'polite');
      if (notice.tone === 'done') {
        setTimeout(() => {
          if (api.getState().notice === notice) tell(null);
        }, 2 * HOLD_MS);
      }
      return outcome.refused.every(({ refusal }) => refusal.reason === 'nothingToDo');
    },
    [store, api, announce],
  );
}
