import type { Instant } from '../ids.ts';
import type { Calendar } from './calendar.ts';
import { compile } from './compile.ts';

/** Open intervals as instants, half-open, ascending, disjoint; `before[i]` is the open time ahead of interval `i`. */
export type OpenHours = { starts: Float64Array; ends: Float64Array; before: Float64Array };

const compiled = new WeakMap<Calendar, OpenHours>();

/** The open hours of a calendar, worked out once per version. */
export function openHours(calendar: Calendar): OpenHours {
  const known = compiled.get(calendar);
  if (known) return known;
  const hours = compile(calendar);
  compiled.set(calendar, hours);
  return hours;
}

/** Open milliseconds in `[from, to)`. Zero where `to` is not after `from`. */
export function openBetween(hours: OpenHours, from: Instant, to: Instant): number {
  return to <= from ? 0 : openBefore(hours, to) - openBefore(hours, from);
}

/**
 * The instant nearest to `from` at which `amount` open ms have passed since; before `from` where `amount` is negative.
 * So an amount that ends exactly at closing ends at closing, and one that goes back to an opening ends at the opening.
 * Null where the calendar doesn't reach that far.
 */
export function addOpen(hours: OpenHours, from: Instant, amount: number): Instant | null {
  if (amount === 0) return from;
  const goal = openBefore(hours, from) + amount;
  const index = lastIndex(hours.before, amount > 0 ? goal - 1 : goal);
  const start = hours.starts[index];
  const end = hours.ends[index];
  const before = hours.before[index];
  if (start === undefined || end === undefined || before === undefined) return null;
  const at = start + (goal - before);
  return at <= end ? at : null;
}

/** Whether the calendar is open at an instant, and until when that stays so (null: beyond the horizon). */
export function openAt(hours: OpenHours, at: Instant): { open: boolean; until: Instant | null } {
  const index = lastIndex(hours.starts, at);
  const end = hours.ends[index];
  if (end !== undefined && at < end) return { open: true, until: end };
  return { open: false, until: hours.starts[index + 1] ?? null };
}

function openBefore(hours: OpenHours, at: Instant): number {
  const index = lastIndex(hours.starts, at);
  const start = hours.starts[index];
  const end = hours.ends[index];
  const before = hours.before[index];
  if (start === undefined || end === undefined || before === undefined) return 0;
  return before + Math.min(at, end) - start;
}

/**
 * The last index whose value is at most `most`; -1 where there is none. All values are whole ms. Opening hours recur, so
 * a guess by proportion lands near: from there in growing steps, then by bisection.
 */
function lastIndex(list: Float64Array, most: number): number {
  const first = list[0];
  if (first === undefined || first > most) return -1;
  const last = list.length - 1;
  const end = list[last] as number;
  if (end <= most) return last;
  let low = Math.floor(((most - first) / (end - first)) * last);
  let high = low + 1;
  for (let step = 1; (list[low] as number) > most; step *= 2) {
    high = low;
    low = Math.max(0, low - step);
  }
  for (let step = 1; (list[high] as number) <= most; step *= 2) {
    low = high;
    high = Math.min(last, high + step);
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((list[middle] as number) <= most) low = middle;
    else high = middle;
  }
  return low;
}
