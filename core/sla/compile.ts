import type { Calendar, Opening } from './calendar.ts';
import { daysOf } from './days.ts';
import type { OpenHours } from './open-hours.ts';
import { DAY, dayNumber, instantOf, minutesOf } from './wall-time.ts';

/** Far beyond any ticket, and near enough for sums to stay exact integers. */
const FOR_EVER = 4e15;

/** Wall time becomes instants once; after that everything is arithmetic on them. */
export function compile(calendar: Calendar): OpenHours {
  if (isAlways(calendar)) return summed([[-FOR_EVER, FOR_EVER]]);
  const dayOf = daysOf(calendar);
  const inMinutes = minutesRead();
  const spans: [number, number][] = [];
  const last = dayNumber(calendar.horizon.to);
  const skips = skipsDays(calendar);
  for (let day = dayNumber(calendar.horizon.from); day <= last; day++) {
    if (skips && instantOf(calendar, day * DAY) === instantOf(calendar, (day + 1) * DAY)) continue;
    for (const { from, to } of inMinutes(dayOf(day).openings)) {
      const start = instantOf(calendar, day * DAY + from * 60_000);
      const end = instantOf(calendar, day * DAY + to * 60_000);
      if (end > start) spans.push([start, end]);
    }
  }
  return summed(merged(spans));
}

/** Openings in minutes of their day, read once. Where an end is not after its start it lies on the next day. */
function minutesRead(): (openings: readonly Opening[]) => readonly Minutes[] {
  const known = new Map<readonly Opening[], readonly Minutes[]>();
  return (openings) => {
    const found = known.get(openings) ?? openings.map(minutesIn);
    if (!known.has(openings)) known.set(openings, found);
    return found;
  };
}

type Minutes = { from: number; to: number };

function minutesIn([start, end]: Opening): Minutes {
  const [from, to] = [minutesOf(start), minutesOf(end)];
  return { from, to: to > from ? to : to + 24 * 60 };
}

/** Whether the zone ever left out a whole day, as Samoa did with 30 December 2011: such a day has no hours. */
function skipsDays({ transitions }: Calendar): boolean {
  return transitions.some(({ offset }, at) => offset - (transitions[at - 1]?.offset ?? offset) > 20 * 3600);
}

function isAlways({ week, holidays, exceptions }: Calendar): boolean {
  const whole = (openings: Calendar['week'][number]) =>
    openings.length === 1 && openings[0]?.[0] === '00:00' && openings[0][1] === '24:00';
  return holidays.length === 0 && exceptions.length === 0 && week.every(whole);
}

/** In order, joined where they touch: around midnight, around a change of the clocks. */
function merged(spans: [number, number][]): [number, number][] {
  const whole: [number, number][] = [];
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    const previous = whole.at(-1);
    if (previous && start <= previous[1]) previous[1] = Math.max(previous[1], end);
    else whole.push([start, end]);
  }
  return whole;
}

function summed(spans: readonly [number, number][]): OpenHours {
  const hours: OpenHours = {
    starts: Float64Array.from(spans, (span) => span[0]),
    ends: Float64Array.from(spans, (span) => span[1]),
    before: new Float64Array(spans.length),
  };
  let sum = 0;
  spans.forEach(([start, end], index) => {
    hours.before[index] = sum;
    sum += end - start;
  });
  return hours;
}
