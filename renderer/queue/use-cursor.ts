import { useEffect, useRef } from 'react';
import type { TicketId } from '#core/ids.ts';
import type { QueueRow } from '../store/store.ts';
import { here } from '../ui/place.ts';
import { opened, stayed } from './cursor.ts';
import { useQueueApi } from './queue-state.ts';

/**
 * Holds the cursor on the ticket in sight: a ticket that opens brings it along, one that is open keeps it while its row
 * goes or moves. Asked of the address when it changes, not by rendering: to open a ticket renders no list.
 */
export function useCursor(rows: readonly QueueRow[]): void {
  const api = useQueueApi();
  const before = useRef(rows);
  const open = useRef<TicketId | null>(null);
  useEffect(() => {
    const hold = () => {
      const { cursor, cursorIndex, point } = api.getState();
      const at = { id: cursor, index: cursorIndex };
      const now = openTicket();
      const isNew = now !== null && (now !== open.current || cursor === null);
      const next = isNew ? opened(at, now, rows) : stayed(at, now, before.current, rows);
      open.current = now;
      before.current = rows;
      if (next.id !== at.id || next.index !== at.index) point(next.id, next.index);
    };
    hold();
    addEventListener('hashchange', hold);
    return () => removeEventListener('hashchange', hold);
  }, [api, rows]);
}

/** The ticket in sight, null where none is open. */
export function openTicket(): TicketId | null {
  const place = here();
  return place.page === 'ticket' ? place.ticketId : null;
}
