import type { Instant } from '../ids.ts';
import { type History, inClockOrder, type WaitingOn } from '../ticket/history.ts';

/** A hold this soon after the requester wrote is worth a look: it may stop a clock instead of answering. */
export const SOON_AFTER = 5 * 60_000;

/**
 * The ticket was put on hold right after the requester had written (`after`), and nobody had answered in between.
 * `until`: when it went on; null while it lasts.
 */
export type EarlyHold = { at: Instant; until: Instant | null; after: Instant; on: WaitingOn | null };

/** All of a ticket's, the oldest first. */
export function earlyHolds(history: History): EarlyHold[] {
  const found: EarlyHold[] = [];
  let wrote: Instant | null = null;
  let hold: EarlyHold | null = null;
  for (const point of inClockOrder(history)) {
    if (point.kind === 'requesterMessage') wrote = point.at;
    else if (point.kind === 'publicMessage') wrote = null;
    else if (point.kind === 'status') {
      if (hold) hold.until = point.at;
      hold = null;
      const waits = point.status === 'pending' || point.status === 'onHold';
      if (!waits || wrote === null || point.at - wrote > SOON_AFTER) continue;
      hold = { at: point.at, until: null, after: wrote, on: point.waitingOn };
      found.push(hold);
    }
  }
  return found;
}
