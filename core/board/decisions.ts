import type { PersonId, TicketId } from '../ids.ts';
import type { BoardTicket } from './board.ts';

/** A ticket with work whose time waits for a supervisor's decision, or that was held right after its requester wrote. */
export type DecisionLine = {
  ticketId: TicketId;
  number: number | null;
  subject: string;
  personId: PersonId | null;
  disputes: number;
  earlyHolds: number;
};

/** Disputed times first, then by how often it was held. */
export function decisionsOf(held: readonly BoardTicket[]): DecisionLine[] {
  return held
    .filter(({ disputes, earlyHolds }) => disputes > 0 || earlyHolds > 0)
    .map(({ id: ticketId, number, subject, personId, disputes, earlyHolds }) => ({
      ticketId,
      number,
      subject,
      personId,
      disputes,
      earlyHolds,
    }))
    .sort(
      (a, b) => b.disputes - a.disputes || b.earlyHolds - a.earlyHolds || a.ticketId.localeCompare(b.ticketId, 'en'),
    );
}
