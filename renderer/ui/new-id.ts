import { type Instant, uuidv7 } from '#core/ids.ts';

/** A fresh UUIDv7; the brand is put on where it is made: `newId(store.now()) as TicketId`. */
export function newId(at: Instant): string {
  return uuidv7(at, crypto.getRandomValues(new Uint8Array(10)));
}
