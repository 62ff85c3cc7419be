import type { DocumentId, Instant } from '../../ids.ts';
import type { Calendar } from '../calendar.ts';
import { type OpenHours, openBetween, openHours } from '../open-hours.ts';
import { DAY, dateOf, dayNumber } from '../wall-time.ts';
import type { Drawing } from './drawing.ts';

/** What only the edge knows of zones: whether one exists, and its changes in some years. */
export type Zones = {
  known(zone: string): boolean;
  /** Compiled from the first day of one year to the last of another. */
  compiled(zone: string, years: { from: number; to: number }): Pick<Calendar, 'transitions' | 'horizon'>;
};

/** A calendar, compiled where and as far as it is asked about. */
export type Agenda = {
  /** Compiled at least from two days before one instant to two days after another. */
  around(from: Instant, to: Instant): Calendar;
  /** The open hours of a year in UTC, and some around it. */
  year(year: number): OpenHours;
  /** Open ms in a year in UTC. Years that are alike are measured once. */
  openIn(year: number): number;
  /** Whether all that was compiled of it is certain at an instant, and not cut off there. */
  reaches(calendar: Calendar, at: Instant): boolean;
};

const MARGIN = 2;
/** Stretches kept of one calendar. */
const KEPT = 40;
/** Zones are compiled for this many years at once. */
const STRIDE = 20;

/** `spent` hears how much was compiled, so that whoever keeps agendas can let go of them. */
export function createAgenda(drawing: Drawing, id: DocumentId, zones: Zones, spent: (size: number) => void): Agenda {
  let stretches: Calendar[] = [];
  const totals = new Map<number, number>();
  const totalsOfLike = new Map<string, number>();

  const zoneAt = (from: number, to: number) => {
    const years = { from: floorTo(from - 1, STRIDE), to: floorTo(to + 1, STRIDE) + STRIDE - 1 };
    return zones.compiled(drawing.zone, years).transitions;
  };

  function drawn(first: number, last: number): Calendar {
    const from = dateOf(first);
    const to = dateOf(last);
    const calendar: Calendar = {
      ...drawing,
      holidays: within(drawing.holidays, ({ date, until = date, yearly }) => yearly || (date <= to && until >= from)),
      exceptions: within(drawing.exceptions, ({ date }) => from <= date && date <= to),
      id,
      version: 1,
      by: null,
      at: 0,
      transitions: zoneAt(Number(from.slice(0, 4)), Number(to.slice(0, 4))),
      horizon: { from, to },
    };
    spent(openHours(calendar).starts.length);
    return calendar;
  }

  function around(from: Instant, to: Instant): Calendar {
    const first = Math.floor(from / DAY) - MARGIN;
    const last = Math.floor(to / DAY) + MARGIN;
    const covers = ({ horizon }: Calendar) => dayNumber(horizon.from) <= first && dayNumber(horizon.to) >= last;
    const known = stretches.find(covers);
    if (known) return known;
    // What is asked about once gets what it asks; what is asked about again is asked about more: whole years.
    const made = stretches.length === 0 ? drawn(first, last) : drawn(yearStart(first) - MARGIN, yearEnd(last) + MARGIN);
    stretches = [made, ...stretches.slice(0, KEPT - 1)];
    return made;
  }

  const year = (number: number) => openHours(around(Date.UTC(number, 0, 1), Date.UTC(number + 1, 0, 1)));

  return {
    around,
    year,
    openIn(number) {
      const known = totals.get(number);
      if (known !== undefined) return known;
      const like = likeness(drawing, number, zoneAt(number, number));
      const open =
        totalsOfLike.get(like) ?? openBetween(year(number), Date.UTC(number, 0, 1), Date.UTC(number + 1, 0, 1));
      totals.set(number, open);
      totalsOfLike.set(like, open);
      return open;
    },
    reaches: ({ horizon }, at) => at > (dayNumber(horizon.from) + 1) * DAY && at < dayNumber(horizon.to) * DAY,
  };
}

/**
 * What makes two years have the same open hours: the weekday they begin with, their length, and the same changes of the
 * clocks at the same places. A year with dates of its own is like no other.
 */
function likeness({ holidays, exceptions }: Drawing, year: number, transitions: Calendar['transitions']): string {
  const start = Date.UTC(year, 0, 1);
  const end = Date.UTC(year + 1, 0, 1);
  const from = dateOf(start / DAY - 2 * MARGIN);
  const to = dateOf(end / DAY + 2 * MARGIN);
  const hasOwn =
    holidays.some(({ date, until = date, yearly }) => !yearly && date <= to && until >= from) ||
    exceptions.some(({ date }) => from <= date && date <= to);
  if (hasOwn) return `the year ${year}`;
  const margin = 2 * MARGIN * DAY;
  const before = transitions.findLast(({ at }) => at <= start - margin) ?? transitions[0];
  const changes = transitions.filter(({ at }) => at > start - margin && at < end + margin);
  const clocks = changes.map(({ at, offset }) => `${at - start}:${offset}`);
  return [(start / DAY) % 7, (end - start) / DAY, before?.offset, ...clocks].join(' ');
}

/** What falls into a stretch. Never nothing where there was something: a calendar that has dates is not always open. */
function within<T>(list: readonly T[], falls: (one: T) => boolean): T[] {
  const found = list.filter(falls);
  return found.length > 0 ? found : list.slice(0, 1);
}

function floorTo(value: number, step: number): number {
  return Math.floor(value / step) * step;
}

function yearStart(day: number): number {
  return Date.UTC(new Date(day * DAY).getUTCFullYear(), 0, 1) / DAY;
}

function yearEnd(day: number): number {
  return Date.UTC(new Date(day * DAY).getUTCFullYear() + 1, 0, 1) / DAY;
}
