import { type Alert, alertsFor } from '#core/escalation/alert.ts';
import type { TicketId } from '#core/ids.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Person } from '#core/workspace/person.ts';
import { createCell } from './live.ts';
import { changed } from './ordered.ts';
import type { Live } from './store.ts';

export type FedAlerts = Live<readonly Alert[]> & {
  /** Ids of those that I acknowledged, on whatever device. */
  answered: Live<ReadonlySet<Alert['id']>>;
  load(tickets: Iterable<Ticket>): void;
  apply(changes: ReadonlyMap<TicketId, Ticket | null>): void;
};

/** Every alert that rings for me, kept per ticket and fed by changes. */
export function createAlerts(me: () => Person): FedAlerts {
  const byTicket = new Map<TicketId, readonly Alert[]>();
  const list = createCell<readonly Alert[]>([]);
  const answers = new Map<TicketId, readonly Alert['id'][]>();
  const answered = createCell<ReadonlySet<Alert['id']>>(new Set());

  function keep(id: TicketId, alerts: readonly Alert[]) {
    if (alerts.length > 0) byTicket.set(id, alerts);
    else byTicket.delete(id);
  }

  /** True where other ones of that ticket are answered now. */
  function keepAnswers(id: TicketId, ticket: Ticket | null): boolean {
    const mine = ticket?.acknowledged?.flatMap((one) => (one.personId === me().id ? one.alertId : [])) ?? [];
    const before = answers.get(id) ?? [];
    if (mine.length > 0) answers.set(id, mine);
    else answers.delete(id);
    return mine.join('\n') !== before.join('\n');
  }

  return {
    answered,
    get: list.get,
    subscribe: list.subscribe,
    load(tickets) {
      byTicket.clear();
      answers.clear();
      for (const ticket of tickets) {
        keep(ticket.id, alertsFor(ticket, me()));
        keepAnswers(ticket.id, ticket);
      }
      answered.set(new Set([...answers.values()].flat()));
      list.set([...byTicket.values()].flat().sort(byRinging));
    },
    apply(changes) {
      const gone: Alert[] = [];
      const come: Alert[] = [];
      let isAnswered = false;
      for (const [id, ticket] of changes) {
        isAnswered = keepAnswers(id, ticket) || isAnswered;
        const before = byTicket.get(id) ?? [];
        const after = ticket ? alertsFor(ticket, me()) : [];
        if (JSON.stringify(before) === JSON.stringify(after)) continue;
        gone.push(...before);
        come.push(...after);
        keep(id, after);
      }
      if (isAnswered) answered.set(new Set([...answers.values()].flat()));
      if (gone.length + come.length > 0) list.set(changed(list.get(), gone, come, byRinging));
    },
  };
}

function byRinging(a: Alert, b: Alert): number {
  if (a.ringAt !== b.ringAt) return a.ringAt - b.ringAt;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
