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

/** Facts become events: numbered without a gap, timed, never before the ticket or the previous change of its state. */
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
    const earliest = ticket && (stateFacts.has(fact.type) ? ticket.changedAt : ticket.openedAt);
    const clamped = earliest !== null && at.effectiveAt < earliest;
    return {
      id: `${commandId}.${index}` as EventId,
      ticketId,
      n: first + index,
      v: 1,
      origin: originOf(by),
      commandId,
      effectiveAt: clamped ? earliest : at.effectiveAt,
      recordedAt: at.recordedAt,
      timing: at.timing,
      ...(at.claimedAt === undefined ? {} : { claimedAt: at.claimedAt }),
      clamped,
      ...fact,
    };
  });
}

/**
 * The ticket after its events, with its targets judged anew. Where an event brings another policy, amount or calendar to
 * something that isn't over, `basis` grows, so that its warnings ring anew; a change of priority grew it already.
 * Documents hold as of when the events arrive; what the events themselves change, as of when it took effect.
 */
export function evolve(ticket: Ticket | null, events: readonly TicketEvent[], reference: Reference): Ticket | null {
  const before = ticket && judged(ticket, reference, events[0]?.recordedAt ?? ticket.updatedAt);
  let after = before;
  for (const event of events) after = apply(after, event);
  if (!after) return null;
  const at = events.length > 0 ? Math.max(...events.map(({ effectiveAt }) => effectiveAt)) : after.updatedAt;
  const targets = assess({ ...after, basis: before?.basis ?? after.basis }, reference, at);
  const isCounted = after.basis > (before?.basis ?? 0);
  const moved = !isCounted && before !== null && differ(before.targets, targets, termsOf);
  return { ...after, targets, basis: after.basis + (moved ? 1 : 0) };
}

/**
 * The ticket judged by the documents that hold now, as it was before anything else happens to it: when a document is
 * published, and before each command, whichever comes first. Where something that isn't over is due at another time by
 * them, `basis` grows; a holiday far ahead moves nothing, and rings nothing anew. `at`: when they came to hold for it.
 */
export function judged(ticket: Ticket, reference: Reference, at: Instant): Ticket {
  const targets = assess(ticket, reference, at);
  return { ...ticket, targets, basis: ticket.basis + (differ(ticket.targets, targets, promiseOf) ? 1 : 0) };
}

/** What was promised, by the same history. */
function promiseOf({ amount, dueAt, warnings }: TargetInstance): string {
  return JSON.stringify([amount, dueAt, warnings.map(({ share, at }) => [share, at])]);
}

/** What is promised, whatever the history makes of it: a pause moves when something is due, and promises nothing else. */
function termsOf({ policyId, amount, calendarId, warnings }: TargetInstance): string {
  return JSON.stringify([policyId, amount, calendarId, warnings.map(({ share }) => share)]);
}

/** Whether a target that isn't over, before or after, says something else. */
function differ(
  before: readonly TargetInstance[],
  after: readonly TargetInstance[],
  say: (target: TargetInstance) => string,
): boolean {
  return after.some((target) => {
    const known = before.find((one) => one.kind === target.kind && one.cycle === target.cycle);
    return known && known.state !== 'ended' && target.state !== 'ended' && say(known) !== say(target);
  });
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
