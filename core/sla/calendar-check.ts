import type { Calendar, Opening } from './calendar.ts';

/** A calendar as somebody draws it, before the server gives it a version and compiles its zone. */
export type CalendarDrawing = Pick<Calendar, 'name' | 'zone' | 'week' | 'holidays' | 'exceptions'>;

/** What is wrong, and where: a path like `week.2.0`. */
export type Flaw = { field: string; says: string };

const DAY = 1_440;
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** In minutes of its day, or of the week. */
type Span = { field: string; from: number; to: number; says: string };

/**
 * Why clocks could not run by this calendar: never open, overlapping itself, a zone that nobody knows, a date that
 * isn't one or that is both a holiday and an exception. Which zones there are is the edge's knowledge.
 */
export function checkCalendar(drawing: CalendarDrawing, knowsZone: (zone: string) => boolean): Flaw[] {
  return [
    ...zoneFlaws(drawing, knowsZone),
    ...neverOpen(drawing),
    ...weekOverlaps(drawing),
    ...lateBeginnings(drawing),
    ...drawing.exceptions.flatMap((exception, at) =>
      overlaps(spansOf(exception.openings, `exceptions.${at}.openings`, exception.date)),
    ),
    ...dateFlaws(drawing),
  ];
}

function zoneFlaws({ name, zone }: CalendarDrawing, knowsZone: (zone: string) => boolean): Flaw[] {
  return knowsZone(zone) ? [] : [{ field: 'zone', says: `"${name}" names a time zone that isn't known: "${zone}".` }];
}

function neverOpen({ name, week }: CalendarDrawing): Flaw[] {
  if (week.some((openings) => openings.length > 0)) return [];
  return [
    { field: 'week', says: `"${name}" is never open, so no clock could run. Give at least one day opening hours.` },
  ];
}

/** The week is a ring: Sunday night may run into Monday morning. */
function weekOverlaps({ week }: CalendarDrawing): Flaw[] {
  const spans = week.flatMap((openings, day) =>
    spansOf(openings, `week.${day}`, days[day] ?? '').map((span) => ({
      ...span,
      from: span.from + day * DAY,
      to: span.to + day * DAY,
    })),
  );
  const turned = spans.filter((span) => span.to > 7 * DAY).map((span) => ({ ...span, from: 0, to: span.to - 7 * DAY }));
  return overlaps([...spans, ...turned]);
}

/** `24:00` is an end; as a beginning it would mean the next day and say this one. */
function lateBeginnings({ week, exceptions }: CalendarDrawing): Flaw[] {
  const all = [
    ...week.map((openings, day) => spansOf(openings, `week.${day}`, days[day] ?? '')),
    ...exceptions.map((one, at) => spansOf(one.openings, `exceptions.${at}.openings`, one.date)),
  ];
  return all
    .flat()
    .filter((span) => span.from >= DAY)
    .map(({ field, says }) => ({
      field,
      says: `${says}: an opening can't begin at 24:00. Begin the next day at 00:00.`,
    }));
}

function spansOf(openings: readonly Opening[], field: string, day: string): Span[] {
  return openings.map(([from, to], at) => ({
    field: `${field}.${at}`,
    from: minutes(from),
    to: minutes(to) > minutes(from) ? minutes(to) : minutes(to) + DAY,
    says: `${day} ${from} to ${to}`,
  }));
}

function overlaps(spans: readonly Span[]): Flaw[] {
  const flaws: Flaw[] = [];
  const inOrder = [...spans].sort((a, b) => a.from - b.from || a.to - b.to);
  let last: Span | null = null;
  for (const span of inOrder) {
    if (last && span.from < last.to) {
      flaws.push({ field: span.field, says: `${span.says} overlaps ${last.says}. Join them, or move one.` });
    }
    if (!last || span.to > last.to) last = span;
  }
  return flaws;
}

function dateFlaws({ holidays, exceptions }: CalendarDrawing): Flaw[] {
  const flaws: Flaw[] = [];
  const seen = new Map<string, string>();
  const look = (date: string, field: string, name: string) => {
    if (!isDate(date)) flaws.push({ field, says: `${date} is not a date of the calendar.` });
    const other = seen.get(date);
    if (other !== undefined) flaws.push({ field, says: `${date} is there twice: "${other}" and "${name}". Keep one.` });
    seen.set(date, name);
  };
  holidays.forEach((holiday, at) => {
    look(holiday.date, `holidays.${at}.date`, holiday.name);
  });
  exceptions.forEach((exception, at) => {
    look(exception.date, `exceptions.${at}.date`, exception.name);
    const yearly = holidays.find(
      (one) => one.yearly && one.date !== exception.date && one.date.slice(5) === exception.date.slice(5),
    );
    if (yearly) {
      flaws.push({
        field: `exceptions.${at}.date`,
        says: `${exception.date} is "${yearly.name}" every year, and a holiday is closed. Take one of them out.`,
      });
    }
  });
  return flaws;
}

/** 30 February is no date; `Date.UTC` knows no machine's zone. */
function isDate(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10) === date;
}

function minutes(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}
