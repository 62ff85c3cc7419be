import { z } from 'zod';
import { CategoryId, DocumentId, Instant, OrganisationId, PersonId, ServiceId, TeamId } from '../ids.ts';
import { Priority } from '../ticket/history.ts';
import { TargetKind } from '../ticket/target.ts';
import { type Ticket, TicketType } from '../ticket/ticket.ts';
import type { Calendar } from './calendar.ts';

/** Amounts in whole seconds of business time, by priority; null promises nothing. */
const Amounts = z.object({
  1: z.int().positive().nullable(),
  2: z.int().positive().nullable(),
  3: z.int().positive().nullable(),
  4: z.int().positive().nullable(),
});

export const Target = z.object({
  kind: TargetKind,
  amounts: Amounts,
  calendarId: DocumentId,
  /** What stops this clock. `requester` and `vendor` pause while the ticket waits on them. */
  pausesOn: z.array(z.enum(['requester', 'vendor'])),
  /** Shares of the amount that warn before the breach, ascending, each between 0 and 1. */
  warnings: z.array(z.number().gt(0).lt(1)),
});
export type Target = z.infer<typeof Target>;

/** Empty lists match everything. */
export const Match = z.object({
  types: z.array(TicketType),
  priorities: z.array(Priority),
  categoryIds: z.array(CategoryId),
  serviceIds: z.array(ServiceId),
  organisationIds: z.array(OrganisationId),
  teamIds: z.array(TeamId),
});

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

/** The first policy, in their order, that matches the ticket as it is. */
export function policyFor(ticket: Ticket, policies: readonly Policy[]): Policy | null {
  return policies.find((policy) => !policy.retired && matches(policy.match, ticket)) ?? null;
}

function matches(match: z.infer<typeof Match>, ticket: Ticket): boolean {
  const holds = <T>(list: readonly T[], value: T | null) =>
    list.length === 0 || (value !== null && list.includes(value));
  return (
    holds(match.types, ticket.type) &&
    holds(match.priorities, ticket.priority) &&
    holds(match.categoryIds, ticket.categoryId) &&
    holds(match.serviceIds, ticket.serviceId) &&
    holds(match.organisationIds, ticket.organisationId) &&
    holds(match.teamIds, ticket.accountable.teamId)
  );
}

/** The documents that judging needs; `Reference` is one such. Lists hold the newest versions in the order they are tried. */
export type SlaDocuments = {
  policies: readonly Policy[];
  policy(id: DocumentId, version: number): Policy | null;
  calendar(id: DocumentId): Calendar | null;
  calendarVersion(id: DocumentId, version: number): Calendar | null;
};
