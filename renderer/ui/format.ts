import type { Instant } from '#core/ids.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span as two figures with their units, for columns that don't jitter. The sign is a true minus. */
export type Span = { sign: '' | '−'; major: string; majorUnit: string; minor: string; minorUnit: string };

/**
 * `12 m 48 s` under an hour, `1 h 05 m` under two days, `3 d 04 h` beyond. Whole seconds, cut towards the sooner:
 * what is left rounds down, so that `0 s` is the breach itself.
 */
export function spanOf(ms: number): Span {
  const whole = Math.floor(ms / SECOND) * SECOND;
  const size = Math.abs(whole);
  const [unit, majorUnit, part, minorUnit]: [number, string, number, string] =
    size < HOUR ? [MINUTE, 'm', SECOND, 's'] : size < 2 * DAY ? [HOUR, 'h', MINUTE, 'm'] : [DAY, 'd', HOUR, 'h'];
  return {
    sign: whole < 0 ? '−' : '',
    major: String(Math.floor(size / unit)),
    majorUnit,
    minor: String(Math.floor((size % unit) / part)).padStart(2, '0'),
    minorUnit,
  };
}

/** The same in one string: `−14m 20s`, `1h 05m`. */
export function durationOf(ms: number): string {
  const { sign, major, majorUnit, minor, minorUnit } = spanOf(ms);
  return `${sign}${major}${majorUnit} ${minor}${minorUnit}`;
}

/** One figure only, for narrow columns: `−44m`, `2h`, `3d`, `0m`. */
export function roughly(ms: number): string {
  const size = Math.abs(ms);
  const [value, unit] = size < HOUR ? [size / MINUTE, 'm'] : size < 2 * DAY ? [size / HOUR, 'h'] : [size / DAY, 'd'];
  return `${ms < 0 && value >= 1 ? '−' : ''}${Math.floor(value)}${unit}`;
}

/** For ears: `2 hours 10 minutes`. */
export function spokenSpan(ms: number): string {
  const size = Math.abs(ms);
  const days = Math.floor(size / DAY);
  const hours = Math.floor((size % DAY) / HOUR);
  const minutes = Math.floor((size % HOUR) / MINUTE);
  const parts = [say(days, 'day'), say(hours, 'hour'), days ? '' : say(minutes, 'minute')].filter(Boolean);
  return parts.join(' ') || 'less than a minute';
}

function say(count: number, unit: string): string {
  return count === 0 ? '' : `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats are dear to make and depend on nothing but these: kept by zone and shape. */
function format(zone: string, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${zone} ${key}`;
  const known = formats.get(name);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  formats.set(name, made);
  return made;
}

/** `09:41` in a person's zone. */
export function clockOf(at: Instant, zone: string): string {
  return format(zone, 'hm', { hour: '2-digit', minute: '2-digit' }).format(at);
}

/** `09:41:12`. */
export function clockSecondsOf(at: Instant, zone: string): string {
  return format(zone, 'hms', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at);
}

/** `Mon 23 Nov`. */
export function dayOf(at: Instant, zone: string): string {
  return format(zone, 'day', { weekday: 'short', day: 'numeric', month: 'short' }).format(at).replace(',', '');
}

/** `2026-11-23`, for comparing and grouping days. */
export function dateKey(at: Instant, zone: string): string {
  return format(zone, 'key', { year: 'numeric', month: '2-digit', day: '2-digit' })
    .format(at)
    .split('/')
    .reverse()
    .join('-');
}

/** As short as it stays clear: `09:41` today, `yesterday 16:20`, else `Mon 23 Nov 16:20`, with the year where it isn't this one. */
export function whenOf(at: Instant, now: Instant, zone: string): string {
  const day = dateKey(at, zone);
  const today = dateKey(now, zone);
  if (day === today) return clockOf(at, zone);
  if (day === dateKey(now - DAY, zone)) return `yesterday ${clockOf(at, zone)}`;
  if (day === dateKey(now + DAY, zone)) return `tomorrow ${clockOf(at, zone)}`;
  const year = day.slice(0, 4) === today.slice(0, 4) ? '' : ` ${day.slice(0, 4)}`;
  return `${dayOf(at, zone)}${year} ${clockOf(at, zone)}`;
}

/** `1 ticket`, `21 tickets`, `1,204 tickets`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${figureOf(count)} ${count === 1 ? one : many}`;
}

export function figureOf(count: number): string {
  return count.toLocaleString('en-GB');
}

/** `Ines Kovač` → `IK`. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0]?.[0] ?? '?';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return (first + last).toLocaleUpperCase('en-GB');
}
