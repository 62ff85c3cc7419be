import type { Instant } from '#core/ids.ts';
import { dayOf } from '../../ui/format.ts';
import type { Account } from './account.ts';
import { shiftSize } from './reason.ts';

/** Whether the wall clocks changed up to an instant, by the calendar's own record of its zone. */
export function clockChangeWords({ calendar, target, zone }: Account, until: Instant): string {
  const changes = calendar.transitions.flatMap(({ at, offset }, index) => {
    const before = calendar.transitions[index - 1];
    return before && at > target.startedAt && at < until ? [{ at, seconds: offset - before.offset }] : [];
  });
  if (changes.length === 0) return 'No clock change in this span.';
  return changes
    .map(
      ({ at, seconds }) =>
        `Clocks went ${seconds < 0 ? 'back' : 'forward'} ${shiftSize(seconds)} on ${dayOf(at, zone)}.`,
    )
    .join(' ');
}
