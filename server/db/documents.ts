import { Calendar } from '#core/sla/calendar.ts';
import { Policy } from '#core/sla/policy.ts';
import { Matrix } from '#core/ticket/matrix.ts';
import { Category, Organisation, Requester, Service } from '#core/workspace/catalogue.ts';
import { Downtime } from '#core/workspace/downtime.ts';
import { Person } from '#core/workspace/person.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { Team, Tier } from '#core/workspace/team.ts';
import type { Queryable } from './database.ts';

/** What lies in the table `documents`, by kind, with the shape that each is checked against on its way in. */
export const shapes = {
  tier: Tier,
  team: Team,
  organisation: Organisation,
  requester: Requester,
  service: Service,
  category: Category,
  calendar: Calendar,
  policy: Policy,
  matrix: Matrix,
  downtime: Downtime,
} as const;
export type DocumentKind = keyof typeof shapes;
export type DocumentOf<K extends DocumentKind> = ReturnType<(typeof shapes)[K]['parse']>;

/** Before an administrator has published one: priorities as in ITIL's textbook. */
const FIRST_MATRIX: ReferenceData['matrix'] = Matrix.parse({
  id: '00000000-0000-4000-8000-000000000001',
  version: 1,
  by: null,
  at: 0,
  cells: [
    [1, 2, 3],
    [2, 3, 4],
    [3, 4, 4],
  ],
});

type All = {
  revision: number;
  workspace: string | null;
  documents: { kind: DocumentKind; body: unknown }[] | null;
  people: unknown[] | null;
};

/** Everything in one statement, so that it is of one moment. */
export async function readReferenceData(on: Queryable): Promise<ReferenceData> {
  const [row] = await on.query<All>(
    `select
       (select value from counters where name = 'reference') as revision,
       (select name from workspace) as workspace,
       (select jsonb_agg(jsonb_build_object('kind', kind, 'body', body) order by kind, body ->> 'name', id, version)
          from documents) as documents,
       (select jsonb_agg(body order by body ->> 'name', id) from people) as people`,
  );
  const documents = row?.documents ?? [];
  const of = <K extends DocumentKind>(kind: K) =>
    documents.filter((document) => document.kind === kind).map((document) => document.body as DocumentOf<K>);
  return {
    revision: row?.revision ?? 0,
    workspace: row?.workspace ?? '',
    tiers: of('tier').sort((a, b) => a.rank - b.rank),
    teams: of('team'),
    people: (row?.people ?? []) as Person[],
    organisations: of('organisation'),
    requesters: of('requester'),
    services: of('service'),
    categories: of('category'),
    calendars: of('calendar'),
    policies: of('policy'),
    matrix: of('matrix').sort((a, b) => b.version - a.version)[0] ?? FIRST_MATRIX,
    downtimes: of('downtime').sort((a, b) => a.from - b.from),
  };
}

/** Which revision of the reference holds. */
export async function referenceRevision(on: Queryable): Promise<number> {
  const [row] = await on.query<{ value: number }>(`select value from counters where name = 'reference'`);
  return row?.value ?? 0;
}

/** As `referenceRevision`, and it stays so until the end of the transaction. */
export async function holdReferenceRevision(tx: Queryable): Promise<number> {
  const [row] = await tx.query<{ value: number }>(`select value from counters where name = 'reference' for share`);
  return row?.value ?? 0;
}

export async function raiseRevision(tx: Queryable): Promise<number> {
  const [row] = await tx.query<{ value: number }>(
    `update counters set value = value + 1 where name = 'reference' returning value`,
  );
  if (!row) throw new Error('the reference counter is gone');
  return row.value;
}

/** Writes documents of a kind; those without a version are replaced, a version that is there is an error. */
export async function saveDocuments<K extends DocumentKind>(
  tx: Queryable,
  kind: K,
  list: readonly DocumentOf<K>[],
): Promise<void> {
  const checked = list.map((document) => shapes[kind].parse(document));
  const versioned = kind === 'calendar' || kind === 'policy' || kind === 'matrix';
  await tx.query(
    `insert into documents (kind, id, version, body)
     select $1, (body ->> 'id')::uuid, coalesce((body ->> 'version')::integer, 0), body
     from jsonb_array_elements($2::jsonb) as body
     ${versioned ? '' : 'on conflict (kind, id, version) do update set body = excluded.body'}`,
    [kind, JSON.stringify(checked)],
  );
}

/** Takes a document without versions away for good. */
export async function removeDocument(tx: Queryable, kind: DocumentKind, id: string): Promise<void> {
  await tx.query('delete from documents where kind = $1 and id = $2 and version = 0', [kind, id]);
}

/** Whether clocks follow another calendar or tier once these are saved. What is new holds no ticket yet. */
export async function movesClocks(
  tx: Queryable,
  kind: DocumentKind,
  list: readonly { id: string }[],
): Promise<boolean> {
  if (kind !== 'team' && kind !== 'organisation') return false;
  const before = await tx.query<{ id: string; body: object }>(
    'select id, body from documents where kind = $1 and id = any($2::uuid[])',
    [kind, list.map((document) => document.id)],
  );
  return before.some(({ id, body }) => followedOf(body) !== followedOf(list.find((document) => document.id === id)));
}

function followedOf(document: object | undefined): string {
  const { calendarId, tierId }: { calendarId?: unknown; tierId?: unknown } = { ...document };
  return JSON.stringify([calendarId, tierId]);
}

/** The newest version of a document, 0 where there is none. */
export async function newestVersion(tx: Queryable, kind: DocumentKind, id: string): Promise<number> {
  const [row] = await tx.query<{ version: number | null }>(
    'select max(version) as version from documents where kind = $1 and id = $2',
    [kind, id],
  );
  return row?.version ?? 0;
}

/** Writes people and answers those among them who were there and may see something else now. */
export async function savePeople(tx: Queryable, list: readonly Person[]): Promise<string[]> {
  const checked = list.map((person) => Person.parse(person));
  const before = await tx.query<{ id: string; body: Person }>(
    'select id, body from people where id = any($1::uuid[]) for update',
    [checked.map((person) => person.id)],
  );
  await tx.query(
    `insert into people (id, email, body)
     select (body ->> 'id')::uuid, body ->> 'email', body from jsonb_array_elements($1::jsonb) as body
     on conflict (id) do update set email = excluded.email, body = excluded.body`,
    [JSON.stringify(checked)],
  );
  return before
    .filter(({ id, body }) => sightOf(body) !== sightOf(checked.find((person) => person.id === id)))
    .map(({ id }) => id);
}

function sightOf(person: Person | undefined): string {
  const teams = person?.memberships.map((membership) => membership.teamId).sort() ?? [];
  return JSON.stringify([teams, person?.administrator, person?.auditor]);
}
