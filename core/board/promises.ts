import type { Instant, PersonId, TicketId } from '../ids.ts';
import type { BoardTicket } from './board.ts';

/** A requester was told to hear from us by then. */
export type PromiseLine = {
  ticketId: TicketId;
  number: number | null;
  subject: string;
  personId: PersonId | null;
  until: Instant;
  overdue: boolean;
};

/** This far ahead a promise is worth a look. */
export const SOON = 60 * 60_000;

/** Overdue promises and those of the next hour, the oldest first. A promise is overdue from its instant on. */
export function promisesOf(held: readonly BoardTicket[], now: Instant): PromiseLine[] {
  const lines: PromiseLine[] = [];
  for (const { id, number, subject, personId, promisedUntil } of held) {
    if (promisedUntil === null || promisedUntil >= now + SOON) continue;
    lines.push({ ticketId: id, number, subject, personId, until: promisedUntil, overdue: promisedUntil <= now });
  }
  return lines.sort((a, b) => a.until - b.until || a.ticketId.localeCompare(b.ticketId, 'en'));
}
