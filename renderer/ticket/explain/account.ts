import type { Instant } from '#core/ids.ts';
import type { Calendar } from '#core/sla/calendar.ts';
import { type Day, daysOf } from '#core/sla/days.ts';
import { type Explanation, explain } from '#core/sla/explain.ts';
import { dayAt } from '#core/sla/wall-time.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Reference } from '#core/workspace/reference.ts';
import { type Sums, sumsOf } from './sums.ts';

/** All that one clock is explained from, on screen and as text. `zone`: in which its times are told. */
export type Account = {
  ticket: Ticket;
  target: TargetInstance;
  told: Explanation;
  sums: Sums;
  calendar: Calendar;
  reference: Reference;
  zone: string;
  now: Instant;
  /** The calendar's day on which an instant falls. */
  dayOf: (at: Instant) => Day;
};

/** Null where the versions that judged this clock aren't known on this console. Asks nobody: it works offline. */
export function accountOf(
  ticket: Ticket,
  target: TargetInstance,
  reference: Reference,
  zone: string,
  now: Instant,
): Account | null {
  const told = explain(ticket, target, reference, now);
  const calendar = reference.calendarVersion(target.calendarId, target.calendarVersion);
  if (!told || !calendar) return null;
  const days = daysOf(calendar);
  const dayOf = (at: Instant) => days(dayAt(calendar, at));
  return { ticket, target, told, sums: sumsOf(told, target), calendar, reference, zone, now, dayOf };
}
