import type { CalendarDraft } from '#core/admin/documents.ts';
import type { DocumentId } from '#core/ids.ts';
import type { Calendar, Holiday, Opening } from '#core/sla/calendar.ts';
import type { Flaw } from '#core/sla/calendar-check.ts';
import { openingsOf, openingsText } from './openings.ts';

/** A holiday while it is typed: no `until` is one day, no `openings` is closed all day. */
export type HolidayText = { date: string; until: string; name: string; yearly: boolean; openings: string };
export type ExceptionText = { date: string; name: string; openings: string };

/** A calendar while it is typed: hours as text, a line a day. */
export type CalendarText = {
  name: string;
  zone: string;
  week: string[];
  holidays: HolidayText[];
  exceptions: ExceptionText[];
};

export function textOf(calendar: Calendar | null): CalendarText {
  if (!calendar) {
    const week = Array.from({ length: 7 }, (_, day) => (day < 5 ? '08:00–17:00' : ''));
    return { name: '', zone: 'UTC', week, holidays: [], exceptions: [] };
  }
  const { name, zone, week, holidays, exceptions } = calendar;
  return {
    name,
    zone,
    week: week.map(openingsText),
    holidays: holidays.map(holidayText),
    exceptions: exceptions.map((one) => ({ ...one, openings: openingsText(one.openings) })),
  };
}

export function holidayText({ date, until = '', name, yearly, openings = [] }: Holiday): HolidayText {
  return { date, until, name, yearly, openings: openingsText(openings) };
}

/** What was typed, read; or the first thing that can't be, by its field. */
export function calendarOf(text: CalendarText, id: DocumentId | null): CalendarDraft | Flaw {
  const week: Opening[][] = [];
  for (const [day, typed] of text.week.entries()) {
    const openings = openingsOf(typed);
    if (!openings) return { field: `week.${day}`, says: 'Give hours like 08:00–12:00, 13:00–17:00, or nothing.' };
    week.push(openings);
  }
  const holidays: Holiday[] = [];
  for (const [at, typed] of text.holidays.entries()) {
    const holiday = holidayOf(typed, `holidays.${at}`);
    if ('field' in holiday) return holiday;
    holidays.push(holiday);
  }
  const exceptions: CalendarDraft['exceptions'] = [];
  for (const [at, { date, name, openings: typed }] of text.exceptions.entries()) {
    const field = `exceptions.${at}`;
    const openings = openingsOf(typed);
    if (!isDay(date)) return { field: `${field}.date`, says: 'Give the date.' };
    if (!openings) return { field: `${field}.openings`, says: 'Give hours like 08:00–12:00, or nothing.' };
    exceptions.push({ date, name: name.trim(), openings });
  }
  return { id, name: text.name, zone: text.zone, week, holidays, exceptions };
}

function holidayOf({ date, until, name, yearly, openings: typed }: HolidayText, field: string): Holiday | Flaw {
  const openings = openingsOf(typed);
  if (!isDay(date)) return { field: `${field}.date`, says: 'Give the date.' };
  if (until !== '' && !isDay(until)) return { field: `${field}.until`, says: 'Give the last day, or nothing.' };
  if (!openings) return { field: `${field}.openings`, says: 'Give hours like 08:00–12:00, or nothing.' };
  return {
    date,
    ...(until !== '' && until !== date ? { until } : {}),
    name: name.trim(),
    yearly,
    ...(openings.length > 0 ? { openings } : {}),
  };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}
