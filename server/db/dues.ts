import type { Due } from '#core/escalation/escalate.ts';
import type { Instant, TicketId } from '#core/ids.ts';
import type { Queryable } from './database.ts';

/** Something that is due, with whose ticket it is about. */
export type DueRow = Due & { ticketId: TicketId };

/** A server that took a share has this long for it, ms; then another may. */
const LEASE = 60_000;

/** What is due at an instant, earliest first, each to one server only: several share the work. */
export async function claimDues(on: Queryable, now: Instant, atMost: number): Promise<DueRow[]> {
  const rows = await on.query<{ ticket_id: TicketId; key: string; at: number; intent: Due['intent'] }>(
    `update due_rows set claimed_until = $2
     where (ticket_id, key) in (
       select ticket_id, key from due_rows
       where at <= $1 and (claimed_until is null or claimed_until <= $1)
       order by at, key limit $3 for update skip locked
     )
     returning ticket_id, key, at, intent`,
    [now, now + LEASE, atMost],
  );
  return rows
    .map(({ ticket_id: ticketId, ...row }) => ({ ticketId, ...row }))
    .sort((a, b) => a.at - b.at || a.key.localeCompare(b.key, 'en'));
}

/** When something that nobody works on is due next. */
export async function earliestDue(on: Queryable, now: Instant): Promise<Instant | null> {
  const [row] = await on.query<{ at: number | null }>(
    'select min(at) as at from due_rows where claimed_until is null or claimed_until <= $1',
    [now],
  );
  return row?.at ?? null;
}

export async function forgetDue(on: Queryable, { ticketId, key, at }: DueRow): Promise<void> {
  await on.query('delete from due_rows where ticket_id = $1 and key = $2 and at = $3', [ticketId, key, at]);
}

/** Where there is only one server, whatever is claimed at its start was claimed by one that was killed. */
export async function releaseClaims(on: Queryable): Promise<void> {
  await on.query('update due_rows set claimed_until = null where claimed_until is not null');
}
