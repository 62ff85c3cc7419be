import type { Instant } from '../../ids.ts';
import { addOpen, openAt, openBetween, openHours } from '../open-hours.ts';
import type { Agenda } from './agenda.ts';

/** Gregorian dates repeat after this many years: whoever needs more has mistyped something. */
export const MOST_YEARS = 400;
const DAY = 86_400_000;
/** Most answers lie this near. */
const NEAR = 21 * DAY;
/** Longer stretches are summed by years. */
const LONG = 366 * DAY;

/**
 * The instant at which `amount` open ms have passed since `from`, before it where negative: as `addOpen`, for as many
 * years as it takes. Only the years it begins and ends in are gone through, those in between are summed. Null beyond
 * `MOST_YEARS`.
 */
export function reach(agenda: Agenda, from: Instant, amount: number): Instant | null {
  const near = agenda.around(
    Math.min(from, from + Math.sign(amount) * NEAR),
    Math.max(from, from + Math.sign(amount) * NEAR),
  );
  const at = addOpen(openHours(near), from, amount);
  if (at !== null && agenda.reaches(near, at)) return at;
  return amount < 0 ? backwards(agenda, from, -amount) : forwards(agenda, from, amount);
}

function forwards(agenda: Agenda, from: Instant, amount: number): Instant | null {
  const first = yearOf(from);
  let left = amount;
  for (let year = first; year < first + MOST_YEARS; year++) {
    const start = year === first ? from : startOf(year);
    const open = year === first ? openBetween(agenda.year(year), from, startOf(year + 1)) : agenda.openIn(year);
    if (open >= left) return addOpen(agenda.year(year), start, left);
    left -= open;
  }
  return null;
}

function backwards(agenda: Agenda, from: Instant, amount: number): Instant | null {
  const first = yearOf(from);
  let left = amount;
  for (let year = first; year > first - MOST_YEARS; year--) {
    const end = year === first ? from : startOf(year + 1);
    const open = year === first ? openBetween(agenda.year(year), startOf(year), from) : agenda.openIn(year);
    if (open >= left) return addOpen(agenda.year(year), end, -left);
    left -= open;
  }
  return null;
}

/** Open ms from one instant to a later one. Null where more than `MOST_YEARS` lie in between. */
export function measure(agenda: Agenda, from: Instant, to: Instant): number | null {
  if (to - from <= LONG) return openBetween(openHours(agenda.around(from, to)), from, to);
  const [first, last] = [yearOf(from), yearOf(to)];
  if (last - first > MOST_YEARS) return null;
  let open =
    openBetween(agenda.year(first), from, startOf(first + 1)) + openBetween(agenda.year(last), startOf(last), to);
  for (let year = first + 1; year < last; year++) open += agenda.openIn(year);
  return open;
}

/** Whether it is open at an instant, and the next change; null where there is none within `MOST_YEARS`. */
export function stateAt(agenda: Agenda, at: Instant): { open: boolean; next: Instant | null } {
  const near = agenda.around(at, at + NEAR);
  const { open, until } = openAt(openHours(near), at);
  if (until !== null && agenda.reaches(near, until)) return { open, next: until };
  const first = yearOf(at);
  for (let year = first; year < first + MOST_YEARS; year++) {
    const [start, end] = [startOf(year), startOf(year + 1)];
    if (year > first && agenda.openIn(year) === (open ? end - start : 0)) continue;
    const from = Math.max(at, start);
    const here = openAt(agenda.year(year), from);
    if (here.open !== open) return { open, next: from };
    if (here.until !== null && here.until < end) return { open, next: here.until };
  }
  return { open, next: null };
}

function yearOf(at: Instant): number {
  return new Date(at).getUTCFullYear();
}

function startOf(year: number): Instant {
  return Date.UTC(year, 0, 1);
}
