import type { Actor } from '../access.ts';
import type { CommandId, EventId, Instant, PersonId, TicketId } from '../ids.ts';
import type { Refusal } from '../refusal.ts';
import { assess } from '../sla/assess.ts';
import { apply } from '../ticket/apply.ts';
import type { Fact, Origin, TicketEvent } from '../ticket/events.ts';
import { stateFacts } from '../ticket/events.ts';
import type { Message } from '../ticket/message.ts';
import type { TargetInstance } from '../ticket/target.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Reference } from '../workspace/reference.ts';
import type { Basis } from './command.ts';
import type { Moment } from './moment.ts';

/** What is known besides the ticket: reference documents and, on the server, facts locked in the same transaction. */
export type Given = {
  reference: Reference;
  /** The number a new ticket gets. Null on a console: the server gives it. */
  number: number | null;
};

/** What follows from a command: events for the ticket, and text that stands apart from them. */
export type Decision = { events: TicketEvent[]; messages: Message[] };

/** A decision before it is stamped. */
export type Outcome = { facts: Fact[]; messages?: Message[] } | Refusal;

/** All that a family's decision may look at. */
export type Case<T> = {
  ticket: Ticket;
  body: T;
  ticketId: TicketId;
  by: Actor;
  at: Moment;
  given: Given;
  /** What the person had before their eyes; null where none decided, or it isn't known. */
  basis: Basis | null;
};

/** Facts become events: numbered without a gap, timed, and never before the previous change of state. */
export function stamped(
  ticket: Ticket | null,
  commandId: CommandId,
  ticketId: TicketId,
  by: Actor,
  at: Moment,
  facts: readonly Fact[],
): TicketEvent[] {
  const first = (ticket?.rev ?? 0) + 1;
  return facts.map((fact, index) => {
    const clamped = ticket !== null && stateFacts.has(fact.type) && at.effectiveAt < ticket.changedAt;
    return {
      id: `${commandId}.${index}` as EventId,
      ticketId,
      n: first + index,
      v: 1,
      origin: originOf(by),
      commandId,
      effectiveAt: clamped ? ticket.changedAt : at.effectiveAt,
      recordedAt: at.recordedAt,
      timing: at.timing,
      ...(at.claimedAt === undefined ? {} : { claimedAt: at.claimedAt }),
      clamped,
      ...fact,
    };
  });
}

/** The ticket after its events, with its targets judged anew. */
export function evolve(ticket: Ticket | null, events: readonly TicketEvent[], reference: Reference): Ticket | null {
  let after = ticket;
  for (const event of events) after = apply(after, event);
  return after && judged(after, ticket?.basis ?? after.basis, reference);
}

/**
 * The ticket with its targets judged anew. Where something that isn't over promises something else by now (another
 * policy, another version), `basis` grows, so that its warnings ring anew; unless it grew beyond `known` already.
 */
export function judged(ticket: Ticket, known: number, reference: Reference): Ticket {
  const targets = assess(ticket, reference);
  const moved = targets.some((target) => {
    const before = ticket.targets.find((one) => one.kind === target.kind && one.cycle === target.cycle);
    return before && target.state !== 'ended' && before.state !== 'ended' && !samePromise(before, target);
  });
  return { ...ticket, targets, basis: ticket.basis + (moved && ticket.basis === known ? 1 : 0) };
}

function samePromise(one: TargetInstance, other: TargetInstance): boolean {
  return (
    one.policyId === other.policyId &&
    one.amount === other.amount &&
    one.calendarId === other.calendarId &&
    one.calendarVersion === other.calendarVersion &&
    one.warnings.map(({ share }) => share).join() === other.warnings.map(({ share }) => share).join()
  );
}

export function personOf(by: Actor): PersonId | null {
  return by.kind === 'person' ? by.person.id : null;
}

export function nameOf(given: Given, personId: PersonId | null): string {
  return (personId && given.reference.people.get(personId)?.name) || 'Somebody';
}

/** `14:05 UTC`: words of core know no zone but UTC; screens say times in the reader's. */
export function clockTime(at: Instant): string {
  return `${new Date(at).toISOString().slice(11, 16)} UTC`;
}

function originOf(by: Actor): Origin {
  if (by.kind === 'person') return { kind: 'person', personId: by.person.id };
  return by;
}
