import type { Calendar, Holiday, Opening } from './calendar.ts';
import { dateOf, weekdayOf } from './wall-time.ts';

/** What kind of day a calendar makes of a date, and its hours. `off`: a weekday without hours. */
export type Day = { kind: 'week' | 'off' | 'holiday' | 'exception'; name: string; openings: readonly Opening[] };

/**
 * Looks up days of a calendar, by number since 1970-01-01. A holiday beats an exception, an exception beats the week.
 * Of several holidays on one date the shortest day holds: a closed one before one with hours.
 */
export function daysOf(calendar: Pick<Calendar, 'week' | 'holidays' | 'exceptions'>): (day: number) => Day {
  const exceptions = new Map(calendar.exceptions.map((exception) => [exception.date, exception]));
  const single = new Map<string, Holiday>();
  const yearly = new Map<string, Holiday>();
  const ranges: Holiday[] = [];
  for (const holiday of calendar.holidays) {
    if (holiday.until !== undefined && holiday.until !== holiday.date) ranges.push(holiday);
    else if (holiday.yearly) keepShorter(yearly, holiday.date.slice(5), holiday);
    else keepShorter(single, holiday.date, holiday);
  }
  const holidayOn = (date: string): Holiday | undefined => {
    let found = shorter(single.get(date), yearly.get(date.slice(5)));
    for (const range of ranges) if (covers(range, date)) found = shorter(found, range);
    return found;
  };
  return (day) => {
    const date = dateOf(day);
    const holiday = holidayOn(date);
    if (holiday) return { kind: 'holiday', name: holiday.name, openings: holiday.openings ?? [] };
    const exception = exceptions.get(date);
    if (exception) return { kind: 'exception', name: exception.name, openings: exception.openings };
    const openings = calendar.week[weekdayOf(day)] ?? [];
    return { kind: openings.length > 0 ? 'week' : 'off', name: '', openings };
  };
}

function covers({ date, until = date, yearly }: Holiday, day: string): boolean {
  if (!yearly) return date <= day && day <= until;
  const [from, to, at] = [date.slice(5), until.slice(5), day.slice(5)];
  return from <= to ? from <= at && at <= to : at >= from || at <= to;
}

function keepShorter(known: Map<string, Holiday>, key: string, holiday: Holiday): void {
  known.set(key, shorter(known.get(key), holiday) ?? holiday);
}

function shorter(one: Holiday | undefined, other: Holiday | undefined): Holiday | undefined {
  if (!one || !other) return one ?? other;
  return (other.openings ?? []).length === 0 && (one.openings ?? []).length > 0 ? other : one;
}
