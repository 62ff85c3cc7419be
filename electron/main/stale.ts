import type { Alert } from '#core/escalation/alert.ts';
import type { Instant } from '#core/ids.ts';

const MINUTE = 60_000;

/**
 * Whether ringing this late says nothing any more. A breach always says something. A warning doesn't once its breach
 * rings for it, nor half an hour late; an offer doesn't once it has lapsed; news of the day doesn't the day after.
 */
export function missedSense(alert: Alert, now: Instant): boolean {
  const late = now - alert.ringAt;
  switch (alert.kind) {
    case 'breach':
      return false;
    case 'warning':
      return alert.dueAt <= now || late > 30 * MINUTE;
    case 'offer':
      return alert.dueAt <= now;
    case 'offerLapsed':
    case 'returned':
    case 'assigned':
      return late > 24 * 60 * MINUTE;
    default:
      return alert.kind satisfies never;
  }
}
