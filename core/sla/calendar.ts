import { z } from 'zod';
import { DocumentId, Instant, PersonId } from '../ids.ts';

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time as HH:MM, up to 24:00');
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD');

/** `[from, to)` in wall time. Where `to` is not after `from`, it ends on the next day and belongs to the day it began. */
export const Opening = z.tuple([Clock, Clock]);
export type Opening = z.infer<typeof Opening>;

/**
 * One day, or every day from `date` to `until`, both included. Yearly ones look at month and day only, and may run over
 * the turn of the year (`date` 2000-12-24, `until` 2000-01-02). `openings`: a half day's hours; without any it is closed.
 */
export const Holiday = z.object({
  date: Day,
  until: Day.optional(),
  name: z.string(),
  yearly: z.boolean(),
  openings: z.array(Opening).optional(),
});
export type Holiday = z.infer<typeof Holiday>;

/**
 * Business hours, an immutable version. `transitions` are the zone's changes as the server compiled them:
 * both sides turn wall time into instants by these, never by their own zone database.
 */
export const Calendar = z.object({
  id: DocumentId,
  version: z.int().min(1),
  by: PersonId.nullable(),
  at: Instant,
  name: z.string().min(1).max(120),
  zone: z.string(),
  /** Monday first. */
  week: z.array(z.array(Opening)).length(7),
  holidays: z.array(Holiday),
  exceptions: z.array(z.object({ date: Day, openings: z.array(Opening), name: z.string() })),
  /** Offset in seconds east of UTC, valid from `at` on. Ascending; the first holds for all time before it as well. */
  transitions: z.array(z.object({ at: Instant, offset: z.int() })).min(1),
  /** First and last day that is compiled. A clock that runs past it is an error of the server, which renews calendars. */
  horizon: z.object({ from: Day, to: Day }),
});
export type Calendar = z.infer<typeof Calendar>;

/** Around the clock, every day, for ever: what a target counts by that names `always`. */
export const ALWAYS: Calendar = {
  id: DocumentId.parse('00000000-0000-4000-8000-000000000024'),
  version: 1,
  by: null,
  at: 0,
  name: 'Around the clock',
  zone: 'UTC',
  week: Array.from({ length: 7 }, (): Opening[] => [['00:00', '24:00']]),
  holidays: [],
  exceptions: [],
  transitions: [{ at: 0, offset: 0 }],
  horizon: { from: '1970-01-01', to: '9999-12-31' },
};
