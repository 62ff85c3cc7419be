import type { Instant } from '#core/ids.ts';
import type { Calendar } from '#core/sla/calendar.ts';

/** A zone's offsets from `from` to `to`, as a calendar version keeps them: seconds east of UTC. */
export function transitionsOf(zone: string, from: Instant, to: Instant): Calendar['transitions'] {
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const found: Calendar['transitions'] = [];
  while (at && at.epochMilliseconds <= to) {
    found.push({ at: at.epochMilliseconds, offset: Math.round(at.offsetNanoseconds / 1_000_000_000) });
    at = at.getTimeZoneTransition('next');
  }
  return found;
}
