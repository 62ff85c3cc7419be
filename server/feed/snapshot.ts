import { scopesOf } from '#core/access.ts';
import type { Instant, TicketId } from '#core/ids.ts';
import type { TicketRow } from '#core/sync/protocol.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Person } from '#core/workspace/person.ts';
import type { Queryable } from '../db/database.ts';
import { historyOf } from '../db/history.ts';
import { feedEnd } from './append.ts';
import { keptSince } from './read.ts';

/** Where a snapshot stands. `cursor` was fixed by its first page, which went down to `due`, `last` in order of urgency. */
export type Place = { cursor: number; total: number; due: number; last: TicketId; after: TicketId | null };
export type SnapshotRows = { cursor: number; total: number; rows: TicketRow[]; next: Place | null };

/**
 * One page of all that a person sees: the most urgent first, then the rest by id. What changes meanwhile comes with
 * the pull since the cursor; that pull sends only what is new of a ticket, so each must be in some page whole:
 * later pages also hold whatever changed since the cursor, wherever it stands in the order now.
 */
export async function readSnapshot(
  on: Queryable,
  person: Person,
  place: Place | null,
  limit: number,
  now: Instant,
): Promise<SnapshotRows> {
  const mine = { scopes: scopesOf(person), kept: keptSince(now) };
  return place ? readRest(on, mine, place, limit) : readFirst(on, mine, limit);
}

type Mine = { scopes: string[] | null; kept: Instant };
type Found = { body: Ticket; due_order: number };

const IN_SCOPE = '($1 or scope && $2::text[]) and (closed_at is null or closed_at > $3)';
const given = ({ scopes, kept }: Mine) => [scopes === null, scopes ?? [], kept];

async function readFirst(on: Queryable, mine: Mine, limit: number): Promise<SnapshotRows> {
  const cursor = await feedEnd(on);
  const [count] = await on.query<{ total: number }>(
    `select count(*) as total from tickets where ${IN_SCOPE}`,
    given(mine),
  );
  const total = count?.total ?? 0;
  const found = await on.query<Found>(
    `select body, due_order from tickets where ${IN_SCOPE} order by due_order, id limit $4`,
    [...given(mine), limit],
  );
  const last = found.at(-1);
  const next =
    last && found.length === limit ? { cursor, total, due: last.due_order, last: last.body.id, after: null } : null;
  return { cursor, total, rows: await whole(on, found), next };
}

async function readRest(on: Queryable, mine: Mine, place: Place, limit: number): Promise<SnapshotRows> {
  const found = await on.query<Found>(
    `select body, due_order from tickets where ${IN_SCOPE}
       and ($4::uuid is null or id > $4)
       and ((due_order, id) > ($5, $6::uuid) or exists (select 1 from feed where feed.id = tickets.id and seq > $7))
     order by id limit $8`,
    [...given(mine), place.after, place.due, place.last, place.cursor, limit],
  );
  const last = found.at(-1);
  const next = last && found.length === limit ? { ...place, after: last.body.id } : null;
  return { cursor: place.cursor, total: place.total, rows: await whole(on, found), next };
}

function whole(on: Queryable, found: readonly Found[]): Promise<TicketRow[]> {
  return historyOf(
    on,
    found.map((row) => row.body),
    () => null,
  );
}
