import type { Instant } from '../ids.ts';
import type { Flaw } from '../sla/calendar-check.ts';
import type { DowntimeDraft } from './downtimes.ts';

const DAY = 86_400_000;
/** As far back as calendars are compiled: before that no clock counts. */
const FAR_BACK = 20 * 365 * DAY;

/** What is wrong with a downtime, written down at `now`. Several at once may overlap: one minute is charged once. */
export function checkDowntime({ from, to }: Pick<DowntimeDraft, 'from' | 'to'>, now: Instant): Flaw[] {
  const flaws: Flaw[] = [];
  if (from > now + DAY)
    flaws.push({ field: 'from', says: 'That is more than a day ahead. Write it down when it is near.' });
  if (from < now - FAR_BACK)
    flaws.push({ field: 'from', says: 'That is more than twenty years ago: no clock counts it.' });
  if (to !== null && to < from) flaws.push({ field: 'to', says: 'It ends before it begins.' });
  if (to !== null && to > now + DAY) {
    flaws.push({ field: 'to', says: 'That is more than a day ahead. Leave it open, and end it when it is over.' });
  }
  return flaws;
}
