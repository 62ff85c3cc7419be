import type { Instant } from '../ids.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Moment } from './moment.ts';

const YEAR = 366 * 86_400_000;

/**
 * The refusal of a time that can't be promised; null where it can. What was made offline is measured by when it was
 * made, if only by its device's word: it may be over on arrival. What is promised already may be said again.
 */
export function unpromisable(until: Instant | null, { promisedUntil }: Ticket, at: Moment): Refusal | null {
  if (until === null || until === promisedUntil) return null;
  const made = Math.max(Math.min(at.claimedAt ?? at.effectiveAt, at.effectiveAt), at.recordedAt - YEAR);
  if (until <= made) return refuse('invalid', 'That time is over already. Promise one that is still to come.');
  if (until > at.recordedAt + YEAR) return refuse('invalid', 'Promise a time within a year.');
  return null;
}
