import { useMemo } from 'react';
import { type Board, boardOf } from '#core/board/board.ts';
import type { Instant, TeamId } from '#core/ids.ts';
import { isOpen } from '#core/ticket/ticket.ts';
import type { QueueRow } from '../store/store.ts';
import { useLive, useMe, useReference, useStore } from '../ui/context.tsx';
import { useNow } from '../ui/use-now.ts';
import { endOfDay } from './end-of-day.ts';

/** The board of these teams as this console knows it, moving with every changed row and every second. */
export function useBoard(teamIds: readonly TeamId[]): Board {
  const store = useStore();
  const rows = useLive(store.queue);
  const people = useLive(store.presence);
  const live = useLive(store.sync).state === 'live';
  const reference = useReference();
  const { zone } = useMe();
  const now = useNow();
  const tickets = useMemo(() => concerning(rows, teamIds), [rows, teamIds]);
  const day = useMemo(() => endOfDay(now, zone), [now, zone]);
  return useMemo(
    () => boardOf({ tickets, presence: live ? people : null, reference, teamIds, now, endOfDay: day }),
    [tickets, people, live, reference, teamIds, now, day],
  );
}

/** Once per change, so that the tick looks at hundreds of rows and not at tens of thousands. */
function concerning(rows: readonly QueueRow[], teamIds: readonly TeamId[]): QueueRow[] {
  const teams = new Set(teamIds);
  return rows.filter(
    (row) =>
      isOpen(row) &&
      (teams.has(row.teamId) ||
        row.personId !== null ||
        (row.offer !== null && teams.has(row.offer.toTeamId)) ||
        row.heldBefore.some((teamId) => teams.has(teamId))),
  );
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
