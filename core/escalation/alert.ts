import { z } from 'zod';
import { EscalationId, Instant, type PersonId, TicketId } from '../ids.ts';
import type { Escalation } from '../ticket/escalation.ts';
import { type TargetInstance, TargetKind } from '../ticket/target.ts';
import { isOpen, openOffer, type Ticket } from '../ticket/ticket.ts';
import type { Person } from '../workspace/person.ts';

/** Why a console rings. */
export const AlertKind = z.enum(['warning', 'breach', 'offer', 'offerLapsed', 'returned', 'assigned']);
export type AlertKind = z.infer<typeof AlertKind>;

/**
 * Something that rings at `ringAt`. The id is stable: `ticket/target/cycle/threshold/basis`, so that a pause which
 * moves the due time doesn't ring the same warning twice, and an id rings once, across restarts.
 */
export const Alert = z.object({
  id: z.string(),
  kind: AlertKind,
  ticketId: TicketId,
  number: z.int().nullable(),
  subject: z.string(),
  priority: z.int(),
  target: TargetKind.nullable(),
  /** Share of the target's amount; 1 is the breach. Null for offers. */
  threshold: z.number().nullable(),
  escalationId: EscalationId.nullable(),
  /** When the thing it warns of happens: the breach, or the lapse of an offer. */
  dueAt: Instant,
  ringAt: Instant,
});
export type Alert = z.infer<typeof Alert>;

/** A warning that is this late says nothing any more; a breach always does. */
const STALE = 30 * 60_000;

/**
 * Every alert that a ticket owes one person, past and to come. Clocks ring for who is accountable: the person, or
 * the whole team (without mere lookers-on) while nobody is. Offers ring for whom they are made to, lapses for who is
 * named, returns for the sending side. What the person acknowledged, on whatever device, is over.
 */
export function alertsFor(ticket: Ticket, person: Person): Alert[] {
  const all = [
    ...offerAlerts(ticket, person),
    ...assignedAlerts(ticket, person),
    ...clockAlerts(ticket, person),
    ...promiseAlerts(ticket, person),
  ];
  const over = ticket.acknowledged?.filter((one) => one.personId === person.id).map(({ alertId }) => alertId);
  return over ? all.filter(({ id }) => !over.includes(id)) : all;
}

/** What of these should ring or wait to ring at `now`: stale warnings and assignments fall away, breaches and offers stay. */
export function upcoming(alerts: readonly Alert[], now: Instant): Alert[] {
  return alerts
    .filter((alert) => !goesStale(alert) || alert.ringAt > now - STALE)
    .sort((a, b) => a.ringAt - b.ringAt || a.id.localeCompare(b.id, 'en'));
}

function goesStale({ kind }: Alert): boolean {
  return kind === 'warning' || kind === 'assigned';
}

export function thresholdId(
  ticket: Pick<Ticket, 'id' | 'basis'>,
  { kind, cycle, keptBasis = ticket.basis }: Pick<TargetInstance, 'kind' | 'cycle' | 'keptBasis'>,
  threshold: number,
): string {
  return `${ticket.id}/${kind}/${cycle}/${threshold}/${keptBasis}`;
}

function clockAlerts(ticket: Ticket, person: Person): Alert[] {
  if (!isOpen(ticket)) return [];
  const found: Alert[] = [];
  for (const instance of ticket.targets) {
    const { kind: target, dueAt } = instance;
    if (instance.state === 'ended' || dueAt === null || !owes(ticket, target, person)) continue;
    const about = { ...describe(ticket), target, escalationId: null, dueAt };
    for (const { share, at } of instance.warnings) {
      if (at === null) continue;
      const id = thresholdId(ticket, instance, share);
      found.push({ ...about, id, kind: 'warning', threshold: share, ringAt: at });
    }
    const id = thresholdId(ticket, instance, 1);
    found.push({ ...about, id, kind: 'breach', threshold: 1, ringAt: dueAt });
  }
  return found;
}

