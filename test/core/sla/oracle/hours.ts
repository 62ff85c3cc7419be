import type { CalendarText } from '#core/sla/laboratory/question.ts';
import { DAY, dateOf, instantOf, isLeftOut } from './wall.ts';

export type Hours = { isOpen(at: number): boolean };
type Opening = readonly [string, string];
type Stretch = readonly [from: number, to: number];

/** Around the clock, whatever the calendar. */
export const always: Hours = { isOpen: () => true };

/** Answers for one instant at a time: is any opening of the days around it running? Written from SPEC alone. */
export function hoursOf(calendar: CalendarText): Hours {
  const ofDay = remembered((day) => openingsOf(calendar, dateOf(day)));
  /** Zones are at most 14 hours from UTC, an opening at most a day long, a day left out one more. */
  const around = remembered((day) =>
    [-3, -2, -1, 0, 1, 2]
      .flatMap((step) => ofDay(day + step))
      .filter(([from, to]) => from < (day + 1) * DAY && to > day * DAY),
  );
  return {
    isOpen(at) {
      const near = around(Math.floor(at / DAY));
      for (const [from, to] of near) if (from <= at && at < to) return true;
      return false;
    },
  };
}

function remembered(find: (day: number) => Stretch[]): (day: number) => Stretch[] {
  const known = new Map<number, Stretch[]>();
  return (day) => {
    const found = known.get(day) ?? find(day);
    if (!known.has(day)) known.set(day, found);
    return found;
  };
}

/** [SLA4] What begins on this date, also where it ends on the next. */
function openingsOf(calendar: CalendarText, date: Temporal.PlainDate): Stretch[] {
  const { timezone } = calendar;
  if (isLeftOut(date, timezone)) return [];
  return hoursOn(calendar, date).map(([from, to]) => {
    const end = minutes(to) > minutes(from) ? date : date.add({ days: 1 });
    return [instantOf(date, from, timezone), instantOf(end, to, timezone)];
  });
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** [SLA5] A holiday beats an exception, an exception the week. [SLA32] Of several holidays a closed one wins. */
function hoursOn({ week, holidays = [], exceptions = {} }: CalendarText, date: Temporal.PlainDate): readonly Opening[] {
  const today = holidays.map(plain).filter((holiday) => fallsOn(holiday, date));
  const [first] = today;
  if (first) return today.some(({ hours }) => hours.length === 0) ? [] : first.hours;
  const exception = exceptions[date.toString()];
  if (exception) return exception;
  if (week === 'always') return [['00:00', '24:00']];
  return week[weekdays[date.dayOfWeek - 1] ?? 'mon'] ?? [];
}

type Holiday = { first: string; last: string; hours: readonly Opening[] };

function plain(holiday: NonNullable<CalendarText['holidays']>[number]): Holiday {
  if (typeof holiday === 'string') return { first: holiday, last: holiday, hours: [] };
  if (Array.isArray(holiday)) return { first: holiday[0], last: holiday[1], hours: [] };
  return { first: holiday.date, last: holiday.until ?? holiday.date, hours: holiday.hours ?? [] };
}

/** [SLA31] Yearly ones look at month and day only, and may run over the turn of the year. */
function fallsOn({ first, last }: Holiday, date: Temporal.PlainDate): boolean {
  if (!first.startsWith('*')) return first <= date.toString() && date.toString() <= last;
  const [day, from, to] = [date.toString().slice(-5), first.slice(-5), last.slice(-5)];
  return from <= to ? from <= day && day <= to : from <= day || day <= to;
}

function minutes(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}
