import { z } from 'zod';
import type { Instant } from '../../ids.ts';
import { isDate } from '../calendar-check.ts';

/** Years in which every day has four digits and every calendar can be drawn well beyond what is asked. */
const FIRST = Date.UTC(1000, 0, 1);
const LAST = Date.UTC(9000, 0, 1);

const says =
  'Give a time between the years 1000 and 9000, with Z or an offset: 2026-11-24T09:30:00Z or 2026-11-24T10:30:00+01:00.';

/** ISO 8601 with an offset or Z, read to the millisecond. */
export const Time = z.string(says).transform((text, context): Instant => {
  const at = instantOf(text);
  if (at >= FIRST && at < LAST) return at;
  context.addIssue(says);
  return z.NEVER;
});

/** `2026-11-24T09:30:00Z`, with milliseconds where there are any. */
export function isoOf(at: Instant): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

const shape = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?([Zz]|[+-]\d{2}(:?\d{2})?)$/;

/** NaN where it is none. `Date.parse` alone takes 30 February for 2 March, and knows more formats than a contract should. */
function instantOf(text: string): Instant {
  if (text.length > 40 || !shape.test(text) || !isDate(text.slice(0, 10))) return Number.NaN;
  const plain = text.toUpperCase().replace(' ', 'T').replace(',', '.');
  return Date.parse(plain.replace(/([+-]\d{2})(\d{2})?$/, padded));
}

function padded(_: string, hours: string, minutes = '00'): string {
  return `${hours}:${minutes}`;
}
