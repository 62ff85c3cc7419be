import fc from 'fast-check';
import type { CalendarText } from '#core/sla/laboratory/question.ts';
import type { Tick } from './oracle/oracle.ts';

/** Where and when clocks were changed, or dates left out: around these the random cases gather. */
const places = {
  'Europe/Berlin': ['2026-03-29', '2026-10-25', '2028-02-29'],
  'America/New_York': ['2026-03-08', '2026-11-01', '2027-01-01'],
  'America/Sao_Paulo': ['2018-11-04', '2019-02-17', '2026-06-15'],
  'Australia/Lord_Howe': ['2026-04-05', '2026-10-04'],
  'Asia/Kolkata': ['2026-12-31', '2024-02-29'],
  'Africa/Casablanca': ['2026-02-15', '2026-03-22'],
  'Pacific/Apia': ['2011-12-30', '2021-04-04', '2010-09-26'],
  'Asia/Beirut': ['2026-03-29', '2026-10-25'],
  'America/Havana': ['2026-03-08', '2026-11-01'],
  'Antarctica/Troll': ['2026-03-29', '2026-10-25'],
  UTC: ['2026-11-23', '2027-01-01'],
} as const;

export type Place = { zone: string; around: string };

export const place: fc.Arbitrary<Place> = fc.oneof(
  ...Object.entries(places).map(([zone, dates]) =>
    fc.record({ zone: fc.constant(zone), around: fc.constantFrom(...dates) }),
  ),
);

const DAY = 86_400_000;
type Opening = [string, string];
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** An instant within `days` of the place's date. */
export function instantNear({ around }: Place, tick: Tick, days = 5): fc.Arbitrary<number> {
  const ticks = (days * DAY) / tick;
  return fc.integer({ min: -ticks, max: ticks }).map((n) => Date.parse(`${around}T00:00Z`) + n * tick);
}

/** Whole hours come often: they are where things touch. */
const minuteOfDay = fc.oneof(
  fc.integer({ min: 0, max: 48 }).map((half) => half * 30),
  fc.integer({ min: 0, max: 1440 }),
);

const drawnDay: fc.Arbitrary<Opening[]> = fc
  .uniqueArray(minuteOfDay, { minLength: 0, maxLength: 6 })
  .map((found) => found.sort((a, b) => a - b))
  .map((found) =>
    Array.from(
      { length: Math.floor(found.length / 2) },
      (_, n): Opening => [clockOf(found[2 * n] ?? 0), clockOf(found[2 * n + 1] ?? 0)],
    ),
  );

const knownDays: Opening[][] = [
  [],
  [['09:00', '17:00']],
  [
    ['08:00', '12:00'],
    ['13:00', '17:00'],
  ],
  [['22:00', '06:00']],
  [['00:00', '24:00']],
  [['18:00', '24:00']],
  [['23:30', '00:30']],
  [['00:00', '02:30']],
  [['02:30', '03:30']],
  [
    ['01:00', '02:15'],
    ['02:15', '02:45'],
  ],
  [['21:00', '00:00']],
  [
    ['06:00', '14:00'],
    ['14:00', '22:00'],
    ['22:00', '06:00'],
  ],
];

const day: fc.Arbitrary<Opening[]> = fc.oneof(fc.constantFrom(...knownDays), drawnDay);

const week: fc.Arbitrary<CalendarText['week']> = fc.oneof(
  { weight: 1, arbitrary: fc.constant('always' as const) },
  {
    weight: 9,
    arbitrary: fc
      .array(day, { minLength: 7, maxLength: 7 })
      .map((days) => Object.fromEntries(inTurn(days).map((openings, n) => [weekdays[n], openings]))),
  },
);

/** Where a night would run into the next day's openings, it ends at midnight. A week that is never open gets a Monday. */
function inTurn(days: Opening[][]): Opening[][] {
  const mended = days.map((openings, n) => untilNext(openings, days[(n + 1) % 7] ?? []));
  return mended.some((openings) => openings.length > 0) ? mended : [[['09:00', '17:00']], ...mended.slice(1)];
}

function untilNext(openings: Opening[], next: Opening[]): Opening[] {
  const first = next.map(([from]) => from).sort()[0] ?? '24:00';
  return openings.map(([from, to]): Opening => (to <= from && to > first ? [from, '24:00'] : [from, to]));
}

function dateNear({ around }: Place): fc.Arbitrary<string> {
  return fc.integer({ min: -6, max: 6 }).map((n) => isoDate(Date.parse(around) + n * DAY));
}

function holidayNear(where: Place) {
  const date = dateNear(where);
  const yearly = date.map((found) => `*${found.slice(4)}`);
  const turned = fc.tuple(yearly, yearly);
  return fc.oneof(
    date,
    yearly,
    fc.tuple(date, date).map(([a, b]): [string, string] => (a < b ? [a, b] : [b, a])),
    turned.filter(([a, b]) => daysFrom(a, b) < 20),
    fc.record({ date: fc.oneof(date, yearly), hours: day.filter((openings) => openings.length > 0) }),
  );
}

function daysFrom(a: string, b: string): number {
  const [from, to] = [a, b].map((yearly) => Date.parse(`2028${yearly.slice(1)}`) / DAY) as [number, number];
  return (to - from + 366) % 366;
}

export function calendarNear(where: Place): fc.Arbitrary<CalendarText> {
  return fc
    .record({
      timezone: fc.constant(where.zone),
      week,
      holidays: fc.array(holidayNear(where), { maxLength: 3 }),
      exceptions: fc.dictionary(dateNear(where), day, { maxKeys: 2 }),
    })
    .map(withOneHalfDay);
}

/** What holds where two half days with other hours fall on a date, no rule says: one is enough. */
function withOneHalfDay(calendar: CalendarText): CalendarText {
  let had = false;
  const holidays = calendar.holidays?.filter((holiday) => {
    const half = typeof holiday === 'object' && !Array.isArray(holiday) && holiday.hours !== undefined;
    const again = half && had;
    had ||= half;
    return !again;
  });
  return { ...calendar, holidays };
}

export const seconds = (tick: Tick) =>
  fc.oneof(
    fc.constantFrom(0, 3600, tick === 1000 ? 60 : 8 * 3600),
    fc.integer({ min: 0, max: tick === 1000 ? 3600 : 40 * 60 }).map((n) => (n * tick) / 1000),
  );

export function amountNear(tick: Tick): fc.Arbitrary<number> {
  return fc.tuple(fc.constantFrom(1, 1, -1), seconds(tick)).map(([sign, amount]) => sign * amount || 0);
}

function clockOf(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function isoDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
