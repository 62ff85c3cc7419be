import type { PersonId, TeamId } from '../ids.ts';
import type { Dispute } from './dispute.ts';
import type { Escalation } from './escalation.ts';
import { stateFacts, type TicketEvent } from './events.ts';
import type { Point } from './history.ts';
import type { Ticket } from './ticket.ts';

/**
 * The ticket after an event. Total: what was decided is never refused here. `targets` are left as they were, but for a
 * corrected verdict; `assess` judges them anew once all events of a command are in.
 */
export function apply(ticket: Ticket | null, event: TicketEvent): Ticket {
  return withDispute(applied(ticket, event), ticket, event);
}

function applied(ticket: Ticket | null, event: TicketEvent): Ticket {
  if (event.type === 'opened') return opened(event);
  if (!ticket) throw new Error(`event ${event.id} (${event.type}) on a ticket that was never opened`);
  if (event.n !== ticket.rev + 1) throw new Error(`event ${event.id} is number ${event.n}, after ${ticket.rev}`);
  const { effectiveAt: at, n } = event;
  const next: Ticket = {
    ...ticket,
    rev: n,
    updatedAt: Math.max(ticket.updatedAt, event.recordedAt),
    changedAt: stateFacts.has(event.type) ? at : ticket.changedAt,
  };
  switch (event.type) {
    case 'numbered':
      return { ...next, number: event.body.number };
    case 'messageAdded':
      return messageAdded(next, event);
    case 'statusChanged': {
      const { to, waitingOn } = event.body;
      return {
        ...next,
        status: to,
        waitingOn,
        resolvedAt: to === 'resolved' ? at : to === 'closed' ? (ticket.resolvedAt ?? at) : null,
        closedAt: to === 'closed' ? at : null,
        history: [...ticket.history, { kind: 'status', at, n, status: to, waitingOn }],
      };
    }
    case 'priorityChanged': {
      const { impact, urgency, to, reason } = event.body;
      return {
        ...next,
        impact,
        urgency,
        priority: to,
        priorityReason: reason,
        basis: ticket.basis + (to === ticket.priority ? 0 : 1),
        history: [...ticket.history, { kind: 'priority', at, n, priority: to }],
      };
    }
    case 'accountableChanged': {
      const { from, to } = event.body;
      return {
        ...next,
        accountable: to,
        heldBefore: from.teamId === to.teamId ? ticket.heldBefore : heldBefore(ticket.heldBefore, from.teamId),
        history: [
          ...ticket.history,
          {
            ...{ kind: 'holder', at, n, holder: to },
            given: to.personId !== null && !isBy(event, to.personId),
            // Offline work of a person comes later than it counts; what is imported is old news.
            ...(event.origin.kind === 'person' && event.recordedAt > at ? { arrivedAt: event.recordedAt } : {}),
          },
        ],
      };
    }
    case 'subjectChanged':
      return { ...next, subject: event.body.to };
    case 'categorised':
      return { ...next, categoryId: event.body.categoryId, serviceId: event.body.serviceId };
    case 'tagged': {
      const { added, removed } = event.body;
      return { ...next, tags: [...ticket.tags.filter((tag) => !removed.includes(tag)), ...added] };
    }
    case 'requesterChanged':
      return { ...next, requesterId: event.body.requesterId, organisationId: event.body.organisationId };
    case 'watched': {
      const others = ticket.watchers.filter((person) => person !== event.body.personId);
      return { ...next, watchers: event.body.watching ? [...others, event.body.personId] : others };
    }
    case 'promised':
      return { ...next, promisedUntil: event.body.until };
    case 'handoffOffered':
      return {
        ...next,
        escalations: [...ticket.escalations, event.body.escalation],
        promisedUntil: event.body.escalation.packet.promisedUntil ?? ticket.promisedUntil,
      };
    case 'handoffAccepted': {
      const { escalationId, personId, goal } = event.body;
      return settled(next, escalationId, { state: 'accepted', settledAt: at, settledBy: personId, goal });
    }
    case 'handoffReturned': {
      const { escalationId, personId, reason, note } = event.body;
      const answer = { returnReason: reason, returnNote: note, settleArrivedAt: event.recordedAt };
      return settled(next, escalationId, { state: 'returned', settledAt: at, settledBy: personId, ...answer });
    }
    case 'handoffReaddressed':
      return readdressed(next, event.body);
    case 'handoffWithdrawn':
      return settled(next, event.body.escalationId, {
        state: 'withdrawn',
        settledAt: at,
        settledBy: event.body.personId,
      });
    case 'handoffLapsed':
      return settled(next, event.body.escalationId, {
        state: 'lapsed',
        settledAt: at,
        settledBy: null,
        alerted: event.body.alerted,
      });
    case 'timeSettled':
      return timeSettled(next, event.body);
    case 'verdictCorrected':
      return verdictCorrected(next, event);
    case 'alertReported':
      return event.body.state === 'acknowledged' ? acknowledged(next, event.body) : next;
    case 'thresholdReached':
      return next;
    default:
      return event satisfies never;
  }
}

