import { z } from 'zod';

/** In small letters, as the database gives them back: written with capitals it is the same id (RFC 9562, section 4). */
const id = () => z.uuid().toLowerCase();

/**
 * Identities. A UUIDv7 (RFC 9562, section 5.7), branded so that a team can't be passed for a ticket,
 * made where the thing is made: chance and time come from the edge.
 */
export const TicketId = id().brand<'TicketId'>();
export type TicketId = z.infer<typeof TicketId>;
export const PersonId = id().brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;
export const TeamId = id().brand<'TeamId'>();
export type TeamId = z.infer<typeof TeamId>;
export const TierId = id().brand<'TierId'>();
export type TierId = z.infer<typeof TierId>;
export const RequesterId = id().brand<'RequesterId'>();
export type RequesterId = z.infer<typeof RequesterId>;
export const OrganisationId = id().brand<'OrganisationId'>();
export type OrganisationId = z.infer<typeof OrganisationId>;
export const ServiceId = id().brand<'ServiceId'>();
export type ServiceId = z.infer<typeof ServiceId>;
export const CategoryId = id().brand<'CategoryId'>();
export type CategoryId = z.infer<typeof CategoryId>;
export const MessageId = id().brand<'MessageId'>();
export type MessageId = z.infer<typeof MessageId>;
export const CommandId = id().brand<'CommandId'>();
export type CommandId = z.infer<typeof CommandId>;
export const CauseId = id().brand<'CauseId'>();
export type CauseId = z.infer<typeof CauseId>;
export const ConsoleId = id().brand<'ConsoleId'>();
export type ConsoleId = z.infer<typeof ConsoleId>;
export const EscalationId = id().brand<'EscalationId'>();
export type EscalationId = z.infer<typeof EscalationId>;
export const DocumentId = id().brand<'DocumentId'>();
export type DocumentId = z.infer<typeof DocumentId>;
export const DowntimeId = id().brand<'DowntimeId'>();
export type DowntimeId = z.infer<typeof DowntimeId>;

/** An event's id says which command caused it and as which of its events: `<command id>.<index>`. */
export const EventId = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f-]{36}\.\d+$/)
  .brand<'EventId'>();
export type EventId = z.infer<typeof EventId>;

/** How far from 1970 a `Date` reaches, both ways. */
const FARTHEST = 8_640_000_000_000_000;

/** Integer milliseconds since 1970 UTC, such as a `Date` can hold. Zones occur only in calendars and people. */
export const Instant = z.int().min(-FARTHEST).max(FARTHEST);
export type Instant = number;

/** The nearest instant there is. */
export function bounded(at: number): Instant {
  return Math.max(-FARTHEST, Math.min(FARTHEST, at));
}

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
