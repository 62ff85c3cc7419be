import { z } from 'zod';
import { Status, WaitingOn } from '../../ticket/history.ts';
import { Opening } from '../calendar.ts';

/** ISO 8601 with an offset or Z, read to the millisecond. */
const Time = z.string().transform((text, context) => {
  const at = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?([Zz]|[+-]\d{2}(:?\d{2})?)$/.test(text)
    ? Date.parse(
        text
          .toUpperCase()
          .replace(' ', 'T')
          .replace(',', '.')
          .replace(/([+-]\d{2})(\d{2})?$/, padded),
      )
    : Number.NaN;
  if (Number.isFinite(at) && isReal(text)) return at;
  context.addIssue(`"${text.slice(0, 40)}" is no time. Give it as 2026-11-24T09:30:00Z or 2026-11-24T10:30:00+01:00.`);
  return z.NEVER;
});

function padded(_: string, hours: string, minutes = '00'): string {
  return `${hours}:${minutes}`;
}

/** `Date.parse` takes 30 February for 2 March. */
function isReal(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  return day >= 1 && day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD');
const Yearly = z.string().regex(/^(\d{4}|\*)-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD, or *-MM-DD for every year');
const Openings = z.array(Opening);

const Holiday = z.union([
  Yearly,
  z.tuple([Yearly, Yearly]),
  z.strictObject({ date: Yearly, until: Yearly.optional(), name: z.string().optional(), hours: Openings.optional() }),
]);

export const CalendarText = z.strictObject({
  timezone: z.string().min(1),
  week: z.union([
    z.literal('always'),
    z.strictObject({
      mon: Openings.optional(),
      tue: Openings.optional(),
      wed: Openings.optional(),
      thu: Openings.optional(),
      fri: Openings.optional(),
      sat: Openings.optional(),
      sun: Openings.optional(),
    }),
  ]),
  holidays: z.array(Holiday).optional(),
  exceptions: z.record(Day, Openings).optional(),
});
export type CalendarText = z.infer<typeof CalendarText>;

const TargetText = z.strictObject({
  seconds: z.int().min(0),
  /** Statuses, or whom it waits for. */
  pauseIn: z.array(z.union([Status, WaitingOn])).optional(),
  warnAt: z.array(z.number().gt(0).lt(1)).optional(),
  /** This target's own calendar; without one, the question's. */
  calendar: z.union([z.literal('always'), CalendarText]).optional(),
});
export type TargetText = z.infer<typeof TargetText>;

export const PolicyText = z.strictObject({
  targets: z.strictObject({
    firstResponse: TargetText.optional(),
    nextResponse: TargetText.optional(),
    update: TargetText.optional(),
    resolution: TargetText.optional(),
    acknowledge: TargetText.optional(),
    tier: TargetText.optional(),
  }),
});
export type PolicyText = z.infer<typeof PolicyText>;

const at = { at: Time };
export const Entry = z.discriminatedUnion('type', [
  z.object({ ...at, type: z.literal('opened') }),
  z.object({ ...at, type: z.literal('agentReplied') }),
  z.object({ ...at, type: z.literal('agentNoted') }),
  z.object({ ...at, type: z.literal('requesterReplied') }),
  z.object({
    ...at,
    type: z.literal('statusChanged'),
    status: Status,
    /** For whom it waits: pending always for the requester, on hold for a vendor unless said otherwise. */
    waitingOn: WaitingOn.optional(),
  }),
  z.object({ ...at, type: z.literal('handedOver'), tier: z.int().min(1).max(99) }),
  z.object({ ...at, type: z.literal('handoffOffered') }),
  z.object({ ...at, type: z.literal('handoffSettled') }),
  z.object({ ...at, type: z.literal('policyChanged'), policy: PolicyText }),
  z.object({ ...at, type: z.literal('systemDown') }),
  z.object({ ...at, type: z.literal('systemUp') }),
]);
export type Entry = z.infer<typeof Entry>;

export const Question = z.discriminatedUnion('op', [
  z.object({ op: z.literal('add'), calendar: CalendarText, from: Time, seconds: z.int() }),
  z.object({ op: z.literal('between'), calendar: CalendarText, from: Time, to: Time }),
  z.object({ op: z.literal('open'), calendar: CalendarText, at: Time }),
  z.object({
    op: z.literal('clocks'),
    calendar: CalendarText,
    policy: PolicyText,
    timeline: z.array(Entry),
    at: Time,
    /** When the tiers are on shift, by number; one that isn't named is whenever the calendar is open. */
    tiers: z.record(z.string().regex(/^[1-9]\d?$/, 'the number of a tier'), CalendarText).optional(),
  }),
]);
export type Question = z.infer<typeof Question>;
export type ClocksQuestion = Extract<Question, { op: 'clocks' }>;
