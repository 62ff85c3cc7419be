import { z } from 'zod';
import { EscalationId, Instant, PersonId, TierId } from '../ids.ts';
import { Accountable } from './history.ts';

/**
 * A functional escalation, the handoff contract. At most one is open per ticket.
 *
 *   offered ──accept──▶ accepted
 *      ├────return───▶ returned     (coded reason, note)
 *      ├────withdraw─▶ withdrawn    (by the side that offered)
 *      └────lapse────▶ lapsed       (nobody took it by `lapsesAt`; the supervisor is alerted)
 *
 * The sender stays accountable until `accepted`.
 */
export const EscalationState = z.enum(['offered', 'accepted', 'returned', 'withdrawn', 'lapsed']);
export type EscalationState = z.infer<typeof EscalationState>;

export const HandoffReason = z.enum([
  'needsAccess',
  'needsSkill',
  'shareUsedUp',
  'widerThanOne',
  'vendorNeeded',
  'other',
]);
export type HandoffReason = z.infer<typeof HandoffReason>;

export const ReturnReason = z.enum(['packetIncomplete', 'wrongTeam', 'atLimit', 'notInTime', 'other']);
export type ReturnReason = z.infer<typeof ReturnReason>;

const line = z.string().max(4_000);

/** The story that goes with a ticket. Free text, empty where unknown; `core/commands/packet.ts` scores it. */
export const Packet = z.object({
  observed: line,
  tried: line,
  asked: line,
  hypothesis: line,
  access: line,
  /** Until when the requester was promised to hear from us. */
  promisedUntil: Instant.nullable(),
});
export type Packet = z.infer<typeof Packet>;

export const Escalation = z.object({
  id: EscalationId,
  kind: z.literal('functional'),
  state: EscalationState,
  round: z.int().min(1),
  from: Accountable,
  offeredBy: PersonId,
  to: Accountable,
  toTierId: TierId,
  reason: HandoffReason,
  reasonNote: z.string(),
  packet: Packet,
  score: z.int(),
  bar: z.int(),
  offeredAt: Instant,
  /** When the server recorded it: from then on the other side can know. Later than `offeredAt` where it was made offline. */
  arrivedAt: Instant,
  /** When the offer lapses: the receiving tier's acceptance OLA on the receiving team's calendar. */
  lapsesAt: Instant,
  settledAt: Instant.nullable(),
  /** When the server recorded that, if later: from then on the sender can know. */
  settleArrivedAt: Instant.optional(),
  settledBy: PersonId.nullable(),
  /** The goal in the receiver's words, once accepted. */
  goal: z.string().nullable(),
  returnReason: ReturnReason.nullable(),
  returnNote: z.string().nullable(),
  /** After a lapse: who must look, and who has. */
  alerted: z.array(PersonId),
});
export type Escalation = z.infer<typeof Escalation>;
