import type { Instant } from '../ids.ts';
import { type History, inClockOrder, type WaitingOn } from '../ticket/history.ts';
import { type OpenHours, openBetween } from './open-hours.ts';

/** A hold this soon after the requester wrote is worth a look: it may stop a clock instead of answering. */
export const SOON_AFTER = 5 * 60_000;

/**
 * The ticket was put on hold right after the requester had written, and nobody had answered in between.
 * `paused`: business ms from then until it went on, or until now.
 */
export type EarlyHold = { at: Instant; until: Instant | null; after: Instant; on: WaitingOn | null; paused: number };

export function earlyHolds(history: History, hours: OpenHours, now: Instant): EarlyHold[] {
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
      hold = { at: point.at, until: null, after: wrote, on: point.waitingOn, paused: 0 };
      found.push(hold);
    }
  }
  for (const one of found) one.paused = openBetween(hours, one.at, one.until ?? now);
  return found;
}
