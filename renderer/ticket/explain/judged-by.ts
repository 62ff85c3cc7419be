import type { Account } from './account.ts';

/** By what a clock is judged: `Policy Standard, version 12. Calendar Branch hours, version 7.` */
export function judgedBy({ target, told }: Account): string {
  const policy = `Policy ${told.policyName}, version ${target.policyVersion}`;
  return `${policy}. Calendar ${told.calendarName}, version ${target.calendarVersion}.`;
}

/** In which zone times are told; opening hours are in the calendar's, where that is another and they matter. */
export function zoneWords({ zone, calendar, told }: Account): string {
  const closes = told.segments.some(({ state }) => state === 'closed');
  return calendar.zone === zone || !closes
    ? `Times in ${zone}.`
    : `Times in ${zone}, opening hours in ${calendar.zone}.`;
}
