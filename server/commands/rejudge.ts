import { isDeepStrictEqual } from 'node:util';
import { duesOf } from '#core/escalation/escalate.ts';
import type { TicketId } from '#core/ids.ts';
import { assess } from '#core/sla/assess.ts';
import { scopeOf, type Ticket } from '#core/ticket/ticket.ts';
import type { Reference } from '#core/workspace/reference.ts';
import type { Database, Queryable } from '../db/database.ts';
import type { ReferenceStore } from '../db/reference.ts';
import { lockTicket, saveDues, updateTicket } from '../db/tickets.ts';
import { append } from '../feed/append.ts';

const BATCH = 200;

/**
 * Judges every ticket that isn't closed by the documents that hold now, batch by batch, each ticket in a transaction
 * of its own: a command that holds the ticket goes first, one that comes after reads the new documents itself.
 * Answers how many changed.
 */
export function createRejudge({ database, reference }: { database: Database; reference: ReferenceStore }) {
  return async (): Promise<number> => {
    let changed = 0;
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const ids = await notClosedAfter(database, after);
      for (const id of ids) {
        if (await database.transact((tx) => rejudgeOne(tx, id, reference))) changed += 1;
      }
      const last = ids.at(-1);
      if (!last || ids.length < BATCH) return changed;
      after = last;
    }
  };
}

async function rejudgeOne(tx: Queryable, id: TicketId, store: ReferenceStore): Promise<boolean> {
  const before = await lockTicket(tx, id);
  const after = before && rejudged(before, await store.current(tx));
  if (!after) return false;
  await updateTicket(tx, after);
  await saveDues(tx, id, duesOf(after));
  const scope = scopeOf(after);
  const change = {
    kind: 'ticket',
    id,
    revBefore: after.rev,
    rev: after.rev,
    scopeBefore: scope,
    scopeAfter: scope,
  } as const;
  await append(tx, change, null);
  return true;
}

/** Null where nothing moved. Where a running clock did, `basis` grows, so that its warnings ring anew. */
function rejudged(ticket: Ticket, reference: Reference): Ticket | null {
  const targets = assess(ticket, reference);
  if (isDeepStrictEqual(targets, ticket.targets)) return null;
  const moved = !isDeepStrictEqual(promisesOf(targets), promisesOf(ticket.targets));
  return { ...ticket, targets, basis: ticket.basis + (moved ? 1 : 0) };
}

function promisesOf(targets: Ticket['targets']) {
  return targets
    .filter((target) => target.state !== 'ended')
    .map(({ kind, cycle, amount, dueAt, warnings }) => ({ kind, cycle, amount, dueAt, warnings }));
}

async function notClosedAfter(on: Queryable, after: string): Promise<TicketId[]> {
  const rows = await on.query<{ id: TicketId }>(
    'select id from tickets where id > $1 and closed_at is null order by id limit $2',
    [after, BATCH],
  );
  return rows.map((row) => row.id);
}
