import type { Instant } from '#core/ids.ts';
import { clockOf, dateKey, dayOf } from '../ui/format.ts';

/** `1h 05m 12s`, `12m 48s`, `35s`: for sums that must be seen to add up. Whole seconds, rounded down, without a sign. */
export function exactly(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  if (h > 0) return `${h}h ${two(m)}m ${two(s)}s`;
  return m > 0 ? `${m}m ${two(s)}s` : `${s}s`;
}

/** `1h 30m`, `12m`, `8h`: what a person would say; under a minute in seconds. */
export function briefly(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  if (minutes < 1) return `${Math.floor(Math.abs(ms) / 1000)}s`;
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  if (h === 0) return `${m}m`;
  return m === 0 ? `${h}h` : `${h}h ${String(m).padStart(2, '0')}m`;
}

/** As `09:54` today, `Tue 09:54` within six days, `24 Nov` beyond: for a narrow column. */
export function shortWhen(at: Instant, now: Instant, zone: string): string {
  if (dateKey(at, zone) === dateKey(now, zone)) return clockOf(at, zone);
  const [weekday = '', ...date] = dayOf(at, zone).split(' ');
  return Math.abs(at - now) < 6 * 86_400_000 ? `${weekday} ${clockOf(at, zone)}` : date.join(' ');
}

/** The next `HH:MM` after `from` in the reader's zone, today or tomorrow; null where the text isn't a time. */
export function nextTime(text: string, from: Instant, zone: string): Instant | null {
  const match = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/.exec(text.trim());
  if (!match) return null;
  const there = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const today = there.withPlainTime({ hour: Number(match[1]), minute: Number(match[2]) });
  const next = Temporal.ZonedDateTime.compare(today, there) > 0 ? today : today.add({ days: 1 });
  return next.epochMilliseconds;
}
