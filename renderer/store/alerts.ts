import { type Alert, alertsFor } from '#core/escalation/alert.ts';
import type { TicketId } from '#core/ids.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Person } from '#core/workspace/person.ts';
import { createCell } from './live.ts';
import type { Live } from './store.ts';

export type FedAlerts = Live<readonly Alert[]> & {
  load(tickets: Iterable<Ticket>): void;
  apply(changes: ReadonlyMap<TicketId, Ticket | null>): void;
};

/** Every alert that rings for me, kept per ticket and fed by changes. */
export function createAlerts(me: () => Person): FedAlerts {
  const byTicket = new Map<TicketId, Alert[]>();
  const list = createCell<readonly Alert[]>([]);

  function take(id: TicketId, ticket: Ticket | null): boolean {
    const before = byTicket.get(id);
    const after = ticket ? alertsFor(ticket, me()) : [];
    if (after.length > 0) byTicket.set(id, after);
    else byTicket.delete(id);
    return JSON.stringify(before ?? []) !== JSON.stringify(after);
  }

  function gather() {
    list.set([...byTicket.values()].flat().sort((a, b) => a.ringAt - b.ringAt || (a.id < b.id ? -1 : 1)));
  }

  return {
    get: list.get,
    subscribe: list.subscribe,
    load(tickets) {
      byTicket.clear();
      for (const ticket of tickets) take(ticket.id, ticket);
      gather();
    },
    apply(changes) {
      let differs = false;
      for (const [id, ticket] of changes) differs = take(id, ticket) || differs;
      if (differs) gather();
    },
  };
}
