/** Wall time and instants as Temporal itself has them: nothing here is compiled, kept or shared with the engine. */

/** The instant of a wall time on a date, `24:00` being the next midnight. [SLA8] */
export function instantOf(date: Temporal.PlainDate, clock: string, zone: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const day = hour === 24 ? date.add({ days: 1 }) : date;
  const wall = day.toPlainDateTime({ hour: hour % 24, minute });
  return wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

/** A date that never was in this zone, like 30 December 2011 in Apia: its first instant falls on another. [SLA9] */
export function isLeftOut(date: Temporal.PlainDate, zone: string): boolean {
  return !date.toZonedDateTime(zone).toPlainDate().equals(date);
}

export const DAY = 86_400_000;

/** The date of a day's number, counted from 1 January 1970. */
export function dateOf(day: number): Temporal.PlainDate {
  return new Temporal.PlainDate(1970, 1, 1).add({ days: day });
}
