import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { TicketId } from '#core/ids.ts';
import type { Live, QueueRow } from '../store/store.ts';
import { useLive, useMe, useReference, useStore } from '../ui/context.tsx';
import { useNow } from '../ui/use-now.ts';
import { noFilter } from './filter.ts';
import { useQueueState } from './queue-state.ts';
import { countViews, type View, type Viewer, type ViewId, viewerOf, viewOf } from './views.ts';
import { visibleRows } from './visible.ts';

const MINUTE = 60_000;
/** More hits than this are not looked at; one types another word. */
const HITS = 500;

/** Whose queue the rail shows: the chosen team, else the first I work in; an administrator sees any. */
export function useViewer(): Viewer {
  const me = useMe();
  const { teams } = useReference();
  const chosen = useQueueState((state) => state.teamId);
  const now = useNow(MINUTE);
  return useMemo(() => {
    const mine = me.memberships.some(({ teamId }) => teamId === chosen);
    const first = me.memberships[0]?.teamId ?? (me.administrator ? teams.keys().next().value : null);
    return viewerOf(me, chosen && (mine || me.administrator) ? chosen : (first ?? null), now);
  }, [me, chosen, now, teams]);
}

/** The rows that the queue shows. Filtered when rows, view or filter change, never when the cursor moves. */
export function useVisible(): { view: View; rows: readonly QueueRow[]; viewer: Viewer } {
  const store = useStore();
  const all = useLive(store.queue);
  const reference = useReference();
  const viewer = useViewer();
  const view = viewOf(useQueueState((state) => state.view));
  const filter = useDeferredValue(useQueueState((state) => state.filter));
  const withDone = useQueueState((state) => state.withDone);
  const hits = useHits(filter.text);
  const rows = useMemo(
    () => visibleRows(all, view, { ...viewer, withDone }, filter, hits, reference),
    [all, view, viewer, withDone, filter, hits, reference],
  );
  return { view, rows, viewer };
}

/** All rows of the view, whatever the filter: what an offer to narrow counts among. Asked, not followed. */
export function useViewRows(): () => readonly QueueRow[] {
  const { queue } = useStore();
  const reference = useReference();
  const viewer = useViewer();
  const view = viewOf(useQueueState((state) => state.view));
  const withDone = useQueueState((state) => state.withDone);
  return useMemo(() => {
    let of: readonly QueueRow[] | null = null;
    let rows: readonly QueueRow[] = [];
    return () => {
      const all = queue.get();
      if (all !== of) rows = visibleRows(all, view, { ...viewer, withDone }, noFilter, null, reference);
      of = all;
      return rows;
    };
  }, [queue, reference, view, viewer, withDone]);
}

/** Counts for the rail: at most twice a second, after the rows themselves. */
export function useCounts(): Record<ViewId, number> {
  const all = useSettled(useStore().queue, 500);
  const viewer = useViewer();
  return useMemo(() => countViews(all, viewer), [all, viewer]);
}

/** What the store's search finds in messages and people; null until it has answered. */
function useHits(text: string): ReadonlySet<TicketId> | null {
  const store = useStore();
  const [found, setFound] = useState<{ text: string; hits: ReadonlySet<TicketId> } | null>(null);
  const words = text.trim();
  useEffect(() => {
    if (words.length < 2) return;
    let wanted = true;
    const timer = setTimeout(async () => {
      const hits = new Set(await store.search(words, HITS));
      if (wanted) setFound({ text: words, hits });
    }, 120);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [store, words]);
  return found && found.text === words ? found.hits : null;
}

/** A live value, looked at again at most every `pause` ms; the last change is never missed. */
function useSettled<T>(live: Live<T>, pause: number): T {
  const [value, setValue] = useState(() => live.get());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const look = () => {
      timer = null;
      setValue(live.get());
    };
    look();
    const stop = live.subscribe(() => {
      timer ??= setTimeout(look, pause);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [live, pause]);
  return value;
}
