import { z } from 'zod';
import { Instant, MessageId, PersonId, RequesterId, TicketId } from '../ids.ts';

export const Author = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), id: PersonId }),
  z.object({ kind: z.literal('requester'), id: RequesterId.nullable() }),
  z.object({ kind: z.literal('system') }),
]);
export type Author = z.infer<typeof Author>;

export const Channel = z.enum(['console', 'phone', 'email', 'portal', 'api', 'import']);
export type Channel = z.infer<typeof Channel>;

export const Visibility = z.enum(['public', 'internal']);
export type Visibility = z.infer<typeof Visibility>;

/**
 * Text stands apart from events, so that it can be erased while history stays whole.
 * `body` is Markdown as typed; it is sanitised where it is shown. `hash` is its SHA-256 in hex.
 */
export const Message = z.object({
  id: MessageId,
  ticketId: TicketId,
  visibility: Visibility,
  author: Author,
  channel: Channel,
  body: z.string(),
  hash: z.string(),
  at: Instant,
  erasedAt: Instant.nullable(),
});
export type Message = z.infer<typeof Message>;
