import type { PersonListed } from '#core/admin/people.ts';
import type { EscalationId, Instant, PersonId, TeamId, TicketId } from '#core/ids.ts';
import type { Queryable } from './database.ts';

export type SignInFacts = Omit<PersonListed, 'person'>;

type Row = {
  id: PersonId;
  has_password: boolean;
  code_until: Instant | null;
  sessions: number;
  last_expiry: Instant | null;
  open_tickets: number;
};

/** What is known of everybody's sign-in. `lasts`: how long after its last use a session ends. */
export async function readSignIns(on: Queryable, at: Instant, lasts: number): Promise<Map<PersonId, SignInFacts>> {
  const rows = await on.query<Row>(
    `select people.id,
       exists (select from accounts where person_id = people.id) as has_password,
       (select max(expires_at) from codes
          where person_id = people.id and used_at is null and expires_at > $1) as code_until,
       (select count(*)::integer from sessions where person_id = people.id and expires_at > $1) as sessions,
       (select max(expires_at) from sessions where person_id = people.id) as last_expiry,
       (select count(*)::integer from tickets
          where person_id = people.id and status not in ('resolved', 'closed')) as open_tickets
     from people`,
    [at],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        signIn: row.has_password ? 'set' : 'invited',
        codeUntil: row.code_until,
        sessions: row.sessions,
        lastSeenAt: row.last_expiry === null ? null : row.last_expiry - lasts,
        openTickets: row.open_tickets,
      },
    ]),
  );
}

export async function countSessions(on: Queryable, personId: PersonId, at: Instant): Promise<number> {
  const [row] = await on.query<{ count: number }>(
    'select count(*)::integer as count from sessions where person_id = $1 and expires_at > $2',
    [personId, at],
  );
  return row?.count ?? 0;
}

/** Who holds an open ticket, or is offered one by name, and in which team: each pair once. */
export function placesOfWork(on: Queryable): Promise<{ personId: PersonId; teamId: TeamId }[]> {
  return on.query(
    `select person_id as "personId", team_id as "teamId" from tickets
     where person_id is not null and status not in ('resolved', 'closed')
     union
     select (offer #>> '{to,personId}')::uuid, (offer #>> '{to,teamId}')::uuid
     from tickets, jsonb_array_elements(body -> 'escalations') as offer
     where status not in ('resolved', 'closed') and offer ->> 'state' = 'offered' and offer #>> '{to,personId}' is not null`,
  );
}

/** Open tickets that somebody holds in other teams than these. */
export async function openTicketsOf(
  on: Queryable,
  personId: PersonId,
  besides: readonly TeamId[],
): Promise<TicketId[]> {
  const rows = await on.query<{ id: TicketId }>(
    `select id from tickets
     where person_id = $1 and status not in ('resolved', 'closed') and not (team_id = any($2::uuid[])) order by id`,
    [personId, besides],
  );
  return rows.map((row) => row.id);
}

/** Offers that wait for somebody's answer in other teams than these. */
export async function openOffersTo(
  on: Queryable,
  personId: PersonId,
  besides: readonly TeamId[],
): Promise<{ ticketId: TicketId; escalationId: EscalationId }[]> {
  const rows = await on.query<{ ticket_id: TicketId; id: EscalationId }>(
    `select tickets.id as ticket_id, offer ->> 'id' as id
     from tickets, jsonb_array_elements(body -> 'escalations') as offer
     where status not in ('resolved', 'closed') and offer ->> 'state' = 'offered'
       and offer #>> '{to,personId}' = $1 and not (offer #>> '{to,teamId}' = any($2::text[]))
     order by tickets.id`,
    [personId, besides],
  );
  return rows.map((row) => ({ ticketId: row.ticket_id, escalationId: row.id }));
}

/** How many open tickets a team holds; null: how many there are. */
export async function countOpenTickets(on: Queryable, teamId: TeamId | null): Promise<number> {
  const [row] = await on.query<{ count: number }>(
    `select count(*)::integer as count from tickets
     where ($1::uuid is null or team_id = $1::uuid) and status not in ('resolved', 'closed')`,
    [teamId],
  );
  return row?.count ?? 0;
}
