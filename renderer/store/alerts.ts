import { type Alert, alertsFor } from '#core/escalation/alert.ts';
import type { TicketId } from '#core/ids.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Person } from '#core/workspace/person.ts';
import { createCell } from './live.ts';
import { changed } from './ordered.ts';
import type { Live } from './store.ts';

export type FedAlerts = Live<readonly Alert[]> & {
  load(tickets: Iterable<Ticket>): void;
  apply(changes: ReadonlyMap<TicketId, Ticket | null>): void;
};

/** Every alert that rings for me, kept per ticket and fed by changes. */
export function createAlerts(me: () => Person): FedAlerts {
  const byTicket = new Map<TicketId, readonly Alert[]>();
  const list = createCell<readonly Alert[]>([]);

  function keep(id: TicketId, alerts: readonly Alert[]) {
    if (alerts.length > 0) byTicket.set(id, alerts);
    else byTicket.delete(id);
  }

  return {
    get: list.get,
    subscribe: list.subscribe,
    load(tickets) {
      byTicket.clear();
      for (const ticket of tickets) keep(ticket.id, alertsFor(ticket, me()));
      list.set([...byTicket.values()].flat().sort(byRinging));
    },
    apply(changes) {
      const gone: Alert[] = [];
      const come: Alert[] = [];
      for (const [id, ticket] of changes) {
        const before = byTicket.get(id) ?? [];
        const after = ticket ? alertsFor(ticket, me()) : [];
        if (JSON.stringify(before) === JSON.stringify(after)) continue;
        gone.push(...before);
        come.push(...after);
        keep(id, after);
      }
      if (gone.length + come.length > 0) list.set(changed(list.get(), gone, come, byRinging));
    },
  };
}

function byRinging(a: Alert, b: Alert): number {
  if (a.ringAt !== b.ringAt) return a.ringAt - b.ringAt;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
