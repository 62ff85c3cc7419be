import type { Instant } from '#core/ids.ts';
import type { Calendar } from '#core/sla/calendar.ts';

type Compiled = Pick<Calendar, 'transitions' | 'horizon'>;

const YEARS_BACK = 20;
const YEARS_AHEAD = 20;

/** As `compileZone`, from some years before an instant to some after: what a published calendar carries. */
export function compileAround(zone: string, at: Instant): Compiled {
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  return compileZone(zone, now.subtract({ years: YEARS_BACK }).toString(), now.add({ years: YEARS_AHEAD }).toString());
}

/**
 * A zone's offsets from one day to another, by this machine's zone database. They travel in the calendar's version, so
 * that server and consoles agree for ever. Throws RangeError where the zone isn't known.
 */
export function compileZone(zone: string, from: string, to: string): Compiled {
  const first = Temporal.PlainDate.from(from).toZonedDateTime(zone).subtract({ hours: 48 });
  const last = Temporal.PlainDate.from(to).toZonedDateTime(zone).add({ hours: 48 });
  const transitions = [{ at: first.epochMilliseconds, offset: seconds(first) }];
  for (let next = first.getTimeZoneTransition('next'); next !== null; next = next.getTimeZoneTransition('next')) {
    if (Temporal.ZonedDateTime.compare(next, last) > 0) break;
    transitions.push({ at: next.epochMilliseconds, offset: seconds(next) });
  }
  return { transitions, horizon: { from, to } };
}

/** Names only: Temporal takes an offset for a zone as well, and reads one out of a date. */
export function isZone(zone: string): boolean {
  if (/^[+-]/.test(zone)) return false;
  try {
    const { timeZoneId } = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return timeZoneId.toLowerCase() === zone.toLowerCase();
  } catch {
    return false;
  }
}

function seconds(moment: Temporal.ZonedDateTime): number {
  return Math.round(moment.offsetNanoseconds / 1e9);
}
