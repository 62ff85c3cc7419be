import type { Instant, TicketId } from '#core/ids.ts';
import type { Queryable } from './database.ts';

/** What is to be judged anew: everything after a ticket (null: from the first), by a revision of the reference. */
export type Share = { wanted: number; after: TicketId | null };

/** A server that took it has this long for a batch, ms; then another may go on. */
const LEASE = 60_000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** In the transaction of a change that moves clocks: from here on every open ticket is to be judged anew. */
export async function wantJudging(tx: Queryable, revision: number): Promise<void> {
  await tx.query('update judging set wanted = $1, after = null', [revision]);
}

/** Where it stands, for one server at a time; null where nothing is to be done, or another server is on it. */
export async function claimJudging(on: Queryable, now: Instant): Promise<Share | null> {
  const [row] = await on.query<Share>(
    `update judging set claimed_until = $2
     where judged < wanted and (claimed_until is null or claimed_until <= $1) returning wanted, after`,
    [now, now + LEASE],
  );
  return row ?? null;
}

/** A batch is done: everything up to `after`, or, null, all of it; unless another change wants it anew by now. */
export async function advanceJudging(on: Queryable, { wanted, after }: Share): Promise<void> {
  await on.query(
    `update judging set
       judged = case when wanted = $1 and $2::uuid is null then wanted else judged end,
       after = case when wanted = $1 then $2::uuid else after end,
       claimed_until = null`,
    [wanted, after],
  );
}

/** So that whoever wants it next doesn't wait for a lease that nobody uses. */
export async function releaseJudging(on: Queryable): Promise<void> {
  await on.query('update judging set claimed_until = null where claimed_until is not null');
}

/** Tickets that aren't closed, by id. */
export async function notClosedAfter(on: Queryable, after: TicketId | null, atMost: number): Promise<TicketId[]> {
  const rows = await on.query<{ id: TicketId }>(
    'select id from tickets where id > $1 and closed_at is null order by id limit $2',
    [after ?? BEFORE_ALL, atMost],
  );
  return rows.map((row) => row.id);
}
