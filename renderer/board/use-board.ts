import { useDeferredValue, useMemo } from 'react';
import { type At, type Board, boardOf } from '#core/board/board.ts';
import { type Prepared, prepare } from '#core/board/prepare.ts';
import type { Instant, TeamId } from '#core/ids.ts';
import { useLive, useMe, useReference, useStore } from '../ui/context.tsx';
import { useNow } from '../ui/use-now.ts';
import { endOfDay } from './end-of-day.ts';

export type Moving = { board: Board; prepared: Prepared; at: At };

/** The board of these teams as this console knows it, moving with every changed row and every second. */
export function useBoard(teamIds: readonly TeamId[]): Moving {
  const store = useStore();
  const tickets = useDeferredValue(useLive(store.queue));
  const people = useLive(store.presence);
  const live = useLive(store.sync).state === 'live';
  const reference = useReference();
  const { zone } = useMe();
  const now = useNow();
  const prepared = useMemo(
    () => prepare({ tickets, presence: live ? people : null, reference, teamIds }),
    [tickets, people, live, reference, teamIds],
  );
  return useMemo(() => {
    const at = { now, endOfDay: endOfDay(now, zone) };
    return { board: boardOf(prepared, at), prepared, at };
  }, [prepared, now, zone]);
}

export type Freshness = {
  /** The socket is open and everything is here. */
  live: boolean;
  /** Not live for more than five seconds: what is shown leaves out what came after. */
  stale: boolean;
  asOf: Instant | null;
  /** How old it is in ms; null before the first sync. */
  age: number | null;
};

const GRACE = 5_000;

export function useFreshness(): Freshness {
  const { state, asOf } = useLive(useStore().sync);
  const now = useNow();
  const live = state === 'live';
  const age = asOf === null ? null : Math.max(0, now - asOf);
  return { live, stale: !live && (age === null || age > GRACE), asOf, age };
}
