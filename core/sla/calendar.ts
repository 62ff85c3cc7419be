import { z } from 'zod';
import { DocumentId, Instant, PersonId } from '../ids.ts';

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time as HH:MM, up to 24:00');
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD');

/** `[from, to)` in wall time. Where `to` is not after `from`, it ends on the next day and belongs to the day it began. */
export const Opening = z.tuple([Clock, Clock]);
export type Opening = z.infer<typeof Opening>;

/**
 * Business hours, an immutable version. `transitions` are the zone's changes as the server compiled them:
 * both sides turn wall time into instants by these, never by their own zone database.
 */
export const Calendar = z.object({
  id: DocumentId,
  version: z.int().min(1),
  by: PersonId.nullable(),
  at: Instant,
  name: z.string().min(1).max(120),
  zone: z.string(),
  /** Monday first. */
  week: z.array(z.array(Opening)).length(7),
  holidays: z.array(z.object({ date: Day, name: z.string(), yearly: z.boolean() })),
  exceptions: z.array(z.object({ date: Day, openings: z.array(Opening), name: z.string() })),
  /** Offset in seconds east of UTC, valid from `at` on. Ascending; the first holds for all time before it as well. */
  transitions: z.array(z.object({ at: Instant, offset: z.int() })).min(1),
  /** First and last day that is compiled. A clock that runs past it is an error of the server, which renews calendars. */
  horizon: z.object({ from: Day, to: Day }),
});
export type Calendar = z.infer<typeof Calendar>;

/** Open intervals as instants, half-open, ascending, disjoint; `before[i]` is the open time ahead of interval `i`. */
export type OpenHours = { starts: Float64Array; ends: Float64Array; before: Float64Array };

const DAY = 86_400_000;
const compiled = new WeakMap<Calendar, OpenHours>();

/** The open hours of a calendar, worked out once per version. */
export function openHours(calendar: Calendar): OpenHours {
  const known = compiled.get(calendar);
  if (known) return known;
  const hours = compile(calendar);
  compiled.set(calendar, hours);
  return hours;
}

/** Open milliseconds in `[from, to)`. Zero where `to` is not after `from`. */
export function openBetween(hours: OpenHours, from: Instant, to: Instant): number {
  return to <= from ? 0 : openBefore(hours, to) - openBefore(hours, from);
}

/**
 * The earliest instant at which `amount` open ms have passed since `from`: an amount that ends exactly at closing
 * ends at closing. Null where the calendar doesn't reach that far.
 */
export function addOpen(hours: OpenHours, from: Instant, amount: number): Instant | null {
  if (amount <= 0) return from;
  const goal = openBefore(hours, from) + amount;
  const at = lastIndex(hours.before, (before) => before < goal);
  const start = hours.starts[at];
  const end = hours.ends[at];
  const before = hours.before[at];
  if (start === undefined || end === undefined || before === undefined) return null;
  const due = start + (goal - before);
  return due <= end ? due : null;
}

/** Whether the calendar is open at an instant, and until when that stays so (null: beyond the horizon). */
export function openAt(hours: OpenHours, at: Instant): { open: boolean; until: Instant | null } {
  const index = lastIndex(hours.starts, (start) => start <= at);
  const end = hours.ends[index];
  if (end !== undefined && at < end) return { open: true, until: end };
  return { open: false, until: hours.starts[index + 1] ?? null };
}

function openBefore(hours: OpenHours, at: Instant): number {
  const index = lastIndex(hours.starts, (start) => start <= at);
  const start = hours.starts[index];
  const end = hours.ends[index];
  const before = hours.before[index];
  if (start === undefined || end === undefined || before === undefined) return 0;
  return before + Math.min(at, end) - start;
}

/** The last index for which `holds`, by bisection; -1 where there is none. `holds` is true up to a point, then false. */
function lastIndex(list: Float64Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function compile(calendar: Calendar): OpenHours {
  const spans: [number, number][] = [];
  const exceptions = new Map(calendar.exceptions.map((exception) => [exception.date, exception.openings]));
  const holidays = new Set(calendar.holidays.filter((holiday) => !holiday.yearly).map((holiday) => holiday.date));
  const yearly = new Set(calendar.holidays.filter((holiday) => holiday.yearly).map((holiday) => holiday.date.slice(5)));
  const last = dayNumber(calendar.horizon.to);
  for (let day = dayNumber(calendar.horizon.from); day <= last; day++) {
    const date = dateOf(day);
    if (holidays.has(date) || yearly.has(date.slice(5))) continue;
    const weekday = (((day + 3) % 7) + 7) % 7;
    for (const [from, to] of exceptions.get(date) ?? calendar.week[weekday] ?? []) {
      const begins = day * DAY + minutes(from) * 60_000;
      const ends = (minutes(to) > minutes(from) ? day : day + 1) * DAY + minutes(to) * 60_000;
      const span: [number, number] = [instantOf(calendar, begins), instantOf(calendar, ends)];
      if (span[1] > span[0]) spans.push(span);
    }
  }
  return merged(spans.sort((a, b) => a[0] - b[0]));
}

function merged(spans: readonly [number, number][]): OpenHours {
  const whole: [number, number][] = [];
  for (const [start, end] of spans) {
    const previous = whole.at(-1);
    if (previous && start <= previous[1]) previous[1] = Math.max(previous[1], end);
    else whole.push([start, end]);
  }
  const hours: OpenHours = {
    starts: Float64Array.from(whole, (span) => span[0]),
    ends: Float64Array.from(whole, (span) => span[1]),
    before: new Float64Array(whole.length),
  };
  let sum = 0;
  whole.forEach(([start, end], index) => {
    hours.before[index] = sum;
    sum += end - start;
  });
  return hours;
}

/**
 * The instant of a wall time (given as if it were UTC). In a gap the time moves forward by the gap, in a fold the
 * earlier instant holds: Temporal's `compatible`.
 */
function instantOf(calendar: Calendar, wall: number): Instant {
  const early = offsetAt(calendar, wall - DAY);
  const late = offsetAt(calendar, wall + DAY);
  const first = wall - early;
  if (offsetAt(calendar, first) === early) return first;
  const second = wall - late;
  return offsetAt(calendar, second) === late ? second : first;
}

function offsetAt(calendar: Calendar, at: Instant): number {
  let offset = calendar.transitions[0]?.offset ?? 0;
  for (const transition of calendar.transitions) {
    if (transition.at > at) break;
    offset = transition.offset;
  }
  return offset * 1000;
}

function minutes(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** Days since 1970-01-01 of a date, and back; `Date.UTC` and `toISOString` know no machine's zone. */
function dayNumber(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY;
}

function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
