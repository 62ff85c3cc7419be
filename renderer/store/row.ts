import { returnedTo } from '#core/escalation/alert.ts';
import type { Instant, PersonId } from '#core/ids.ts';
import { earlyHolds } from '#core/sla/early-holds.ts';
import { nextUpdateDue } from '#core/sla/next-update.ts';
import { dueOrder, nearestTarget } from '#core/sla/urgency.ts';
import { callerOf } from '#core/ticket/caller.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import { isOpen, openOffer, type Ticket } from '#core/ticket/ticket.ts';
import type { SeenRecord } from './disk.ts';
import type { QueueRow } from './store.ts';

/** What a row needs to know besides the ticket. `since`: when this console first held everything. */
export type About = { me: PersonId; seen: SeenRecord | undefined; since: Instant | null; saving: boolean };

/** A ticket as the queue shows it: what breaches next comes first, what owes nothing last. */
export function rowOf(ticket: Ticket, about: About): QueueRow {
  const nearest = isOpen(ticket) ? nearestTarget(ticket) : null;
  const offer = openOffer(ticket);
  const last = ticket.escalations.at(-1);
  return {
    id: ticket.id,
    number: ticket.number,
    subject: ticket.subject,
    type: ticket.type,
    status: ticket.status,
    waitingOn: ticket.waitingOn,
    priority: ticket.priority,
    teamId: ticket.accountable.teamId,
    personId: ticket.accountable.personId,
    requesterId: ticket.requesterId,
    caller: callerWords(ticket),
    organisationId: ticket.organisationId,
    categoryId: ticket.categoryId,
    serviceId: ticket.serviceId,
    tags: ticket.tags,
    nearest: nearest ?? resolutionOf(ticket),
    order: nearest ? dueOrder(nearest) : Number.POSITIVE_INFINITY,
    offer: offer && {
      id: offer.id,
      toTeamId: offer.to.teamId,
      toPersonId: offer.to.personId,
      offeredBy: offer.offeredBy,
      lapsesAt: offer.lapsesAt,
    },
    lapsed: last?.state === 'lapsed' && isOpen(ticket) && ticket.changedAt <= (last.settledAt ?? 0),
    promisedUntil: nextUpdateDue(ticket),
    isPromised: ticket.promisedUntil !== null,
    disputes: ticket.disputes?.length ?? 0,
    earlyHolds: earlyHolds(ticket.history).length,
    watching: ticket.watchers.includes(about.me),
    heldBefore: ticket.heldBefore,
    updatedAt: ticket.updatedAt,
    openedAt: ticket.openedAt,
    unread: isUnread(ticket, about),
    saving: about.saving,
  };
}

function callerWords(ticket: Ticket): string {
  const caller = callerOf(ticket);
  return caller ? `${caller.name} ${caller.phone}`.trim() : '';
}

/** By what breaches next, then by id. */
export function compareRows(a: QueueRow, b: QueueRow): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** A done ticket shows how its resolution ended. */
function resolutionOf(ticket: Ticket): TargetInstance | null {
  return ticket.targets.findLast((instance) => instance.kind === 'resolution') ?? null;
}

/**
 * New to this device: a handoff that came back to me or a message, after the last look, or, never looked at, one since this console has been here.
 * A ticket that is still `new` and was never looked at is unread whatever its age.
 */
function isUnread(ticket: Ticket, { me, seen, since }: About): boolean {
  const last = ticket.lastMessage;
  if (!seen && ticket.status === 'new' && ticket.accountable.personId === null) return true;
  const returned = returnedTo(ticket, me);
  if (returned && (returned.settleArrivedAt ?? returned.settledAt) > (seen?.at ?? since ?? 0)) return true;
  if (!last || last.id === seen?.messageId) return false;
  if (ticket.lastPublic?.id === last.id && ticket.lastPublic.personId === me) return false;
  return last.at > (seen?.at ?? since ?? 0);
}
