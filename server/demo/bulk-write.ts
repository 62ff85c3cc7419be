import { duesOf } from '#core/escalation/escalate.ts';
import type { Instant } from '#core/ids.ts';
import { dueOrder, nearestTarget } from '#core/sla/urgency.ts';
import { scopeOf } from '#core/ticket/ticket.ts';
import type { Queryable } from '../db/database.ts';
import type { Grown } from './bulk.ts';

const TOGETHER = 250;

type Writes = { transact<T>(work: (tx: Queryable) => Promise<T>): Promise<T> };

/** The next free ticket number. */
export async function firstFreeNumber(on: Queryable): Promise<number> {
  const [row] = await on.query<{ value: number }>(`select value from counters where name = 'ticket'`);
  return (row?.value ?? 0) + 1;
}

/**
 * Writes tickets straight into an otherwise quiet database, some hundred a transaction, each with its events, texts,
 * due rows and a place in the feed. What was due before `now` counts as announced, so that the sweep stays quiet. For
 * benches and loads only: everything else goes through `handle`.
 */
export async function writeBulk(database: Writes, grown: Iterable<Grown>, now: Instant): Promise<number> {
  let written = 0;
  let batch: Grown[] = [];
  const flush = async () => {
    const list = batch;
    batch = [];
    if (list.length > 0) await database.transact((tx) => writeBatch(tx, list, now));
    written += list.length;
  };
  for (const one of grown) {
    batch.push(one);
    if (batch.length === TOGETHER) await flush();
  }
  await flush();
  return written;
}

async function writeBatch(tx: Queryable, batch: readonly Grown[], now: Instant): Promise<void> {
  const dues = batch.flatMap(({ ticket }) => duesOf(ticket).map((due) => ({ ticketId: ticket.id, ...due })));
  await tx.query(
    `insert into tickets (id, number, rev, team_id, person_id, status, due_order, closed_at, scope, body)
     select (row ->> 'id')::uuid, (row ->> 'number')::bigint, (row ->> 'rev')::integer,
       (row #>> '{accountable,teamId}')::uuid, (row #>> '{accountable,personId}')::uuid, row ->> 'status',
       (entry ->> 'due')::double precision, null,
       array(select jsonb_array_elements_text(entry -> 'scope')), row
     from jsonb_array_elements($1::jsonb) as entry, lateral (select entry -> 'ticket' as row) as one`,
    [JSON.stringify(batch.map(({ ticket }) => ({ ticket, due: orderOf(ticket), scope: scopeOf(ticket) })))],
  );
  await tx.query(
    `insert into events (ticket_id, n, body)
     select (event ->> 'ticketId')::uuid, (event ->> 'n')::integer, event from jsonb_array_elements($1::jsonb) as event`,
    [JSON.stringify(batch.flatMap(({ events }) => events))],
  );
  await tx.query(
    `insert into messages (id, ticket_id, n, body)
     select (message ->> 'id')::uuid, (message ->> 'ticketId')::uuid, (entry ->> 'n')::integer, message
     from jsonb_array_elements($1::jsonb) as entry, lateral (select entry -> 'message' as message) as one`,
    [JSON.stringify(batch.flatMap(numbered))],
  );
  await tx.query(
    `insert into due_rows (ticket_id, key, at, intent)
     select (due ->> 'ticketId')::uuid, due ->> 'key', (due ->> 'at')::bigint, due -> 'intent'
     from jsonb_array_elements($1::jsonb) as due`,
    [JSON.stringify(dues.filter(({ at }) => at > now))],
  );
  await tx.query(
    `insert into announced (ticket_id, key)
     select (due ->> 'ticketId')::uuid, due ->> 'key' from jsonb_array_elements($1::jsonb) as due`,
    [JSON.stringify(dues.filter(({ at }) => at <= now))],
  );
  await tx.query(`update counters set value = greatest(value, $1) where name = 'ticket'`, [
    Math.max(...batch.map(({ ticket }) => ticket.number ?? 0)),
  ]);
  await tx.query(
    `with counter as (
       update counters set value = value + $2 where name = 'feed' returning value - $2 as before
     )
     insert into feed (seq, kind, id, rev_before, rev, scope_before, scope_after)
     select before + position, 'ticket', (entry ->> 'id')::uuid, 0, (entry ->> 'rev')::integer, '{}',
       array(select jsonb_array_elements_text(entry -> 'scope'))
     from counter, jsonb_array_elements($1::jsonb) with ordinality as list(entry, position)`,
    [
      JSON.stringify(batch.map(({ ticket }) => ({ id: ticket.id, rev: ticket.rev, scope: scopeOf(ticket) }))),
      batch.length,
    ],
  );
}

function orderOf(ticket: Grown['ticket']): number {
  const nearest = nearestTarget(ticket);
  return nearest ? dueOrder(nearest) : 9e15;
}

function numbered({ events, messages }: Grown) {
  return messages.map((message) => {
    const event = events.find(({ type, body }) => type === 'messageAdded' && body.messageId === message.id);
    return { message, n: event?.n ?? 0 };
  });
}
