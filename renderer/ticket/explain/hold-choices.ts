import type { Instant } from '#core/ids.ts';
import type { Calendar } from '#core/sla/calendar.ts';
import { openAt, openBetween, openHours } from '#core/sla/open-hours.ts';
import { DAY, dayAt, instantOf } from '#core/sla/wall-time.ts';
import { ifHeld } from '#core/sla/what-if.ts';
import type { Account } from './account.ts';

const QUARTER = 15 * 60_000;
const HALF_HOUR = 2 * QUARTER;

/** An answer that may come, when it would then be due, and by how much open time later than now. */
export type HoldChoice = { backAt: Instant | null; dueAt: Instant | null; later: number | null };

/** What holding the ticket for the requester would do to this clock. */
export type HoldTrial =
  | { kind: 'choices'; choices: HoldChoice[] }
  /** The policy's target doesn't stop for the requester. */
  | { kind: 'noPause' }
  | { kind: 'pastDue' };

/** Tried, not done. Null where nothing is to be tried: the clock has ended. */
export function tryHold({ ticket, target, reference, calendar, now }: Account): HoldTrial | null {
  if (target.state === 'ended') return null;
  if (target.dueAt !== null && target.dueAt <= now) return { kind: 'pastDue' };
  const dueIf = (backAt: Instant | null) =>
    ifHeld(ticket, target, reference, { from: now, waitingOn: 'requester', backAt })?.dueAt ?? null;
  if (target.state === 'running' && dueIf(null) === target.dueAt) return { kind: 'noPause' };
  const hours = openHours(calendar);
  const choices = answersAt(calendar, now).map((backAt): HoldChoice => {
    const dueAt = dueIf(backAt);
    const later = dueAt === null || target.dueAt === null ? null : openBetween(hours, target.dueAt, dueAt);
    return { backAt, dueAt, later };
  });
  return { kind: 'choices', choices };
}

/** Half an hour from now and an hour, on the quarter; the next opening from tomorrow on; never. */
export function answersAt(calendar: Calendar, now: Instant): (Instant | null)[] {
  const onQuarter = (at: Instant) => Math.ceil(at / QUARTER) * QUARTER;
  const soon = onQuarter(now + HALF_HOUR);
  const next = openingFromTomorrow(calendar, now);
  const answers = new Set([soon, soon + HALF_HOUR, ...(next === null ? [] : [next])]);
  return [...[...answers].sort((a, b) => a - b), null];
}

/** What is open over midnight has no opening to wait for: then it is the same time tomorrow. */
function openingFromTomorrow(calendar: Calendar, now: Instant): Instant | null {
  const tomorrow = instantOf(calendar, (dayAt(calendar, now) + 1) * DAY);
  const { open, until } = openAt(openHours(calendar), tomorrow);
  return open ? Math.ceil((now + DAY) / QUARTER) * QUARTER : until;
}
