import type { Holiday } from '#core/sla/calendar.ts';
import { DAY, dayNumber } from '#core/sla/wall-time.ts';

const shape = { timeZone: 'UTC', day: 'numeric', month: 'short' } as const;
const day = new Intl.DateTimeFormat('en-GB', shape);
const dayAndYear = new Intl.DateTimeFormat('en-GB', { ...shape, year: 'numeric' });

/** `25 Dec 2026`, `24 Dec 2026 to 1 Jan 2027`, `25 Dec, every year`. */
export function dayWords({ date, until, yearly }: Pick<Holiday, 'date' | 'until' | 'yearly'>): string {
  const words = (text: string) => (yearly ? day : dayAndYear).format(dayNumber(text) * DAY);
  const range = until === undefined ? words(date) : `${words(date)} to ${words(until)}`;
  return yearly ? `${range}, every year` : range;
}
