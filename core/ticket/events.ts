import { z } from 'zod';
import {
  CategoryId,
  CommandId,
  EscalationId,
  EventId,
  Instant,
  MessageId,
  OrganisationId,
  PersonId,
  RequesterId,
  ServiceId,
  TicketId,
} from '../ids.ts';
import { Escalation, ReturnReason } from './escalation.ts';
import { Accountable, Level, Priority, Status, WaitingOn } from './history.ts';
import { Author, Channel, Visibility } from './message.ts';
import { TargetKind, Verdict } from './target.ts';
import { TicketType } from './ticket.ts';

/** Why something happened: a person did it, a rule (id, version, inputs) did, it was imported, or the system saw to it. */
export const Origin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), personId: PersonId }),
  z.object({ kind: z.literal('rule'), ruleId: z.string(), version: z.int(), inputs: z.record(z.string(), z.json()) }),
  z.object({ kind: z.literal('import'), source: z.string() }),
  z.object({ kind: z.literal('api'), keyId: z.string() }),
  z.object({ kind: z.literal('system') }),
]);
export type Origin = z.infer<typeof Origin>;

/** `exact`: made online. `credited`: made offline, time proven. `disputed`: not provable, counts on arrival. */
export const Timing = z.enum(['exact', 'credited', 'disputed']);
export type Timing = z.infer<typeof Timing>;

/** What happened, by type. Types are only added; a changed shape raises `v` and brings an upcaster. */
export const Fact = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('opened'),
    body: z.object({
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
      accountable: Accountable,
      channel: Channel,
      fields: z.record(z.string(), z.string()),
    }),
  }),
  z.object({ type: z.literal('numbered'), body: z.object({ number: z.int() }) }),
  z.object({
    type: z.literal('messageAdded'),
    body: z.object({
      messageId: MessageId,
      hash: z.string(),
      visibility: Visibility,
      author: Author,
      channel: Channel,
    }),
  }),
  z.object({
    type: z.literal('statusChanged'),
    body: z.object({ from: Status, to: Status, waitingOn: WaitingOn.nullable(), note: z.string().nullable() }),
  }),
  z.object({
    type: z.literal('priorityChanged'),
    body: z.object({ impact: Level, urgency: Level, from: Priority, to: Priority, reason: z.string().nullable() }),
  }),
  z.object({
    type: z.literal('accountableChanged'),
    body: z.object({
      from: Accountable,
      to: Accountable,
      how: z.enum(['take', 'assign', 'release', 'handoff', 'reassign']),
      reason: z.string().nullable(),
    }),
  }),
  z.object({ type: z.literal('subjectChanged'), body: z.object({ from: z.string(), to: z.string() }) }),
  z.object({
    type: z.literal('categorised'),
    body: z.object({ categoryId: CategoryId.nullable(), serviceId: ServiceId.nullable() }),
  }),
  z.object({ type: z.literal('tagged'), body: z.object({ added: z.array(z.string()), removed: z.array(z.string()) }) }),
  z.object({
    type: z.literal('requesterChanged'),
    body: z.object({ requesterId: RequesterId.nullable(), organisationId: OrganisationId.nullable() }),
  }),
  z.object({ type: z.literal('watched'), body: z.object({ personId: PersonId, watching: z.boolean() }) }),
  z.object({ type: z.literal('promised'), body: z.object({ until: Instant.nullable() }) }),
  z.object({ type: z.literal('handoffOffered'), body: z.object({ escalation: Escalation }) }),
  z.object({
    type: z.literal('handoffAccepted'),
    body: z.object({ escalationId: EscalationId, personId: PersonId, goal: z.string() }),
  }),
  z.object({
    type: z.literal('handoffReturned'),
    body: z.object({ escalationId: EscalationId, personId: PersonId, reason: ReturnReason, note: z.string() }),
  }),
  /** Whom it was offered to is gone: from here on the whole team can answer. */
  z.object({
    type: z.literal('handoffReaddressed'),
    body: z.object({ escalationId: EscalationId, from: PersonId, to: PersonId.nullable() }),
  }),
  z.object({
    type: z.literal('handoffWithdrawn'),
    body: z.object({ escalationId: EscalationId, personId: PersonId.nullable(), note: z.string() }),
  }),
  z.object({
    type: z.literal('handoffLapsed'),
    body: z.object({ escalationId: EscalationId, alerted: z.array(PersonId) }),
  }),
  z.object({
    type: z.literal('thresholdReached'),
    body: z.object({
      target: TargetKind,
      cycle: z.int(),
      /** Share of the amount, 1 is the breach itself. */
      threshold: z.number(),
      dueAt: Instant,
      alertId: z.string(),
    }),
  }),
  z.object({
    type: z.literal('alertReported'),
    body: z.object({
      alertId: z.string(),
      personId: PersonId,
      state: z.enum(['shown', 'seen', 'acknowledged', 'unproven', 'failed']),
      reason: z.string().nullable(),
    }),
  }),
  /** A supervisor decided when disputed work counts: `to` is `from` where it stays as it arrived. */
  z.object({
    type: z.literal('timeSettled'),
    body: z.object({
      commandId: CommandId,
      ns: z.array(z.int()),
      credited: z.boolean(),
      from: Instant,
      to: Instant,
      reason: z.string(),
    }),
  }),
  z.object({
    type: z.literal('verdictCorrected'),
    body: z.object({ target: TargetKind, cycle: z.int(), before: Verdict, after: Verdict, reason: z.string() }),
  }),
]);
export type Fact = z.infer<typeof Fact>;
export type FactType = Fact['type'];

const Stamp = z.object({
  id: EventId,
  ticketId: TicketId,
  /** Gapless per ticket, from 1. State follows `n`. */
  n: z.int().min(1),
  v: z.literal(1),
  origin: Origin,
  commandId: CommandId,
  /** When it took effect; clocks follow (`effectiveAt`, `n`). */
  effectiveAt: Instant,
  /** When the server (or, until then, this console) recorded it. */
  recordedAt: Instant,
  timing: Timing,
  /** When disputed work happened by its device's word. */
  claimedAt: Instant.optional(),
  /** True where `effectiveAt` was moved up: to the previous state event's, or to when the ticket was opened. */
  clamped: z.boolean(),
});

/** Something that happened to a ticket. Nothing is ever rewritten. */
export const TicketEvent = Stamp.and(Fact);
export type TicketEvent = z.infer<typeof TicketEvent>;

/** Facts that change state, and so never take effect before the previous such fact. Messages keep their own time. */
export const stateFacts: ReadonlySet<FactType> = new Set<FactType>([
  'statusChanged',
  'priorityChanged',
  'accountableChanged',
  'handoffOffered',
  'handoffAccepted',
  'handoffReturned',
  'handoffWithdrawn',
  'handoffLapsed',
]);
