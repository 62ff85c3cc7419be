import type { Calendar, Opening } from '../calendar.ts';
import { ALWAYS } from '../calendar.ts';
import { checkCalendar, type Flaw } from '../calendar-check.ts';
import { daysOf } from '../days.ts';
import { dayNumber } from '../wall-time.ts';
import { quoted } from './first-wrong.ts';
import { type CalendarText, MOST } from './question.ts';
import { Unanswerable } from './unanswerable.ts';

/** A calendar as the engine has it, before it is compiled. */
export type Drawing = Pick<Calendar, 'name' | 'zone' | 'week' | 'holidays' | 'exceptions'>;

export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** What was typed, checked as any calendar is. Throws `Unanswerable`, by the field as typed: `calendar.week.wed.0`. */
export function drawingOf(text: CalendarText, field: string, knowsZone: (zone: string) => boolean): Drawing {
  if (!knowsZone(text.timezone)) {
    const says = `No time zone is called ${quoted(text.timezone)}. Give its IANA name, such as "Europe/Berlin".`;
    throw new Unanswerable({ field: `${field}.timezone`, says });
  }
  const drawing: Drawing = {
    name: 'This calendar',
    zone: text.timezone,
    week: text.week === 'always' ? ALWAYS.week : weekOf(text.week),
    holidays: (text.holidays ?? []).map((holiday, at) => holidayOf(holiday, `${field}.holidays.${at}`)),
    exceptions: Object.entries(text.exceptions ?? {}).map(([date, openings]) => ({ date, openings, name: '' })),
  };
  const ranges = drawing.holidays.filter(({ until }) => until !== undefined).length;
  if (ranges > MOST.ranges) {
    const says = `${ranges} of them are ranges of dates. Give at most ${MOST.ranges}, joined where they meet.`;
    throw new Unanswerable({ field: `${field}.holidays`, says });
  }
  const [flaw] = checkCalendar(drawing, () => true);
  if (flaw) throw new Unanswerable(asTyped(flaw, field, text));
  if (!isEverOpen(drawing)) {
    const says = 'Its holidays leave nothing open, so no clock could run. Give it hours on some day.';
    throw new Unanswerable({ field: `${field}.holidays`, says });
  }
  return drawing;
}

type Week = Exclude<CalendarText['week'], 'always'>;

function weekOf(week: Week): Opening[][] {
  return days.map((day) => week[day] ?? []);
}

function holidayOf(text: NonNullable<CalendarText['holidays']>[number], field: string): Drawing['holidays'][number] {
  const { date, until, name = '', hours } = wholeOf(text);
  const yearly = date.startsWith('*');
  if (until !== undefined && until.startsWith('*') !== yearly) {
    throw new Unanswerable({
      field,
      says: 'Give a range from one date to another, or from one day of every year to another.',
    });
  }
  // A leap year stands for every year, so that the 29th of February is a date.
  const dated = (day: string) => day.replace('*', '2000');
  return {
    date: dated(date),
    ...(until === undefined ? {} : { until: dated(until) }),
    name,
    yearly,
    ...(hours === undefined ? {} : { openings: hours }),
  };
}

type Whole = Extract<NonNullable<CalendarText['holidays']>[number], { date: string }>;

function wholeOf(text: NonNullable<CalendarText['holidays']>[number]): Whole {
  if (typeof text === 'string') return { date: text };
  return Array.isArray(text) ? { date: text[0], until: text[1] } : text;
}

/** Holidays the year round can leave nothing of a week, and dated ones nothing of exceptions: the parts alone don't tell. */
function isEverOpen(drawing: Drawing): boolean {
  const { week, holidays, exceptions } = drawing;
  if (week.some((openings) => openings.length > 0) && !isHolidayAllYear(holidays)) return true;
  const dayOf = daysOf(drawing);
  const isOpenIn = (from: string, to = from) => {
    const last = Math.min(dayNumber(to), dayNumber(from) + 366);
    for (let day = dayNumber(from); day <= last; day++) if (dayOf(day).openings.length > 0) return true;
    return false;
  };
  return (
    exceptions.some(({ date }) => isOpenIn(date)) ||
    holidays.some(({ date, until, openings = [] }) => openings.length > 0 && isOpenIn(date, until))
  );
}

/** Dated holidays end some day; only yearly ones can take every day there is. */
function isHolidayAllYear(holidays: Drawing['holidays']): boolean {
  const yearly = holidays.filter((holiday) => holiday.yearly);
  if (yearly.length < 366 && yearly.every(({ until }) => until === undefined)) return false;
  const dayOf = daysOf({ week: [], holidays: yearly, exceptions: [] });
  return Array.from({ length: 366 }, (_, day) => dayOf(LEAP + day).kind).every((kind) => kind === 'holiday');
}

/** The first of January of a leap year. */
const LEAP = dayNumber('2000-01-01');

/** `week.2.0`, `holidays.3.openings.0`, `exceptions.0.openings.1`, as whoever asks wrote them. */
function asTyped({ field, says }: Flaw, under: string, { holidays = [], exceptions = {} }: CalendarText): Flaw {
  const [part = '', at = '', ...rest] = field.split('.');
  const path = (...parts: string[]) => [under, part, ...parts].filter((one) => one !== '').join('.');
  const sentence = says.replace('"This calendar"', 'This calendar');
  switch (part) {
    case 'week':
      return { field: path(at && (days[Number(at)] ?? at), ...rest), says: sentence };
    case 'exceptions':
      return { field: path(Object.keys(exceptions)[Number(at)] ?? '', ...rest.slice(1)), says: sentence };
    case 'holidays': {
      const [inside = '', ...deeper] = rest;
      const isPair = Array.isArray(holidays[Number(at)]);
      const name = isPair ? { date: '0', until: '1' }[inside] : { openings: 'hours' }[inside];
      return { field: path(at, name ?? inside, ...deeper), says: sentence };
    }
    default:
      return { field: path(at, ...rest), says: sentence };
  }
}
