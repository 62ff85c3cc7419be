import type { Instant } from '#core/ids.ts';
import { clockOf, dateKey } from '../ui/format.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The next midnight of a zone, right also on the two days a year that have 23 or 25 hours. */
export function endOfDay(now: Instant, zone: string): Instant {
  const [hours = 0, minutes = 0] = clockOf(now, zone).split(':').map(Number);
  const whole = now - (now % MINUTE);
  const guess = whole + (24 * 60 - hours * 60 - minutes) * MINUTE;
  const today = dateKey(now, zone);
  if (dateKey(guess - 1, zone) !== today) return guess - HOUR;
  return dateKey(guess, zone) === today ? guess + HOUR : guess;
}
