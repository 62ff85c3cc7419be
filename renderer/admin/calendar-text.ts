import type { CalendarDraft } from '#core/admin/documents.ts';
import type { DocumentId } from '#core/ids.ts';
import type { Calendar, Opening } from '#core/sla/calendar.ts';
import type { Flaw } from '#core/sla/calendar-check.ts';
import { openingsOf, openingsText } from './openings.ts';

/** A calendar while it is typed: hours as text, a line a day. */
export type CalendarText = {
  name: string;
  zone: string;
  week: string[];
  holidays: { date: string; name: string; yearly: boolean }[];
  exceptions: { date: string; name: string; openings: string }[];
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
    holidays,
    exceptions: exceptions.map((one) => ({ ...one, openings: openingsText(one.openings) })),
  };
}

/** What was typed, read; or the first thing that can't be, by its field. */
export function calendarOf(text: CalendarText, id: DocumentId | null): CalendarDraft | Flaw {
  const week: Opening[][] = [];
  for (const [day, typed] of text.week.entries()) {
    const openings = openingsOf(typed);
    if (!openings) return { field: `week.${day}`, says: 'Give hours like 08:00–12:00, 13:00–17:00, or nothing.' };
    week.push(openings);
  }
  const exceptions: CalendarDraft['exceptions'] = [];
  for (const [at, { date, name, openings: typed }] of text.exceptions.entries()) {
    const openings = openingsOf(typed);
    if (!openings) return { field: `exceptions.${at}.openings`, says: 'Give hours like 08:00–12:00, or nothing.' };
    exceptions.push({ date, name, openings });
  }
  for (const [list, rows] of [
    ['holidays', text.holidays],
    ['exceptions', exceptions],
  ] as const) {
    const at = rows.findIndex((row) => !/^\d{4}-\d{2}-\d{2}$/.test(row.date));
    if (at >= 0) return { field: `${list}.${at}.date`, says: 'Give the date.' };
  }
  return { id, name: text.name, zone: text.zone, week, holidays: text.holidays, exceptions };
}
