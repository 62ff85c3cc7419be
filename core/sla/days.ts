import type { Calendar, Holiday, Opening } from './calendar.ts';
import { DAY, dayNumber, weekdayOf } from './wall-time.ts';

/** What kind of day a calendar makes of a date, and its hours. `off`: a weekday without hours. */
export type Day = { kind: 'week' | 'off' | 'holiday' | 'exception'; name: string; openings: readonly Opening[] };

type Dated = Pick<Calendar, 'week' | 'holidays' | 'exceptions'>;

/**
 * Looks up days of a calendar, by number since 1970-01-01. A holiday beats an exception, an exception beats the week.
 * Of several holidays on one date the shortest day holds: a closed one before one with hours.
 */
export function daysOf({ week, holidays, exceptions }: Dated): (day: number) => Day {
  const usual = Array.from({ length: 7 }, (_, weekday): Day => {
    const openings = week[weekday] ?? [];
    return { kind: openings.length > 0 ? 'week' : 'off', name: '', openings };
  });
  const special = new Map(exceptions.map(({ date, name, openings }) => [dayNumber(date), { name, openings }]));
  const holidayOn = holidays.length > 0 ? holidaysOf(holidays) : () => undefined;
  return (day) => {
    const holiday = holidayOn(day);
    if (holiday) return { kind: 'holiday', name: holiday.name, openings: holiday.openings ?? [] };
    const exception = special.get(day);
    return exception ? { kind: 'exception', ...exception } : (usual[weekdayOf(day)] as Day);
  };
}

/** Dates as numbers: decades of days are looked up when a calendar is compiled. */
function holidaysOf(holidays: readonly Holiday[]): (day: number) => Holiday | undefined {
  const single = new Map<number, Holiday>();
  const yearly = new Map<number, Holiday>();
  const ranges: Range[] = [];
  for (const holiday of holidays) {
    const { date, until = date } = holiday;
    const number = holiday.yearly ? monthAndDay : dayNumber;
    if (until !== date) ranges.push({ from: number(date), to: number(until), holiday });
    else keepShorter(holiday.yearly ? yearly : single, number(date), holiday);
  }
  const hasYearly = holidays.some((holiday) => holiday.yearly);
  return (day) => {
    const inYear = hasYearly ? monthAndDayOf(day) : 0;
    let found = shorter(single.get(day), yearly.get(inYear));
    for (const range of ranges) if (covers(range, day, inYear)) found = shorter(found, range.holiday);
    return found;
  };
}

type Range = { from: number; to: number; holiday: Holiday };

function covers({ from, to, holiday }: Range, day: number, inYear: number): boolean {
  if (!holiday.yearly) return from <= day && day <= to;
  return from <= to ? from <= inYear && inYear <= to : inYear >= from || inYear <= to;
}

/** 1224 for 24 December, whatever the year. */
function monthAndDay(date: string): number {
  return Number(date.slice(5, 7)) * 100 + Number(date.slice(8, 10));
}

function monthAndDayOf(day: number): number {
  const date = new Date(day * DAY);
  return (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}

function keepShorter(known: Map<number, Holiday>, key: number, holiday: Holiday): void {
  known.set(key, shorter(known.get(key), holiday) ?? holiday);
}

function shorter(one: Holiday | undefined, other: Holiday | undefined): Holiday | undefined {
  if (!one || !other) return one ?? other;
  return (other.openings ?? []).length === 0 && (one.openings ?? []).length > 0 ? other : one;
}
