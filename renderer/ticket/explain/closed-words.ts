import type { Instant } from '#core/ids.ts';
import type { Calendar, Opening } from '#core/sla/calendar.ts';
import type { Day } from '#core/sla/days.ts';
import { dayAt, minutesOf, wallOf, weekdayOf } from '#core/sla/wall-time.ts';

const MINUTE = 60_000;

/** A stretch of closed time, and the calendar's day on which it begins. */
export type Closure = { from: Instant; to: Instant; day: Day };

/** Why it is closed, for the table: `Open 08:00 to 17:00`, `Founding Day`, `Weekend`. */
export function closedReason(closure: Closure, calendar: Calendar): string {
  const { day } = closure;
  switch (day.kind) {
    case 'week':
      return `Open ${hoursOf(day.openings)}`;
    case 'off':
      return isWeekend(closure, calendar) ? 'Weekend' : 'Day off';
    case 'holiday':
      return withHours(day.name || 'Holiday', day.openings);
    case 'exception':
      return withHours(day.name || 'Other hours this day', day.openings);
    default:
      return day.kind satisfies never;
  }
}

/** The same in the drawing, where there is room for a word: `night`, `break`, `weekend`, `day off`, a holiday's name. */
export function closedWord(closure: Closure, calendar: Calendar): string {
  const { day } = closure;
  if (day.kind === 'off') return isWeekend(closure, calendar) ? 'weekend' : 'day off';
  if (day.openings.length === 0) return day.name || (day.kind === 'holiday' ? 'holiday' : 'closed');
  return isBetweenOpenings(closure, calendar) ? 'break' : 'night';
}

function withHours(name: string, openings: readonly Opening[]): string {
  return openings.length === 0 ? name : `${name}, open ${hoursOf(openings)}`;
}

function hoursOf(openings: readonly Opening[]): string {
  return openings.map(([from, to]) => `${from} to ${to}`).join(', ');
}

function isWeekend({ from, to }: Closure, calendar: Calendar): boolean {
  const last = dayAt(calendar, to - 1);
  for (let day = dayAt(calendar, from); day <= last; day++) if (weekdayOf(day) < 5) return false;
  return true;
}

/** Noon and the like: the day opened before it, and will open once more after it. */
function isBetweenOpenings({ from, to, day }: Closure, calendar: Calendar): boolean {
  const date = dayAt(calendar, from);
  if (dayAt(calendar, to) !== date) return false;
  const minute = (at: Instant) => Math.floor(wallOf(calendar, at) / MINUTE) - date * 1_440;
  return (
    day.openings.some(([opens]) => minutesOf(opens) < minute(from)) &&
    day.openings.some(([opens]) => minutesOf(opens) >= minute(to))
  );
}
