import { scopesOf } from '#core/access.ts';
import type { Instant, TicketId } from '#core/ids.ts';
import type { TicketRow } from '#core/sync/protocol.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Person } from '#core/workspace/person.ts';
import type { Queryable } from '../db/database.ts';
import { historyOf, type Wanted } from '../db/history.ts';
import { feedEnd } from './append.ts';

export type Page = { cursor: number; more: boolean; rows: TicketRow[]; drops: TicketId[]; startAfresh: boolean };

/** Feed rows looked at for one page, at most; a busy ticket has many. */
const LOOKED_AT = 5_000;
const EVERYTHING: string[] = [];

/**
 * What changed for a person since a cursor: each ticket once, as it is now, or a drop where it isn't in their scope
 * (any more). That includes what came and left behind the cursor: a page of a snapshot, or a pull that was read in
 * between, may have brought it. A ticket that came into scope comes whole; else only the part of its history that lies
 * behind the cursor.
 */
export async function pullSince(on: Queryable, person: Person, since: number, limit: number): Promise<Page> {
  const end = await feedEnd(on);
  if (since > end || (await wasRescoped(on, person, since))) {
    return { cursor: end, more: false, rows: [], drops: [], startAfresh: true };
  }
  const changes = await readChanges(on, scopesOf(person), since, end);
  const { seen, cursor, more } = cut(changes, limit, end);
  const now = await visible(on, [...seen.keys()], scopesOf(person));
  const rows = await historyOf(on, now, wanted(seen));
  const there = new Set(now.map((ticket) => ticket.id));
  const drops = [...seen.keys()].filter((id) => !there.has(id));
  return { cursor, more, rows, drops, startAfresh: false };
}

/** Whether what a person may see changed since: then a cursor says nothing any more. */
async function wasRescoped(on: Queryable, person: Person, since: number): Promise<boolean> {
  const rows = await on.query(`select 1 from feed where kind = 'reference' and id = $1 and seq > $2 limit 1`, [
    person.id,
    since,
  ]);
  return rows.length > 0;
}

type ChangeRow = { seq: number; id: TicketId; rev_before: number; was_mine: boolean };

/** Changes that touch a scope, in feed order. `end` was read before: everything up to it is committed. */
function readChanges(on: Queryable, scopes: string[] | null, since: number, end: number): Promise<ChangeRow[]> {
  return on.query<ChangeRow>(
    `select seq, id, rev_before, ($3 and rev_before > 0) or scope_before && $4::text[] as was_mine from feed
     where kind = 'ticket' and seq > $1 and seq <= $2
       and ($3 or scope_before && $4::text[] or scope_after && $4::text[])
     order by seq limit $5`,
    [since, end, scopes === null, scopes ?? EVERYTHING, LOOKED_AT],
  );
}

/** What a page's changes say of one ticket: `after` is the `n` the console holds, `whole` that it can't hold it all. */
type Seen = { after: number; whole: boolean };

function cut(changes: readonly ChangeRow[], limit: number, end: number) {
  const seen = new Map<TicketId, Seen>();
  let cursor = end;
  let more = false;
  let last = 0;
  for (const { seq, id, rev_before, was_mine } of changes) {
    const known = seen.get(id);
    if (!known && seen.size === limit) {
      cursor = last;
      more = true;
      break;
    }
    if (!known) seen.set(id, { after: rev_before, whole: !was_mine });
    else if (!was_mine) known.whole = true;
    last = seq;
  }
  if (!more && changes.length === LOOKED_AT) {
    cursor = last;
    more = true;
  }
  return { seen, cursor, more };
}

function wanted(seen: ReadonlyMap<TicketId, Seen>): Wanted {
  return (id) => {
    const known = seen.get(id);
    return known && !known.whole ? known.after : null;
  };
}

/** Those of these tickets that are in a scope now. */
async function visible(on: Queryable, ids: readonly TicketId[], scopes: string[] | null): Promise<Ticket[]> {
  if (ids.length === 0) return [];
  const rows = await on.query<{ body: Ticket }>(
    'select body from tickets where id = any($1::uuid[]) and ($2 or scope && $3::text[])',
    [ids, scopes === null, scopes ?? EVERYTHING],
  );
  return rows.map((row) => row.body);
}

/** A ticket whole, or null where there is none that the person may see. */
export async function readWhole(on: Queryable, person: Person, id: TicketId): Promise<TicketRow | null> {
  const [row] = await historyOf(on, await visible(on, [id], scopesOf(person)), () => null);
  return row ?? null;
}

/** Tickets closed longer ago than this have left every console's working set. */
export const CLOSED_KEPT = 14 * 86_400_000;

export function keptSince(now: Instant): Instant {
  return now - CLOSED_KEPT;
}