/** The answer to an offer is owed by the side it is made to, everything else by who is accountable. */
function owes(ticket: Ticket, target: TargetKind, person: Person): boolean {
  if (target !== 'acknowledge') return ringsFor(ticket, person);
  const offer = openOffer(ticket);
  return offer !== null && offeredTo(offer.to, person);
}

/** What somebody promised the requester by word rings like a breach of the update when it is not kept. */
function promiseAlerts(ticket: Ticket, person: Person): Alert[] {
  const { promisedUntil: dueAt } = ticket;
  if (dueAt === null || !isOpen(ticket) || !ringsFor(ticket, person)) return [];
  const about = { ...describe(ticket), target: 'update', threshold: 1, escalationId: null } as const;
  return [{ ...about, id: `${ticket.id}/promised/${dueAt}`, kind: 'breach', dueAt, ringAt: dueAt }];
}

function offerAlerts(ticket: Ticket, person: Person): Alert[] {
  const about = { ...describe(ticket), target: null, threshold: null };
  const offer = openOffer(ticket);
  if (offer && offeredTo(offer.to, person)) {
    const { id: escalationId, lapsesAt: dueAt, arrivedAt: ringAt } = offer;
    return [{ ...about, id: `${ticket.id}/offer/${escalationId}`, kind: 'offer', escalationId, dueAt, ringAt }];
  }
  const last = ticket.escalations.at(-1);
  if (last?.state === 'lapsed' && last.settledAt !== null && last.alerted.includes(person.id) && isOpen(ticket)) {
    const { id: escalationId, lapsesAt: dueAt, settledAt: ringAt } = last;
    return [{ ...about, id: `${ticket.id}/lapsed/${escalationId}`, kind: 'offerLapsed', escalationId, dueAt, ringAt }];
  }
  const returned = returnedTo(ticket, person.id);
  if (returned) {
    const { id: escalationId, settledAt, settleArrivedAt } = returned;
    const ringAt = settleArrivedAt ?? settledAt;
    const id = `${ticket.id}/returned/${escalationId}`;
    return [{ ...about, id, kind: 'returned', escalationId, dueAt: ringAt, ringAt }];
  }
  return [];
}

/** The handoff that came back last, for who offered it and who holds the ticket; until the next one, or the end of work. */
export function returnedTo(ticket: Ticket, personId: PersonId): (Escalation & { settledAt: Instant }) | null {
  const last = ticket.escalations.at(-1);
  if (last?.state !== 'returned' || last.settledAt === null || !isOpen(ticket)) return null;
  if (ticket.accountable.teamId !== last.from.teamId) return null;
  const isTheirs = personId === last.offeredBy || personId === ticket.accountable.personId;
  return isTheirs ? { ...last, settledAt: last.settledAt } : null;
}

/** Work that somebody else gave to a person: they hear of it once, from when they can know. */
function assignedAlerts(ticket: Ticket, person: Person): Alert[] {
  const last = ticket.history.findLast((point) => point.kind === 'holder');
  if (last?.kind !== 'holder' || !last.given || last.holder.personId !== person.id || !isOpen(ticket)) return [];
  const about = { ...describe(ticket), target: null, threshold: null, escalationId: null };
  const ringAt = last.arrivedAt ?? last.at;
  return [{ ...about, id: `${ticket.id}/assigned/${last.n}`, kind: 'assigned', dueAt: ringAt, ringAt }];
}

function describe(ticket: Ticket) {
  return { ticketId: ticket.id, number: ticket.number, subject: ticket.subject, priority: ticket.priority };
}

function ringsFor(ticket: Ticket, person: Person): boolean {
  const { teamId, personId } = ticket.accountable;
  return personId ? personId === person.id : worksIn(person, teamId);
}

function offeredTo(
  to: { teamId: Ticket['accountable']['teamId']; personId: PersonId | null },
  person: Person,
): boolean {
  return to.personId ? to.personId === person.id : worksIn(person, to.teamId);
}

function worksIn(person: Person, teamId: Ticket['accountable']['teamId']): boolean {
  return person.memberships.some((membership) => membership.teamId === teamId && membership.role === 'agent');
}
