import type { Instant } from '../ids.ts';
import type { Calendar } from './calendar.ts';

/** Wall time as if it were UTC: ms since 1970-01-01 00:00 on the wall. A day is its number since that date. */
export const DAY = 86_400_000;

type Zone = Pick<Calendar, 'transitions'>;

/**
 * The instant of a wall time. In a gap (spring) the time moves forward by the gap, in a fold (autumn) the earlier of
 * both holds: `compatible` in ECMAScript's Temporal, and RFC 5545, section 3.3.5.
 */
export function instantOf(zone: Zone, wall: number): Instant {
  const early = offsetAt(zone, wall - DAY);
  const late = offsetAt(zone, wall + DAY);
  const first = wall - early;
  if (early === late || offsetAt(zone, first) === early) return first;
  const second = wall - late;
  return offsetAt(zone, second) === late ? second : first;
}

export function wallOf(zone: Zone, at: Instant): number {
  return at + offsetAt(zone, at);
}

/** The local day on which an instant falls. */
export function dayAt(zone: Zone, at: Instant): number {
  return Math.floor(wallOf(zone, at) / DAY);
}

/** Ms east of UTC, by bisection. */
export function offsetAt({ transitions }: Zone, at: Instant): number {
  let low = 0;
  let high = transitions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((transitions[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return (transitions[Math.max(0, low - 1)]?.offset ?? 0) * 1000;
}

export function dayNumber(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY;
}

export function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** 0 is Monday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Minutes of the day of `HH:MM`. */
export function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}
