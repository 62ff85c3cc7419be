import type { Instant } from '#core/ids.ts';
import type { Calendar } from '#core/sla/calendar.ts';

type Compiled = Pick<Calendar, 'transitions' | 'horizon'>;

const YEARS_BACK = 5;
const YEARS_AHEAD = 10;

/**
 * A zone's offsets from five years back to ten ahead, by this machine's zone database. They travel in the calendar's
 * version, so that server and consoles agree for ever. Throws RangeError where the zone isn't known.
 */
export function compileZone(zone: string, at: Instant): Compiled {
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const from = now.subtract({ years: YEARS_BACK }).startOfDay();
  const to = now.add({ years: YEARS_AHEAD }).startOfDay();
  const transitions = [{ at: from.epochMilliseconds, offset: seconds(from) }];
  for (let next = from.getTimeZoneTransition('next'); next !== null; next = next.getTimeZoneTransition('next')) {
    if (Temporal.ZonedDateTime.compare(next, to) > 0) break;
    transitions.push({ at: next.epochMilliseconds, offset: seconds(next) });
  }
  return { transitions, horizon: { from: from.toPlainDate().toString(), to: to.toPlainDate().toString() } };
}

export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

function seconds(moment: Temporal.ZonedDateTime): number {
  return Math.round(moment.offsetNanoseconds / 1e9);
}
