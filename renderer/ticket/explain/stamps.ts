import type { Instant } from '#core/ids.ts';
import { clockSecondsOf, dateKey, dayOf } from '../../ui/format.ts';

const DAY = 86_400_000;

/** How the ends of segments are told in one zone; `wide`: with dates, where weekdays alone would come twice. */
export type Stamps = { from(at: Instant): string; to(from: Instant, at: Instant): string };

export function createStamps(zone: string, wide: boolean): Stamps {
  const day = (at: Instant) => (wide ? dayOf(at, zone) : (dayOf(at, zone).split(' ')[0] ?? ''));
  return {
    from: (at) => `${day(at)} ${clockSecondsOf(at, zone)}`,
    // The end of a day is 24:00 of that day, not 00:00 of the next: then it reads as one day.
    to: (from, at) => {
      const clock = clockSecondsOf(at, zone);
      const midnight = clock === '00:00:00' && at > from;
      const last = midnight ? at - 1 : at;
      const shown = midnight ? '24:00:00' : clock;
      return dateKey(last, zone) === dateKey(from, zone) ? shown : `${day(last)} ${shown}`;
    },
  };
}

/** Whether a weekday alone would be ambiguous, told at `now`. */
export function needsDates(first: Instant, now: Instant): boolean {
  return now - first > 6 * DAY;
}

/** `Mon 23 Nov 2026 14:00:00`: an instant that nothing around it has to explain. */
export function fullStamp(at: Instant, zone: string): string {
  return `${dayOf(at, zone)} ${dateKey(at, zone).slice(0, 4)} ${clockSecondsOf(at, zone)}`;
}
