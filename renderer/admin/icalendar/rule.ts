import ICAL from 'ical.js';
import { dayNumber } from '#core/sla/wall-time.ts';
import type { Repetition } from './repetition.ts';

const every = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' } as const;
const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const understood = ['BYMONTH', 'BYMONTHDAY', 'BYDAY', 'BYSETPOS'];

/** A rule of recurrence; null where it says something that whole days don't have, or that hardly anybody writes. */
export function repetitionOf(value: unknown): Repetition | null {
  if (!(value instanceof ICAL.Recur) || !isDaily(value.freq)) return null;
  if (Object.keys(value.parts).some((part) => !understood.includes(part))) return null;
  const { BYMONTH = [], BYMONTHDAY = [], BYDAY = [], BYSETPOS = [] } = value.parts;
  const weekdays = BYDAY.map(weekdayOf);
  const numbers = [...BYMONTH, ...BYMONTHDAY, ...BYSETPOS];
  if (weekdays.includes(null) || !numbers.every(Number.isInteger)) return null;
  return {
    every: every[value.freq],
    interval: Math.max(1, value.interval),
    count: value.count || null,
    until: value.until ? dayNumber(value.until.toString()) : null,
    weekStart: (value.wkst + 5) % 7,
    months: BYMONTH,
    monthDays: BYMONTHDAY,
    weekdays: weekdays.filter((day) => day !== null),
    positions: BYSETPOS,
  };
}

function isDaily(freq: string): freq is keyof typeof every {
  return freq in every;
}

/** `MO`, `4TH`, `-1MO`. */
function weekdayOf(text: string): Repetition['weekdays'][number] | null {
  const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(text);
  return match ? { nth: match[1] ? Number(match[1]) : null, day: days.indexOf(match[2] ?? '') } : null;
}
