import type { Instant } from '#core/ids.ts';
import type { Mapping } from './mapping.ts';

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;
const OTHER = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

/** A time as the file writes it, or null. Without an offset it is wall time of the mapping's zone. */
export function instantOf(text: string, { dates, zone }: Pick<Mapping, 'dates' | 'zone'>): Instant | null {
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, hour, minute, second, offset] = iso;
    return at([year, month, day, hour, minute, second], offset ? offsetOf(offset) : zone);
  }
  const other = dates === 'iso' ? null : OTHER.exec(text);
  if (!other) return null;
  const [, a, b, year, hour, minute, second] = other;
  const [day, month] = dates === 'dayFirst' ? [a, b] : [b, a];
  return at([year, month, day, hour, minute, second], zone);
}

/** February 30th is no time, not March 2nd. */
function at(parts: readonly (string | undefined)[], zone: string): Instant | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0));
  try {
    const fields = { timeZone: zone, year, month, day, hour, minute, second };
    return Temporal.ZonedDateTime.from(fields, { overflow: 'reject' }).epochMilliseconds;
  } catch (failure) {
    if (failure instanceof RangeError) return null;
    throw failure;
  }
}

function offsetOf(offset: string): string {
  if (offset === 'Z') return 'UTC';
  return offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;
}
