import type { Holiday } from '#core/sla/calendar.ts';
import { dateOf, dayNumber } from '#core/sla/wall-time.ts';
import { type AllDay, eventsIn } from './event.ts';
import { LARGEST, MOST, MOST_TIMES, TOO_LARGE } from './limits.ts';
import { occurrences, type Repetition } from './repetition.ts';

/** What a file gives: new holidays, how many are there already, and what can't be taken, each with why. */
export type Taken = { holidays: Holiday[]; already: number; refused: { says: string }[] };

type Dated = Pick<Holiday, 'date' | 'until' | 'yearly'>;
type Given = {
  /** First and last date for which repetitions are written out. */
  horizon: { from: string; to: string };
  /** Holidays that the calendar has. */
  known: readonly Dated[];
};

/**
 * The holidays in an iCalendar file (RFC 5545). All-day events become holidays, those of every year yearly ones; other
 * repetitions are written out. What can't be a holiday is refused by its name, a file that is none as a whole.
 */
export function holidaysIn(text: string, { horizon, known }: Given): Taken {
  if (new TextEncoder().encode(text).length > LARGEST) return nothing(TOO_LARGE);
  const events = eventsIn(text);
  if (typeof events === 'string') return nothing(events);
  const window = { from: dayNumber(horizon.from), until: dayNumber(horizon.to) };
  const taken: Taken = { holidays: [], already: 0, refused: [] };
  const seen = new Set(known.map(keyOf));
  const moved = movedDays(events.filter((event) => event.uid !== null && event.instead !== null));
  for (const event of events) {
    const made = event.why ?? holidaysOf(event, moved, window);
    if (typeof made === 'string')
      taken.refused.push({ says: `${event.name ? `"${event.name}"` : 'One without a name'} ${made}` });
    else for (const holiday of made) take(holiday, seen, taken);
  }
  if (taken.holidays.length <= MOST) return taken;
  return nothing(
    `There are ${taken.holidays.length} holidays in that file, more than the ${MOST} that a calendar has.`,
  );
}

function nothing(says: string): Taken {
  return { holidays: [], already: 0, refused: [{ says }] };
}

function take(holiday: Holiday, seen: Set<string>, taken: Taken): void {
  const key = keyOf(holiday);
  if (seen.has(key) || seen.has(keyOf({ ...holiday, yearly: true }))) {
    taken.already += 1;
    return;
  }
  seen.add(key);
  taken.holidays.push(holiday);
}

/** The days it falls on, whatever it is called. */
function keyOf({ date, until = date, yearly }: Dated): string {
  return yearly ? `*${date.slice(5)}/${until.slice(5)}` : `${date}/${until}`;
}

/** Of repeating events the days on which something else happens instead, by the event's UID. */
function movedDays(
  events: readonly { uid: string | null; instead: number | null }[],
): ReadonlyMap<string, Set<number>> {
  const moved = new Map<string, Set<number>>();
  for (const { uid, instead } of events) {
    if (uid === null || instead === null) continue;
    moved.set(uid, (moved.get(uid) ?? new Set()).add(instead));
  }
  return moved;
}

type Window = { from: number; until: number };

function holidaysOf(
  event: AllDay,
  moved: ReadonlyMap<string, ReadonlySet<number>>,
  window: Window,
): Holiday[] | string {
  const { name, start, length, also, uid, instead } = event;
  const rules = instead === null ? event.rules : [];
  const left = new Set([...event.not, ...((instead === null && uid !== null && moved.get(uid)) || [])]);
  const on = (day: number, yearly = false): Holiday => ({
    date: dateOf(day),
    ...(length > 1 ? { until: dateOf(day + length - 1) } : {}),
    name: name || 'Holiday',
    yearly,
  });
  const [rule] = rules;
  if (!rule && also.length === 0) return left.has(start) ? [] : [on(start)];
  const plain = rules.length === 1 && also.length === 0 && left.size === 0 && length <= 365;
  if (plain && rule && isYearly(rule, start, window)) return [on(start, true)];
  const days = new Set([start, ...also].filter((day) => day >= window.from && day <= window.until));
  for (const one of rules) {
    const found = occurrences(one, start, window, MOST_TIMES);
    if (!found) return `comes again more than ${MOST_TIMES} times. Close that day in the week instead.`;
    for (const day of found) days.add(day);
  }
  const kept = [...days].filter((day) => !left.has(day)).sort((a, b) => a - b);
  return kept.length > 0 ? kept.map((day) => on(day)) : 'falls on no day that this calendar counts.';
}

/** Whether it comes on one and the same date every year, for as long as the calendar counts. */
function isYearly(rule: Repetition, start: number, window: Window): boolean {
  const { every, interval, count, until, months, monthDays, weekdays, positions } = rule;
  const [, month, day] = dateOf(start).split('-').map(Number);
  if (every !== 'year' || interval !== 1 || count !== null) return false;
  if ((until !== null && until < window.until) || weekdays.length > 0 || positions.length > 0) return false;
  if (months.length === 0) return monthDays.length === 0;
  return months.every((one) => one === month) && monthDays.every((one) => one === day);
}
