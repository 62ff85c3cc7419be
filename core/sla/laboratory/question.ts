import { z } from 'zod';
import { Status, WaitingOn } from '../../ticket/history.ts';
import { isDate } from '../calendar-check.ts';
import { list, named } from './first-wrong.ts';
import { Time } from './time.ts';

/** How much one question may hold: enough for any desk, and little enough to answer at once. */
export const MOST = {
  openings: 48,
  holidays: 2_000,
  ranges: 300,
  exceptions: 2_000,
  entries: 2_000,
  tiers: 99,
} as const;
/** As much as 400 years have: further than that nothing is reached. */
const MOST_SECONDS = 400 * 366 * 86_400;

const clock = 'Give a time of day as HH:MM, from 00:00 to 24:00.';
const Clock = z.string(clock).regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, clock);
const Opening = z.tuple([Clock, Clock], 'Give an opening as two times of day: ["09:00","17:00"].');
const Openings = list(
  Opening,
  MOST.openings,
  `Give a list of openings, at most ${MOST.openings} a day: [["09:00","12:00"],["13:00","17:00"]], or [] for closed.`,
);

const date = 'Give a date as YYYY-MM-DD, or *-MM-DD for every year.';
/** A leap year stands for every year, so that the 29th of February is a day of every year. */
const Yearly = z
  .string(date)
  .regex(/^(\d{4}|\*)-\d{2}-\d{2}$/, date)
  .refine((day) => isDate(day.replace('*', '2000')), date);
const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isDate);

const holiday =
  'Give a holiday as a date "2026-12-25", as every year\'s "*-12-25", or from one date to another ["2026-12-24","2027-01-02"].';
const Holiday = z.union(
  [
    Yearly,
    z.tuple([Yearly, Yearly], holiday),
    z.strictObject(
      { date: Yearly, until: Yearly.optional(), name: z.string('Give a name.').optional(), hours: Openings.optional() },
      'A holiday has a date, and where there is one until, name, hours.',
    ),
  ],
  holiday,
);

const calendar = 'Give a calendar as an object: timezone, week, and where there are any holidays and exceptions.';
const zone = 'Give a time zone by its IANA name, such as "Europe/Berlin" or "UTC".';
const days = 'Give "always", or the openings by day: mon, tue, wed, thu, fri, sat, sun.';
export const CalendarText = z.strictObject(
  {
    timezone: z.string(zone).min(1, zone),
    week: z.union(
      [
        z.literal('always'),
        z.strictObject(
          {
            mon: Openings.optional(),
            tue: Openings.optional(),
            wed: Openings.optional(),
            thu: Openings.optional(),
            fri: Openings.optional(),
            sat: Openings.optional(),
            sun: Openings.optional(),
          },
          days,
        ),
      ],
      days,
    ),
    holidays: list(Holiday, MOST.holidays, `Give a list of holidays, at most ${MOST.holidays}.`).optional(),
    exceptions: named(
      Day,
      Openings,
      MOST.exceptions,
      `Give openings by date, at most ${MOST.exceptions}: {"2026-12-31":[["09:00","12:00"]]}.`,
    ).optional(),
  },
  calendar,
);
export type CalendarText = z.infer<typeof CalendarText>;

const amount = 'Give whole seconds, 0 or more and at most 400 years.';
const pause = 'Give what pauses it: new, open, pending, onHold, resolved, closed, requester or vendor.';
const share = 'Give a share of the amount, more than 0 and less than 1.';
const TargetText = z.strictObject(
  {
    seconds: z.int(amount).min(0, amount).max(MOST_SECONDS, amount),
    /** Statuses, or whom it waits for. */
    pauseIn: list(
      z.enum([...Status.options, ...WaitingOn.options], pause),
      20,
      'Give a list, such as ["pending"].',
    ).optional(),
    warnAt: list(
      z.number(share).gt(0, share).lt(1, share),
      20,
      'Give a list of shares, such as [0.75,0.9].',
    ).optional(),
    /** This target's own calendar; without one, the question's. */
    calendar: z.union([z.literal('always'), CalendarText], `${calendar} Or give "always".`).optional(),
  },
  'A target has seconds, and where there are any pauseIn, warnAt and a calendar of its own.',
);
export type TargetText = z.infer<typeof TargetText>;

