import { z } from 'zod';
import {
  CategoryId,
  DocumentId,
  Instant,
  OrganisationId,
  PersonId,
  RequesterId,
  ServiceId,
  TeamId,
  TierId,
} from '../ids.ts';
import { Level, Priority, Status, WaitingOn } from '../ticket/history.ts';
import { Channel } from '../ticket/message.ts';
import { TargetKind } from '../ticket/target.ts';
import { type Ticket, TicketType } from '../ticket/ticket.ts';
import { ALWAYS, type Calendar } from './calendar.ts';

/** Amounts in whole seconds of business time, by priority; null promises nothing. */
const Amounts = z.object({
  1: z.int().positive().nullable(),
  2: z.int().positive().nullable(),
  3: z.int().positive().nullable(),
  4: z.int().positive().nullable(),
});

/** One calendar for all, around the clock, or that of the team holding the ticket, or of the requester's organisation. */
export const CalendarChoice = z.union([DocumentId, z.enum(['always', 'team', 'organisation'])]);
export type CalendarChoice = z.infer<typeof CalendarChoice>;

export const Target = z.object({
  kind: TargetKind,
  amounts: Amounts,
  calendarId: CalendarChoice,
  /** What stops this clock: statuses, or whom the ticket waits for, whatever its status. */
  pausesOn: z.array(z.union([WaitingOn, Status])),
  /** Shares of the amount that warn before the breach, ascending, each between 0 and 1. */
  warnings: z.array(z.number().gt(0).lt(1)),
});
export type Target = z.infer<typeof Target>;

/** Empty and absent lists match everything; a ticket matches a list where it has one of its values. */
export const Match = z.object({
  types: z.array(TicketType),
  priorities: z.array(Priority),
  categoryIds: z.array(CategoryId),
  serviceIds: z.array(ServiceId),
  organisationIds: z.array(OrganisationId),
  teamIds: z.array(TeamId),
  tierIds: z.array(TierId).optional(),
  requesterIds: z.array(RequesterId).optional(),
  impacts: z.array(Level).optional(),
  urgencies: z.array(Level).optional(),
  channels: z.array(Channel).optional(),
  tags: z.array(z.string()).optional(),
  /** Fields of one's own: each named one has this value. */
  fields: z.record(z.string(), z.string()).optional(),
});
export type Match = z.infer<typeof Match>;

/** An SLA policy. Versions are immutable; policies are tried in `order`, the first that matches holds. */
export const Policy = z.object({
  id: DocumentId,
  version: z.int().min(1),
  by: PersonId.nullable(),
  at: Instant,
  name: z.string().min(1).max(120),
  order: z.int(),
  match: Match,
  targets: z.array(Target),
  retired: z.boolean(),
});
export type Policy = z.infer<typeof Policy>;

/** As much of a ticket as judging needs. */
export type Judged = Pick<
  Ticket,
  | 'type'
  | 'status'
  | 'priority'
  | 'impact'
  | 'urgency'
  | 'categoryId'
  | 'serviceId'
  | 'organisationId'
  | 'requesterId'
  | 'accountable'
  | 'tags'
  | 'channel'
  | 'fields'
  | 'history'
  | 'escalations'
  | 'targets'
  | 'basis'
>;

/** The documents that judging needs; `Reference` is one such. Lists hold the newest versions in the order they are tried. */
export type SlaDocuments = {
  policies: readonly Policy[];
  policy(id: DocumentId, version: number): Policy | null;
  calendar(id: DocumentId): Calendar | null;
  calendarVersion(id: DocumentId, version: number): Calendar | null;
  tierOf(teamId: TeamId): TierId | null;
  /** The newest calendar of a team or an organisation; null where there is none of its own. */
  teamCalendar(teamId: TeamId): Calendar | null;
  organisationCalendar(organisationId: OrganisationId): Calendar | null;
  /** When nobody could work for want of the system, as administrators recorded it. */
  downtimes: readonly Span[];
};

/** `[from, to)`, for ever where `to` is null. */
export type Span = { from: Instant; to: Instant | null };

/** The first policy, in their order, that matches the ticket as it is. */
export function policyFor(ticket: Judged, documents: Pick<SlaDocuments, 'policies' | 'tierOf'>): Policy | null {
  return documents.policies.find((policy) => !policy.retired && matches(policy.match, ticket, documents)) ?? null;
}

/** The calendar that a target counts by on this ticket. An organisation without one has the holding team's. */
export function calendarFor(choice: CalendarChoice, ticket: Judged, documents: SlaDocuments): Calendar | null {
  const ofTeam = () => documents.teamCalendar(ticket.accountable.teamId);
  if (choice === 'always') return ALWAYS;
  if (choice === 'team') return ofTeam();
  if (choice !== 'organisation') return documents.calendar(choice);
  return (ticket.organisationId && documents.organisationCalendar(ticket.organisationId)) || ofTeam();
}

export function matchesAll(match: Match): boolean {
  return Object.values(match).every((list) => list === undefined || Object.keys(list).length === 0);
}

function matches(match: Match, ticket: Judged, { tierOf }: Pick<SlaDocuments, 'tierOf'>): boolean {
  const { teamId } = ticket.accountable;
  return (
    holds(match.types, ticket.type) &&
    holds(match.priorities, ticket.priority) &&
    holds(match.categoryIds, ticket.categoryId) &&
    holds(match.serviceIds, ticket.serviceId) &&
    holds(match.organisationIds, ticket.organisationId) &&
    holds(match.teamIds, teamId) &&
    (!match.tierIds || holds(match.tierIds, tierOf(teamId))) &&
    holds(match.requesterIds, ticket.requesterId) &&
    holds(match.impacts, ticket.impact) &&
    holds(match.urgencies, ticket.urgency) &&
    holds(match.channels, ticket.channel ?? null) &&
    (!match.tags?.length || match.tags.some((tag) => ticket.tags.includes(tag))) &&
    Object.entries(match.fields ?? {}).every(([name, value]) => ticket.fields[name] === value)
  );
}

function holds<T>(list: readonly T[] | undefined, value: T | null): boolean {
  return !list?.length || (value !== null && list.includes(value));
}
