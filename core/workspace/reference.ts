import { z } from 'zod';
import type {
  CategoryId,
  DocumentId,
  OrganisationId,
  PersonId,
  RequesterId,
  ServiceId,
  TeamId,
  TierId,
} from '../ids.ts';
import { ALWAYS, Calendar } from '../sla/calendar.ts';
import { Policy } from '../sla/policy.ts';
import { Matrix } from '../ticket/matrix.ts';
import { Category, Organisation, Requester, Service } from './catalogue.ts';
import { Downtime } from './downtime.ts';
import { Person } from './person.ts';
import { Team, Tier } from './team.ts';

/**
 * Everything that is the same for all tickets, as it goes over the wire and lies on disk. Every console holds it whole.
 * `policies`, `calendars`: every version ever published, so that an ended target can be judged by the version that judged it.
 */
export const ReferenceData = z.object({
  /** Grows with every change to any of it. */
  revision: z.int(),
  workspace: z.string(),
  tiers: z.array(Tier),
  teams: z.array(Team),
  people: z.array(Person),
  organisations: z.array(Organisation),
  requesters: z.array(Requester),
  services: z.array(Service),
  categories: z.array(Category),
  calendars: z.array(Calendar),
  policies: z.array(Policy),
  matrix: Matrix,
  /** When nobody could work for want of the system, as administrators recorded it. */
  downtimes: z.array(Downtime).optional(),
});
export type ReferenceData = z.infer<typeof ReferenceData>;

/** `ReferenceData` with the ways in that decisions need. Build it once a revision. */
export type Reference = {
  revision: number;
  data: ReferenceData;
  matrix: Matrix;
  tiers: ReadonlyMap<TierId, Tier>;
  teams: ReadonlyMap<TeamId, Team>;
  people: ReadonlyMap<PersonId, Person>;
  organisations: ReadonlyMap<OrganisationId, Organisation>;
  requesters: ReadonlyMap<RequesterId, Requester>;
  services: ReadonlyMap<ServiceId, Service>;
  categories: ReadonlyMap<CategoryId, Category>;
  /** The newest version of each, in the order in which they are tried. */
  policies: readonly Policy[];
  policy(id: DocumentId, version: number): Policy | null;
  /** The newest version of a calendar. */
  calendar(id: DocumentId): Calendar | null;
  calendarVersion(id: DocumentId, version: number): Calendar | null;
  tierOf(teamId: TeamId): TierId | null;
  teamCalendar(teamId: TeamId): Calendar | null;
  organisationCalendar(organisationId: OrganisationId): Calendar | null;
  downtimes: readonly Downtime[];
};

export function indexReference(data: ReferenceData): Reference {
  const byId = <T extends { id: string }>(list: readonly T[]) =>
    new Map(list.map((item) => [item.id as T['id'], item]));
  const newest = <T extends { id: string; version: number }>(list: readonly T[]) => {
    const found = new Map<string, T>();
    for (const item of list) if ((found.get(item.id)?.version ?? 0) < item.version) found.set(item.id, item);
    return found;
  };
  const versions = <T extends { id: string; version: number }>(list: readonly T[]) =>
    new Map(list.map((item) => [`${item.id}@${item.version}`, item]));
  const calendars = newest(data.calendars);
  const calendarVersions = versions(data.calendars);
  const policyVersions = versions(data.policies);
  const teams = byId(data.teams);
  const organisations = byId(data.organisations);
  const calendar = (id: DocumentId | null | undefined) =>
    id === ALWAYS.id ? ALWAYS : ((id && calendars.get(id)) ?? null);
  return {
    revision: data.revision,
    data,
    matrix: data.matrix,
    tiers: byId(data.tiers),
    teams,
    people: byId(data.people),
    organisations,
    requesters: byId(data.requesters),
    services: byId(data.services),
    categories: byId(data.categories),
    policies: [...newest(data.policies).values()].sort((a, b) => a.order - b.order || a.id.localeCompare(b.id, 'en')),
    policy: (id, version) => policyVersions.get(`${id}@${version}`) ?? null,
    calendar,
    calendarVersion: (id, version) => (id === ALWAYS.id ? ALWAYS : (calendarVersions.get(`${id}@${version}`) ?? null)),
    tierOf: (teamId) => teams.get(teamId)?.tierId ?? null,
    teamCalendar: (teamId) => calendar(teams.get(teamId)?.calendarId),
    organisationCalendar: (organisationId) => calendar(organisations.get(organisationId)?.calendarId),
    downtimes: data.downtimes ?? [],
  };
}
