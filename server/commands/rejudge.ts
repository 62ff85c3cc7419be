import { isDeepStrictEqual } from 'node:util';
import { judged } from '#core/commands/decision.ts';
import { duesOf } from '#core/escalation/escalate.ts';
import type { Instant, TicketId } from '#core/ids.ts';
import { scopeOf } from '#core/ticket/ticket.ts';
import type { Database, Queryable } from '../db/database.ts';
import { unlessOvertaken } from '../db/overtaken.ts';
import type { ReferenceStore } from '../db/reference.ts';
import { lockTicket, saveDues, updateTicket } from '../db/tickets.ts';
import { append } from '../feed/append.ts';

/**
 * Judges a ticket by the documents that hold now, in a transaction of its own: a command that holds the ticket goes
 * first, one that comes after reads the new documents itself. Answers whether anything changed.
 */
export function rejudge(database: Database, reference: ReferenceStore, id: TicketId, now: Instant): Promise<boolean> {
  return unlessOvertaken(() => database.transact((tx) => rejudgeIn(tx, reference, id, now)));
}

async function rejudgeIn(tx: Queryable, store: ReferenceStore, id: TicketId, now: Instant): Promise<boolean> {
  const before = await lockTicket(tx, id);
  const after = before && judged(before, await store.current(tx), now);
  if (!after || isDeepStrictEqual(after, before)) return false;
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
