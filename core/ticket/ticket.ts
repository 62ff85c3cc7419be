import { z } from 'zod';
import {
  CategoryId,
  Instant,
  MessageId,
  OrganisationId,
  PersonId,
  RequesterId,
  ServiceId,
  TeamId,
  TicketId,
} from '../ids.ts';
import { Dispute } from './dispute.ts';
import { Escalation } from './escalation.ts';
import { Accountable, Level, Point, Priority, Status, WaitingOn } from './history.ts';
import { Channel } from './message.ts';
import { TargetInstance } from './target.ts';

export const TicketType = z.enum(['incident', 'request', 'problem', 'change']);
export type TicketType = z.infer<typeof TicketType>;

export const Link = z.object({ kind: z.enum(['parent', 'major', 'problem', 'duplicate']), ticketId: TicketId });
export type Link = z.infer<typeof Link>;

/** The ticket as everybody sees it: what its events add up to, and its targets judged. */
export const Ticket = z.object({
  id: TicketId,
  /** Given by the server at commit; null while only this console knows of the ticket. */
  number: z.int().nullable(),
  /** The `n` of the last event in it. An older row never overwrites a newer one. */
  rev: z.int(),
  type: TicketType,
  subject: z.string(),
  requesterId: RequesterId.nullable(),
  organisationId: OrganisationId.nullable(),
  serviceId: ServiceId.nullable(),
  categoryId: CategoryId.nullable(),
  tags: z.array(z.string()),
  impact: Level,
  urgency: Level,
  priority: Priority,
  /** Why the priority differs from the matrix; null where it doesn't. */
  priorityReason: z.string().nullable(),
  status: Status,
  waitingOn: WaitingOn.nullable(),
  accountable: Accountable,
  /** Teams that held it before; they go on seeing what they handed off. */
  heldBefore: z.array(TeamId),
  links: z.array(Link),
  watchers: z.array(PersonId),
  fields: z.record(z.string(), z.string()),
  /** By what it came; absent on tickets from before this was kept. */
  channel: Channel.optional(),
  escalations: z.array(Escalation),
  history: z.array(Point),
  targets: z.array(TargetInstance),
  /** Work whose time nobody could prove and nobody has decided on. */
  disputes: z.array(Dispute).optional(),
  /** How often priority or policy changed: part of an alert's id. */
  basis: z.int(),
  /** Which alerts whom needn't ring for any more, on whatever device they acknowledged it; the newest ones. */
  acknowledged: z.array(z.object({ personId: PersonId, alertId: z.string() })).optional(),
  promisedUntil: Instant.nullable(),
  lastMessage: z
    .object({
      id: MessageId,
      at: Instant,
      n: z.int(),
      visibility: z.enum(['public', 'internal']),
      from: z.enum(['requester', 'agent']),
    })
    .nullable(),
  /** The newest public message, for the send guard: nobody answers past words they haven't seen. */
  lastPublic: z
    .object({ id: MessageId, at: Instant, from: z.enum(['requester', 'agent']), personId: PersonId.nullable() })
    .nullable(),
  openedAt: Instant,
  updatedAt: Instant,
  /** When the last status, priority or ownership change took effect: the next can't take effect before it. */
  changedAt: Instant,
  resolvedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
});
export type Ticket = z.infer<typeof Ticket>;

/** The one open handoff of a ticket, if there is one. */
export function openOffer(ticket: Ticket): Escalation | null {
  return ticket.escalations.find((escalation) => escalation.state === 'offered') ?? null;
}

export function isOpen(ticket: Pick<Ticket, 'status'>): boolean {
  return ticket.status !== 'resolved' && ticket.status !== 'closed';
}

/**
 * Who sees a ticket: teams holding it, offered it or having held it, and `person:<id>` for who watches it, holds it or
 * must look after its lapsed offer, which may be a supervisor who is in neither team.
 */
export function scopeOf(ticket: Ticket): string[] {
  const offer = openOffer(ticket);
  const lapsed = ticket.escalations.at(-1);
  const scope = new Set<string>([ticket.accountable.teamId, ...ticket.heldBefore]);
  if (offer) scope.add(offer.to.teamId);
  if (lapsed?.state === 'lapsed') {
    scope.add(lapsed.to.teamId);
    for (const alerted of lapsed.alerted) scope.add(`person:${alerted}`);
  }
  for (const watcher of ticket.watchers) scope.add(`person:${watcher}`);
  if (ticket.accountable.personId) scope.add(`person:${ticket.accountable.personId}`);
  return [...scope].sort();
}
