import ICAL from 'ical.js';
import { dateOf, dayNumber } from '#core/sla/wall-time.ts';
import type { Repetition } from './repetition.ts';
import { repetitionOf } from './rule.ts';

type About = {
  name: string;
  uid: string | null;
  /** Where it stands in for one day of a repeating event, which day. */
  instead: number | null;
};

/** Days are numbers since 1970-01-01. */
export type AllDay = About & {
  why: null;
  start: number;
  /** In days, at least one. */
  length: number;
  rules: readonly Repetition[];
  also: readonly number[];
  not: readonly number[];
};

/** An event that can't be a holiday, and why, as the end of a sentence that begins with its name. */
export type Unfit = About & { why: string };

/** The events of an iCalendar file, or what is wrong with the file. */
export function eventsIn(text: string): (AllDay | Unfit)[] | string {
  const lines = text.trim().split(/\r\n|\r|\n/);
  if (lines.length === 1 && lines[0] === '') return 'The file is empty.';
  if (!/^BEGIN:VCALENDAR\s*$/i.test(lines[0] ?? '')) {
    return 'That is not an iCalendar file: it doesn’t begin with BEGIN:VCALENDAR. Choose one whose name ends in .ics.';
  }
  const blocks = blocksOf(lines);
  if (!blocks) return 'That file breaks off in the middle. Fetch it once more.';
  return blocks.length === 0 ? 'There is no event in that file.' : blocks.map(eventOf);
}

/** The lines of each event; null where the file ends inside one. A line that begins with a space goes on with the last. */
function blocksOf(lines: readonly string[]): string[][] | null {
  const blocks: string[][] = [];
  let block: string[] | null = null;
  for (const line of lines) {
    const begins = /^BEGIN:VEVENT\s*$/i.test(line);
    if (begins && block) return null;
    if (begins) {
      block = [];
      blocks.push(block);
    }
    block?.push(line);
    if (/^END:VEVENT\s*$/i.test(line)) block = null;
  }
  return block || !/^END:VCALENDAR\s*$/i.test(lines.at(-1) ?? '') ? null : blocks;
}

/** Each is read by itself, so that one that can't be read doesn't take the others with it. */
function eventOf(block: readonly string[]): AllDay | Unfit {
  try {
    return read(new ICAL.Component(ICAL.parse(block.join('\r\n'))));
  } catch {
    const name = tidy(block.find((line) => /^SUMMARY[;:]/i.test(line))?.replace(/^[^:]*:/, ''));
    return { name, uid: null, instead: null, why: 'can’t be read: something in it isn’t written as iCalendar has it.' };
  }
}

function read(event: ICAL.Component): AllDay | Unfit {
  const uid = event.getFirstPropertyValue('uid');
  const about: About = {
    name: tidy(event.getFirstPropertyValue('summary')),
    uid: typeof uid === 'string' ? uid : null,
    instead: datesOf(event, 'recurrence-id')[0]?.day ?? null,
  };
  const unfit = (why: string): Unfit => ({ ...about, why });
  const status = event.getFirstPropertyValue('status');
  if (typeof status === 'string' && status.toUpperCase() === 'CANCELLED') return unfit('is cancelled.');
  if (!event.hasProperty('dtstart')) return unfit('has no date.');
  const [start] = datesOf(event, 'dtstart');
  if (!start) return unfit('begins on no date of the calendar.');
  if (start.timed) return unfit('has hours. Only what lasts all day becomes a holiday.');
  const length = lengthOf(event, start.day);
  if (typeof length === 'string') return unfit(length);
  const rules = event.getAllProperties('rrule').map((property) => repetitionOf(property.getFirstValue()));
  const also = datesOf(event, 'rdate');
  if (event.hasProperty('exrule') || rules.includes(null) || also.some((date) => !date || date.timed)) {
    return unfit('comes again in a way that can’t be written out. Add its days by hand.');
  }
  return {
    ...about,
    why: null,
    start: start.day,
    length,
    rules: rules.filter((rule) => rule !== null),
    also: also.flatMap((date) => date?.day ?? []),
    not: datesOf(event, 'exdate').flatMap((date) => date?.day ?? []),
  };
}

/** In days. An end is exclusive; one that is no later than the beginning, or none, is a single day. */
function lengthOf(event: ICAL.Component, start: number): number | string {
  const duration = event.getFirstPropertyValue('duration');
  const [end] = datesOf(event, 'dtend');
  let length = 1;
  if (event.hasProperty('dtend')) {
    if (!end) return 'ends on no date of the calendar.';
    length = end.day - start;
  } else if (duration instanceof ICAL.Duration) length = Math.ceil(duration.toSeconds() / 86_400);
  if (length < 0) return 'ends before it begins.';
  return length > 3_660 ? 'lasts longer than ten years.' : Math.max(1, length);
}

/**
 * The dates of a property, as they are written: zones mean nothing to a whole day. Many programs leave out VALUE=DATE,
 * or add a TZID to it; a date is one all the same. Null where it is none, such as 31 June.
 */
function datesOf(event: ICAL.Component, name: string): ({ day: number; timed: boolean } | null)[] {
  return event
    .getAllProperties(name)
    .flatMap((property) => property.jCal.slice(3))
    .map((value: unknown) => {
      if (typeof value !== 'string') return { day: 0, timed: true };
      const [date = '', time = '::'] = value.split('T');
      const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? dayNumber(date) : Number.NaN;
      return Number.isNaN(day) || dateOf(day) !== date ? null : { day, timed: time !== '::' };
    });
}

/** One line, at most as long as a name may be, without half a character at its end. */
function tidy(summary: unknown): string {
  if (typeof summary !== 'string') return '';
  const line = summary.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.slice(0, 120).replace(/[\uD800-\uDBFF]$/, '');
}