function opened(event: Extract<TicketEvent, { type: 'opened' }>): Ticket {
  const { effectiveAt: at, n, body } = event;
  return {
    ...body,
    id: event.ticketId,
    number: null,
    rev: n,
    priorityReason: null,
    status: 'new',
    waitingOn: null,
    heldBefore: [],
    links: [],
    watchers: [],
    escalations: [],
    history: [
      { kind: 'opened', at, n },
      { kind: 'priority', at, n, priority: body.priority },
      { kind: 'holder', at, n, holder: body.accountable, given: false },
    ],
    targets: [],
    basis: 0,
    promisedUntil: null,
    lastMessage: null,
    lastPublic: null,
    openedAt: at,
    updatedAt: event.recordedAt,
    changedAt: at,
    resolvedAt: null,
    closedAt: null,
  };
}

/** A clock-relevant fact whose time is disputed waits for a decision, with the others of its command. */
function withDispute(after: Ticket, before: Ticket | null, event: TicketEvent): Ticket {
  const { timing, claimedAt, effectiveAt: countsAt, commandId, type: what, origin } = event;
  if (timing !== 'disputed' || claimedAt === undefined || claimedAt >= countsAt) return after;
  const ns = after.history.slice(before?.history.length ?? 0).map((point) => point.n);
  if (ns.length === 0) return after;
  const known = after.disputes?.find((one) => one.commandId === commandId);
  const by = origin.kind === 'person' ? origin.personId : null;
  const dispute: Dispute = known
    ? { ...known, ns: [...new Set([...known.ns, ...ns])] }
    : { commandId, ns: [...new Set(ns)], what, by, claimedAt, countsAt };
  return { ...after, disputes: [...(after.disputes ?? []).filter((one) => one !== known), dispute] };
}

/** Whatever said the instant on arrival says the one that was decided. */
function timeSettled(ticket: Ticket, { commandId, ns, from, to }: FactOf<'timeSettled'>['body']): Ticket {
  const moved = (at: number) => (at === from ? to : at);
  const isOpening = ticket.history.some((point) => point.kind === 'opened' && ns.includes(point.n));
  return {
    ...ticket,
    disputes: (ticket.disputes ?? []).filter((dispute) => dispute.commandId !== commandId),
    history: ticket.history.map((point) => (ns.includes(point.n) ? { ...point, at: to } : point)),
    openedAt: isOpening ? to : ticket.openedAt,
    resolvedAt: ticket.resolvedAt === null ? null : moved(ticket.resolvedAt),
  };
}

function verdictCorrected(ticket: Ticket, event: FactOf<'verdictCorrected'>): Ticket {
  const { target, cycle, before, after, reason } = event.body;
  const { origin, effectiveAt: at } = event;
  if (origin.kind !== 'person') return ticket;
  const correction = { at, by: origin.personId, reason, before, after };
  return {
    ...ticket,
    targets: ticket.targets.map((instance) =>
      instance.kind === target && instance.cycle === cycle
        ? { ...instance, verdict: after, corrections: [...(instance.corrections ?? []), correction] }
        : instance,
    ),
  };
}

type FactOf<T extends TicketEvent['type']> = Extract<TicketEvent, { type: T }>;

function isBy(event: TicketEvent, personId: PersonId): boolean {
  return event.origin.kind === 'person' && event.origin.personId === personId;
}

function messageAdded(ticket: Ticket, event: Extract<TicketEvent, { type: 'messageAdded' }>): Ticket {
  const { effectiveAt: at, n } = event;
  const { author, visibility, messageId: id } = event.body;
  const from = author.kind === 'requester' ? 'requester' : 'agent';
  const kind: Point['kind'] =
    visibility === 'internal' ? 'internalMessage' : from === 'requester' ? 'requesterMessage' : 'publicMessage';
  const personId = author.kind === 'person' ? author.id : null;
  return {
    ...ticket,
    lastMessage: { id, at, n, visibility, from },
    lastPublic: visibility === 'public' ? { id, at, from, personId } : ticket.lastPublic,
    history: [...ticket.history, { kind, at, n }],
  };
}

function settled(ticket: Ticket, id: Escalation['id'], how: Partial<Escalation>): Ticket {
  return {
    ...ticket,
    escalations: ticket.escalations.map((escalation) =>
      escalation.id === id ? { ...escalation, ...how } : escalation,
    ),
  };
}

function readdressed(ticket: Ticket, { escalationId, to }: FactOf<'handoffReaddressed'>['body']): Ticket {
  const offer = ticket.escalations.find((escalation) => escalation.id === escalationId);
  return offer ? settled(ticket, escalationId, { to: { ...offer.to, personId: to } }) : ticket;
}

/** As many as can matter at once, for a whole team; older ones have been overtaken by other alerts. */
const ACKNOWLEDGED_KEPT = 60;

function acknowledged(ticket: Ticket, { personId, alertId }: FactOf<'alertReported'>['body']): Ticket {
  const others = (ticket.acknowledged ?? []).filter((one) => one.personId !== personId || one.alertId !== alertId);
  return { ...ticket, acknowledged: [...others, { personId, alertId }].slice(-ACKNOWLEDGED_KEPT) };
}

function heldBefore(known: readonly TeamId[], teamId: TeamId): TeamId[] {
  return known.includes(teamId) ? [...known] : [...known, teamId];
}
