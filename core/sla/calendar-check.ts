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
    ...spanFlaws(drawing),
    ...weekOverlaps(drawing),
    ...datedSpans(drawing).flatMap(overlaps),
    ...holidayFlaws(drawing),
    ...exceptionFlaws(drawing),
  ];
}

function zoneFlaws({ name, zone }: CalendarDrawing, knowsZone: (zone: string) => boolean): Flaw[] {
  return knowsZone(zone) ? [] : [{ field: 'zone', says: `"${name}" names a time zone that isn't known: "${zone}".` }];
}

function neverOpen({ name, week, exceptions }: CalendarDrawing): Flaw[] {
  if ([...week, ...exceptions.map((one) => one.openings)].some((openings) => openings.length > 0)) return [];
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

/** `24:00` is an end; as a beginning it would mean the next day and say this one. Nor does an opening of no length open. */
function spanFlaws(drawing: CalendarDrawing): Flaw[] {
  const week = drawing.week.map((openings, day) => spansOf(openings, `week.${day}`, days[day] ?? ''));
  return [...week, ...datedSpans(drawing)].flat().flatMap(({ field, from, to, says }) => {
    if (from >= DAY) {
      return [{ field, says: `${says}: an opening can't begin at 24:00. Begin the next day at 00:00.` }];
    }
    if (to - from < DAY || from === 0) return [];
    return [{ field, says: `${says} has no length. Write 00:00 to 24:00 for a whole day.` }];
  });
}

/** The openings of single dates, a list for each: half days and exceptions. */
function datedSpans({ holidays, exceptions }: CalendarDrawing): Span[][] {
  return [
    ...holidays.map((one, at) => spansOf(one.openings ?? [], `holidays.${at}.openings`, one.date)),
    ...exceptions.map((one, at) => spansOf(one.openings, `exceptions.${at}.openings`, one.date)),
  ];
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

function holidayFlaws({ holidays }: CalendarDrawing): Flaw[] {
  return holidays.flatMap(({ date, until, yearly }, at) => {
    const flaws: Flaw[] = [];
    const field = `holidays.${at}`;
    for (const [part, day] of [
      ['date', date],
      ['until', until],
    ] as const) {
      if (day !== undefined && !isDate(day)) flaws.push({ field: `${field}.${part}`, says: notADate(day) });
    }
    if (!yearly && until !== undefined && until < date) {
      flaws.push({ field: `${field}.until`, says: `It ends on ${until}, before it begins on ${date}.` });
    }
    if (yearly && until !== undefined && until >= aYearAfter(date)) {
      flaws.push({ field: `${field}.until`, says: 'What comes every year ends within a year.' });
    }
    return flaws;
  });
}

function aYearAfter(date: string): string {
  return `${String(Number(date.slice(0, 4)) + 1).padStart(4, '0')}${date.slice(4)}`;
}

function exceptionFlaws({ exceptions }: CalendarDrawing): Flaw[] {
  const seen = new Map<string, string>();
  return exceptions.flatMap(({ date, name }, at) => {
    const other = seen.get(date);
    seen.set(date, name);
    const field = `exceptions.${at}.date`;
    if (!isDate(date)) return [{ field, says: notADate(date) }];
    return other === undefined ? [] : [{ field, says: `${date} is there twice: "${other}" and "${name}". Keep one.` }];
  });
}

function notADate(day: string): string {
  return `${day} is not a date of the calendar.`;
}

/** Whether a day of this name exists: 30 February doesn't. Thousands of holidays are asked at once. */
export function isDate(date: string): boolean {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && isLeap ? 29 : (monthDays[month - 1] ?? 0);
  // `Date.UTC` takes the years before 100 for those of the twentieth century.
  return year >= 100 && day >= 1 && day <= days;
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function minutes(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}
