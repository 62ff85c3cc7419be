import type { Instant } from '#core/ids.ts';

/** An instant as a date field shows it in a zone: `2026-11-24T09:41`, with seconds where it has some. */
export function momentText(at: Instant, zone: string): string {
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime();
  return there.toString({ smallestUnit: there.second === 0 ? 'minute' : 'second' });
}

/** Null where no date and time stand there. An hour that comes twice is the earlier one. */
export function momentOf(text: string, zone: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text)) return null;
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return null;
  }
}
