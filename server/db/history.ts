import type { TicketId } from '#core/ids.ts';
import type { TicketRow } from '#core/sync/protocol.ts';
import type { TicketEvent } from '#core/ticket/events.ts';
import type { Message } from '#core/ticket/message.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Queryable } from './database.ts';

/** From which `n` on (exclusive) a ticket's history is wanted; null wants it whole. */
export type Wanted = (id: TicketId) => number | null;

/**
 * Tickets with their events and texts, in the order given. Nothing newer than the ticket as it is given: what came
 * since it was read comes with it next time.
 */
export async function historyOf(on: Queryable, tickets: readonly Ticket[], wanted: Wanted): Promise<TicketRow[]> {
  if (tickets.length === 0) return [];
  const ids = tickets.map((ticket) => ticket.id);
  const after = ids.map((id) => wanted(id) ?? 0);
  const upTo = tickets.map((ticket) => ticket.rev);
  const events = grouped(await since<TicketEvent>(on, 'events', ids, after, upTo));
  const messages = grouped(await since<Message>(on, 'messages', ids, after, upTo));
  return tickets.map((ticket) => ({
    ticket,
    whole: wanted(ticket.id) === null,
    events: events.get(ticket.id) ?? [],
    messages: messages.get(ticket.id) ?? [],
  }));
}

type Row<T> = { ticket_id: TicketId; body: T };

function since<T>(
  on: Queryable,
  table: 'events' | 'messages',
  ids: readonly TicketId[],
  after: readonly number[],
  upTo: readonly number[],
) {
  return on.query<Row<T>>(
    `select ${table}.ticket_id, ${table}.body
     from unnest($1::uuid[], $2::integer[], $3::integer[]) as wanted (id, after, up_to)
     join ${table} on ${table}.ticket_id = wanted.id and ${table}.n > wanted.after
       and ${table}.n <= wanted.up_to
     order by ${table}.ticket_id, ${table}.n`,
    [ids, after, upTo],
  );
}

function grouped<T>(rows: readonly Row<T>[]): Map<TicketId, T[]> {
  const found = new Map<TicketId, T[]>();
  for (const { ticket_id, body } of rows) {
    const list = found.get(ticket_id);
    if (list) list.push(body);
    else found.set(ticket_id, [body]);
  }
  return found;
}
