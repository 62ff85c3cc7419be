import type { Due } from '#core/escalation/escalate.ts';
import type { TicketId } from '#core/ids.ts';
import { dueOrder, nearestTarget } from '#core/sla/urgency.ts';
import type { TicketEvent } from '#core/ticket/events.ts';
import type { Message } from '#core/ticket/message.ts';
import { scopeOf, type Ticket } from '#core/ticket/ticket.ts';
import type { Queryable } from './database.ts';

/** Sorts after every ticket that owes something. */
const OWES_NOTHING = 9e15;

export async function readTicket(on: Queryable, id: TicketId): Promise<Ticket | null> {
  const [row] = await on.query<{ body: Ticket }>('select body from tickets where id = $1', [id]);
  return row?.body ?? null;
}

/** Who may see a ticket, as in `scopeOf`; null where there is none. */
export async function readScope(on: Queryable, id: TicketId): Promise<string[] | null> {
  const [row] = await on.query<{ scope: string[] }>('select scope from tickets where id = $1', [id]);
  return row?.scope ?? null;
}

/** The ticket, and nobody else changes it until the end of the transaction. */
export async function lockTicket(tx: Queryable, id: TicketId): Promise<Ticket | null> {
  const [row] = await tx.query<{ body: Ticket }>('select body from tickets where id = $1 for update', [id]);
  return row?.body ?? null;
}

/** The next ticket number. Waits for whoever took one and hasn't committed, so no number is left out. */
export async function nextNumber(tx: Queryable): Promise<number> {
  const [row] = await tx.query<{ value: number }>(
    `update counters set value = value + 1 where name = 'ticket' returning value`,
  );
  if (!row) throw new Error('the ticket counter is gone');
  return row.value;
}

/** A new ticket, with the columns that queries look at. Fails where somebody else made it a moment ago. */
export async function insertTicket(tx: Queryable, ticket: Ticket): Promise<void> {
  await tx.query(
    `insert into tickets (id, number, rev, team_id, person_id, status, due_order, closed_at, scope, body)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb)`,
    columns(ticket),
  );
}

export async function updateTicket(tx: Queryable, ticket: Ticket): Promise<void> {
  await tx.query(
    `update tickets set number = $2, rev = $3, team_id = $4, person_id = $5, status = $6, due_order = $7,
       closed_at = $8, scope = $9, body = $10::jsonb
     where id = $1`,
    columns(ticket),
  );
}

function columns(ticket: Ticket): unknown[] {
  const nearest = nearestTarget(ticket);
  return [
    ticket.id,
    ticket.number,
    ticket.rev,
    ticket.accountable.teamId,
    ticket.accountable.personId,
    ticket.status,
    nearest ? dueOrder(nearest) : OWES_NOTHING,
    ticket.closedAt,
    scopeOf(ticket),
    JSON.stringify(ticket),
  ];
}

/** Events and the text that goes with them; `n` of a text is its event's. */
export async function insertEvents(
  tx: Queryable,
  ticketId: TicketId,
  events: readonly TicketEvent[],
  messages: readonly Message[],
): Promise<void> {
  const insert = `insert into events (ticket_id, n, body)
    select $1, (event ->> 'n')::integer, event from jsonb_array_elements($2::jsonb) as event`;
  if (messages.length === 0) {
    await tx.query(insert, [ticketId, JSON.stringify(events)]);
    return;
  }
  const numbered = messages.map((message) => ({ n: eventOf(message, events), body: message }));
  await tx.query(
    `with written as (${insert})
     insert into messages (id, ticket_id, n, body)
     select (entry -> 'body' ->> 'id')::uuid, $1, (entry ->> 'n')::integer, entry -> 'body'
     from jsonb_array_elements($3::jsonb) as entry`,
    [ticketId, JSON.stringify(events), JSON.stringify(numbered)],
  );
}

/** Replaces what the ticket owes by itself, leaving out what is in its timeline already. */
export async function saveDues(tx: Queryable, ticketId: TicketId, dues: readonly Due[]): Promise<void> {
  await tx.query(
    `with wanted as (
       select due ->> 'key' as key, (due ->> 'at')::bigint as at, due -> 'intent' as intent
       from jsonb_array_elements($2::jsonb) as due
     ), gone as (
       delete from due_rows where ticket_id = $1 and key not in (select key from wanted)
     )
     insert into due_rows (ticket_id, key, at, intent)
     select $1, key, at, intent from wanted
     where not exists (select from announced where announced.ticket_id = $1 and announced.key = wanted.key)
     on conflict (ticket_id, key) do update set at = excluded.at, intent = excluded.intent, claimed_until = null
       where due_rows.at <> excluded.at`,
    [ticketId, JSON.stringify(dues)],
  );
}

/** Thresholds that stand in the timeline now: they are never due again. */
export async function rememberAnnounced(tx: Queryable, ticketId: TicketId, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.query(
    `with done as (
       insert into announced (ticket_id, key) select $1, unnest($2::text[]) on conflict do nothing
     )
     delete from due_rows where ticket_id = $1 and key = any($2::text[])`,
    [ticketId, keys],
  );
}

function eventOf(message: Message, events: readonly TicketEvent[]): number {
  const event = events.find((one) => one.type === 'messageAdded' && one.body.messageId === message.id);
  if (!event) throw new Error(`message ${message.id} without its event`);
  return event.n;
}
