import { DocumentId, type Instant } from '../../ids.ts';
import { ALWAYS, type Calendar } from '../calendar.ts';
import { checkCalendar, type Flaw } from '../calendar-check.ts';
import { openHours } from '../open-hours.ts';
import type { CalendarText } from './question.ts';

/** What only the edge knows of zones: whether one exists, and its changes in some years. */
export type Zones = {
  known(zone: string): boolean;
  /** Compiled from the first day of one year to the last of another. */
  compiled(zone: string, years: { from: number; to: number }): Pick<Calendar, 'transitions' | 'horizon'>;
};

/** What can't be answered, and which field says so. */
export class Unanswerable extends Error {
  readonly field: string;
  constructor({ field, says }: Flaw) {
    super(says);
    this.field = field;
  }
}

export type Years = { from: number; to: number };

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** Gregorian dates repeat after this many years: whoever needs more has mistyped something. */
const MOST_YEARS = 400;

/** A calendar as typed, checked and compiled for some years. Throws `Unanswerable`. `number`: which one of a question. */
export function drawn(text: CalendarText, field: string, zones: Zones, years: Years, number = 1): Calendar {
  const drawing = drawingOf(text, field);
  const [flaw] = checkCalendar(drawing, zones.known);
  if (flaw) throw new Unanswerable({ field: `${field}.${asTyped(flaw.field)}`, says: flaw.says });
  const calendar: Calendar = {
    ...drawing,
    id: DocumentId.parse(`00000000-0000-4000-8000-${String(100 + number).padStart(12, '0')}`),
    version: 1,
    by: null,
    at: 0,
    ...zones.compiled(drawing.zone, years),
  };
  if (drawing.week.every((openings) => openings.length === 0) && openHours(calendar).starts.length === 0) {
    throw new Unanswerable({ field: `${field}.exceptions`, says: 'It is open on none of its dates.' });
  }
  return calendar;
}

/** The years around some instants. */
export function yearsAround(instants: readonly Instant[], field: string): Years {
  const year = (at: Instant) => new Date(at).getUTCFullYear();
  const from = year(Math.min(...instants)) - 1;
  const to = year(Math.max(...instants)) + 2;
  if (to - from > MOST_YEARS) throw new Unanswerable({ field, says: `More than ${MOST_YEARS} years lie in between.` });
  return { from: Math.max(1, from), to: Math.min(9_998, to) };
}

/** Ten years more, then a hundred, up to `MOST_YEARS`; null where there are no more. */
export function further({ from, to }: Years): Years | null {
  const span = to - from;
  const next = span < 12 ? to + 10 : span < 110 ? to + 100 : from + MOST_YEARS;
  return next > to && next <= 9_998 ? { from, to: next } : null;
}

export function earlier({ from, to }: Years): Years | null {
  const moved = further({ from: -to, to: -from });
  return moved && moved.to <= -1 ? { from: -moved.to, to } : null;
}

type Drawing = Pick<Calendar, 'name' | 'zone' | 'week' | 'holidays' | 'exceptions'>;

function drawingOf(text: CalendarText, field: string): Drawing {
  const { week } = text;
  return {
    name: text.timezone,
    zone: text.timezone,
    week: week === 'always' ? ALWAYS.week : days.map((day) => week[day] ?? []),
    holidays: (text.holidays ?? []).map((holiday, at) => holidayOf(holiday, `${field}.holidays.${at}`)),
    exceptions: Object.entries(text.exceptions ?? {}).map(([date, openings]) => ({ date, openings, name: '' })),
  };
}

function holidayOf(text: NonNullable<CalendarText['holidays']>[number], field: string): Drawing['holidays'][number] {
  const whole = Array.isArray(text)
    ? { date: text[0], until: text[1] }
    : typeof text === 'string'
      ? { date: text }
      : text;
  const { date, until, name = '', hours } = { until: undefined, hours: undefined, ...whole };
  if (until !== undefined && until.startsWith('*') !== date.startsWith('*')) {
    throw new Unanswerable({ field, says: 'A range is of two dates, or of two days of every year.' });
  }
  // A leap year stands for every year, so that the 29th of February is a date.
  const dated = (day: string) => day.replace('*', '2000');
  return {
    date: dated(date),
    ...(until === undefined ? {} : { until: dated(until) }),
    name,
    yearly: date.startsWith('*'),
    ...(hours === undefined ? {} : { openings: hours }),
  };
}

/** `week.2.0` as whoever asks wrote it: `week.wed.0`. */
function asTyped(field: string): string {
  return field
    .replace(/^week\.(\d)/, (_, day: string) => `week.${days[Number(day)]}`)
    .replace(/^zone$/, 'timezone')
    .replace(/^(holidays\.\d+)\..*/, '$1');
}
