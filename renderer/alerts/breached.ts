import type { Alert } from '#core/escalation/alert.ts';
import type { Instant, PersonId, TicketId } from '#core/ids.ts';
import type { QueueRow } from '../store/store.ts';

/** What the strip names: breaches of tickets that I myself hold, which nobody acknowledged on this device. One a ticket, the oldest first. */
export function breachesOfMine(
  alerts: readonly Alert[],
  acknowledged: ReadonlySet<string>,
  row: (id: TicketId) => Pick<QueueRow, 'personId'> | null,
  me: PersonId,
  now: Instant,
): Alert[] {
  const found = new Map<TicketId, Alert>();
  for (const alert of alerts) {
    if (alert.kind !== 'breach' || alert.ringAt > now || acknowledged.has(alert.id)) continue;
    if (row(alert.ticketId)?.personId === me && !found.has(alert.ticketId)) found.set(alert.ticketId, alert);
  }
  return [...found.values()];
}

/** Every breach of the same tickets, so that one answer settles what the strip left out. */
export function allBreachesOf(named: readonly Alert[], alerts: readonly Alert[], now: Instant): Alert[] {
  const tickets = new Set(named.map(({ ticketId }) => ticketId));
  return alerts.filter(({ kind, ringAt, ticketId }) => kind === 'breach' && ringAt <= now && tickets.has(ticketId));
}
