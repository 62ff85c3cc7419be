import { DAY, weekdayOf } from '#core/sla/wall-time.ts';

/** How an event comes again (RFC 5545, section 3.3.10), as far as whole days go. Weekdays: 0 is Monday. */
export type Repetition = {
  every: 'day' | 'week' | 'month' | 'year';
  interval: number;
  count: number | null;
  /** The last day that it may fall on. */
  until: number | null;
  weekStart: number;
  months: readonly number[];
  /** Of the month; negative ones count from its end. */
  monthDays: readonly number[];
  /** `nth`: the third of its month or year, the last but one (-2); null: all of them. */
  weekdays: readonly { nth: number | null; day: number }[];
  /** Which of a period's days; empty: all of them. */
  positions: readonly number[];
};

type Window = { from: number; until: number };

/**
 * The days in a window on which something that begins on `start` comes again, in order; the first is `start` itself.
 * Days are numbers since 1970-01-01. Null where there are more than `most`. Ends for every rule, also for one that
 * never falls on a day: it walks the periods of the window, each once.
 */
export function occurrences(rule: Repetition, start: number, window: Window, most: number): number[] | null {
  const falls = dayTest(rule, start);
  const last = Math.min(window.until, rule.until ?? window.until);
  const found = start >= window.from && start <= last ? [start] : [];
  let count = 1;
  for (let turn = firstTurn(rule, start, window.from); ; turn++) {
    const { first, length } = period(rule, start, turn);
    if (!(first <= last)) return found;
    const days = Array.from({ length }, (_, index) => first + index).filter(falls);
    for (const day of atPositions(days, rule.positions)) {
      if (day <= start || day > last) continue;
      count += 1;
      if (rule.count !== null && count > rule.count) return found;
      if (day >= window.from) found.push(day);
      if (found.length > most) return null;
    }
  }
}

/** Periods that end before the window are skipped, unless something counts them. */
function firstTurn({ every, interval, count }: Repetition, start: number, from: number): number {
  if (count !== null) return 0;
  const longest = { day: 1, week: 7, month: 31, year: 366 }[every];
  return Math.max(0, Math.floor((from - start) / (longest * interval)) - 1);
}

/** The days of the turn-th period: one day, a week, a month, a year. */
function period({ every, interval, weekStart }: Repetition, start: number, turn: number) {
  const steps = turn * interval;
  if (every === 'day') return { first: start + steps, length: 1 };
  if (every === 'week') return { first: start - ((weekdayOf(start) - weekStart + 7) % 7) + steps * 7, length: 7 };
  const { year, month } = partsOf(start);
  if (every === 'month') return stretch(firstOf(year, month + steps), firstOf(year, month + steps + 1));
  return stretch(firstOf(year + steps, 1), firstOf(year + steps + 1, 1));
}

function stretch(first: number, next: number) {
  return { first, length: next - first };
}

/** What a rule leaves out it takes from the day it begins on. */
function dayTest(rule: Repetition, start: number): (day: number) => boolean {
  const begin = partsOf(start);
  const bare = rule.monthDays.length === 0 && rule.weekdays.length === 0;
  const months = rule.every === 'year' && bare && rule.months.length === 0 ? [begin.month] : rule.months;
  const monthDays = bare && (rule.every === 'month' || rule.every === 'year') ? [begin.day] : rule.monthDays;
  const weekdays =
    rule.every === 'week' && rule.weekdays.length === 0 ? [{ nth: null, day: weekdayOf(start) }] : rule.weekdays;
  const nthIn = rule.every === 'month' || months.length > 0 ? 'month' : 'year';
  const counted = rule.every === 'month' || rule.every === 'year';
  return (number) => {
    const { year, month, day } = partsOf(number);
    const length = firstOf(year, month + 1) - firstOf(year, month);
    if (months.length > 0 && !months.includes(month)) return false;
    if (monthDays.length > 0 && !monthDays.includes(day) && !monthDays.includes(day - length - 1)) return false;
    if (weekdays.length === 0) return true;
    const from = nthIn === 'month' ? day - 1 : number - firstOf(year, 1);
    const to = nthIn === 'month' ? length - day : firstOf(year + 1, 1) - 1 - number;
    const nths = [Math.floor(from / 7) + 1, -Math.floor(to / 7) - 1];
    return weekdays.some(
      (one) => one.day === weekdayOf(number) && (!counted || one.nth === null || nths.includes(one.nth)),
    );
  };
}

function atPositions(days: readonly number[], positions: readonly number[]): readonly number[] {
  if (positions.length === 0) return days;
  return days.filter((_, index) => positions.includes(index + 1) || positions.includes(index - days.length));
}

function partsOf(day: number) {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function firstOf(year: number, month: number): number {
  return Date.UTC(year, month - 1, 1) / DAY;
}
