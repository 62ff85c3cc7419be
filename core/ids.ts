import { z } from 'zod';

/**
 * Identities. A UUIDv7 (RFC 9562, section 5.7), branded so that a team can't be passed for a ticket,
 * made where the thing is made: chance and time come from the edge.
 */
export const TicketId = z.uuid().brand<'TicketId'>();
export type TicketId = z.infer<typeof TicketId>;
export const PersonId = z.uuid().brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;
export const TeamId = z.uuid().brand<'TeamId'>();
export type TeamId = z.infer<typeof TeamId>;
export const TierId = z.uuid().brand<'TierId'>();
export type TierId = z.infer<typeof TierId>;
export const RequesterId = z.uuid().brand<'RequesterId'>();
export type RequesterId = z.infer<typeof RequesterId>;
export const OrganisationId = z.uuid().brand<'OrganisationId'>();
export type OrganisationId = z.infer<typeof OrganisationId>;
export const ServiceId = z.uuid().brand<'ServiceId'>();
export type ServiceId = z.infer<typeof ServiceId>;
export const CategoryId = z.uuid().brand<'CategoryId'>();
export type CategoryId = z.infer<typeof CategoryId>;
export const MessageId = z.uuid().brand<'MessageId'>();
export type MessageId = z.infer<typeof MessageId>;
export const CommandId = z.uuid().brand<'CommandId'>();
export type CommandId = z.infer<typeof CommandId>;
export const CauseId = z.uuid().brand<'CauseId'>();
export type CauseId = z.infer<typeof CauseId>;
export const ConsoleId = z.uuid().brand<'ConsoleId'>();
export type ConsoleId = z.infer<typeof ConsoleId>;
export const EscalationId = z.uuid().brand<'EscalationId'>();
export type EscalationId = z.infer<typeof EscalationId>;
export const DocumentId = z.uuid().brand<'DocumentId'>();
export type DocumentId = z.infer<typeof DocumentId>;
export const DowntimeId = z.uuid().brand<'DowntimeId'>();
export type DowntimeId = z.infer<typeof DowntimeId>;

/** An event's id says which command caused it and as which of its events: `<command id>.<index>`. */
export const EventId = z
  .string()
  .regex(/^[0-9a-f-]{36}\.\d+$/)
  .brand<'EventId'>();
export type EventId = z.infer<typeof EventId>;

/** Integer milliseconds since 1970 UTC. Zones occur only in calendars and people. */
export const Instant = z.int();
export type Instant = number;

/**
 * A UUIDv7 from an instant (ms) and ten bytes of chance.
 * Two ids of one millisecond are ordered by their chance, no better.
 */
export function uuidv7(at: Instant, chance: Uint8Array): string {
  if (chance.length < 10) throw new RangeError('uuidv7 wants ten bytes of chance');
  const bytes = new Uint8Array(16);
  for (let i = 0, rest = at; i < 6; i++) {
    bytes[5 - i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(chance.subarray(0, 10), 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