export const PolicyText = z.strictObject(
  {
    targets: z.strictObject(
      {
        firstResponse: TargetText.optional(),
        nextResponse: TargetText.optional(),
        update: TargetText.optional(),
        resolution: TargetText.optional(),
        acknowledge: TargetText.optional(),
        tier: TargetText.optional(),
      },
      'Give targets by name: firstResponse, nextResponse, update, resolution, acknowledge, tier.',
    ),
  },
  'Give a policy as {"targets":{"firstResponse":{"seconds":3600}}}.',
);
export type PolicyText = z.infer<typeof PolicyText>;

const at = { at: Time };
const tier = `Give the number of a tier, 1 to ${MOST.tiers}.`;
const Tier = z.int(tier).min(1, tier).max(MOST.tiers, tier);
const status = 'Give a status: open, pending, onHold, resolved or closed.';
const waits = 'Give whom it waits for: requester or vendor.';
const entries = [
  'opened',
  'agentReplied',
  'agentNoted',
  'requesterReplied',
  'statusChanged',
  'handedOver',
  'handoffOffered',
  'handoffSettled',
  'policyChanged',
  'systemDown',
  'systemUp',
] as const;
export const Entry = z.discriminatedUnion(
  'type',
  [
    /** `tier`: whose it is from the start; without one, the first tier's. */
    z.object({ ...at, type: z.literal('opened'), tier: Tier.optional() }),
    z.object({ ...at, type: z.literal('agentReplied') }),
    z.object({ ...at, type: z.literal('agentNoted') }),
    z.object({ ...at, type: z.literal('requesterReplied') }),
    z.object({
      ...at,
      type: z.literal('statusChanged'),
      status: z.enum(Status.options, status),
      /** For whom it waits: pending always for the requester, on hold for a vendor unless said otherwise. */
      waitingOn: z.enum(WaitingOn.options, waits).optional(),
    }),
    z.object({ ...at, type: z.literal('handedOver'), tier: Tier }),
    z.object({ ...at, type: z.literal('handoffOffered') }),
    z.object({ ...at, type: z.literal('handoffSettled') }),
    z.object({ ...at, type: z.literal('policyChanged'), policy: PolicyText }),
    z.object({ ...at, type: z.literal('systemDown') }),
    z.object({ ...at, type: z.literal('systemUp') }),
  ],
  {
    error: (issue) =>
      isObject(issue.input) ? `Give one of ${entries.join(', ')}.` : 'Give an entry as an object with at and type.',
  },
);
export type Entry = z.infer<typeof Entry>;

const op = 'Give one of add, between, open, clocks.';
const far = 'Give seconds, forwards or backwards, to the millisecond and at most 400 years.';
export const Question = z.discriminatedUnion(
  'op',
  [
    z.object({
      op: z.literal('add'),
      calendar: CalendarText,
      from: Time,
      seconds: z.number(far).min(-MOST_SECONDS, far).max(MOST_SECONDS, far).multipleOf(0.001, far),
    }),
    z.object({ op: z.literal('between'), calendar: CalendarText, from: Time, to: Time }),
    z.object({ op: z.literal('open'), calendar: CalendarText, at: Time }),
    z.object({
      op: z.literal('clocks'),
      calendar: CalendarText,
      policy: PolicyText,
      timeline: list(Entry, MOST.entries, `Give a list of what happened, at most ${MOST.entries} entries.`),
      at: Time,
      /** When the tiers are on shift, by number; one that isn't named is whenever the calendar is open. */
      tiers: named(
        z.string().regex(/^[1-9]\d?$/),
        CalendarText,
        MOST.tiers,
        'Give calendars by the number of a tier, 1 to 99: {"2":{"timezone":…}}.',
      ).optional(),
    }),
  ],
  { error: (issue) => (isObject(issue.input) ? op : 'Give an object, such as {"op":"open","calendar":…,"at":…}.') },
);
export type Question = z.infer<typeof Question>;
export type ClocksQuestion = Extract<Question, { op: 'clocks' }>;

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
