import type { DocumentId, Instant } from '#core/ids.ts';
import { targetKinds } from '#core/sla/assess.ts';
import type { Calendar } from '#core/sla/calendar.ts';
import type { Policy, Target } from '#core/sla/policy.ts';
import type { TargetKind } from '#core/ticket/target.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { compileAround } from '../db/zones.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** The first version of each, made by nobody, before the demo's first ticket. */
export type Stamp = { version: number; by: null; at: Instant };
export type Hours = { branch: Calendar; always: Calendar };

/** Seconds, by priority. Offers are answered before they would lapse; what is urgent leaves a tier in time to be solved in the next. */
const promises: Record<TargetKind, Target['amounts']> = {
  firstResponse: { 1: 15 * MINUTE, 2: 30 * MINUTE, 3: 2 * HOUR, 4: 4 * HOUR },
  nextResponse: { 1: 30 * MINUTE, 2: HOUR, 3: 4 * HOUR, 4: 8 * HOUR },
  update: { 1: HOUR, 2: 2 * HOUR, 3: 8 * HOUR, 4: 16 * HOUR },
  resolution: { 1: 4 * HOUR, 2: 8 * HOUR, 3: 24 * HOUR, 4: 40 * HOUR },
  acknowledge: { 1: 15 * MINUTE, 2: 15 * MINUTE, 3: 20 * MINUTE, 4: 25 * MINUTE },
  tier: { 1: 3 * HOUR, 2: 6 * HOUR, 3: 24 * HOUR, 4: 40 * HOUR },
};

/** What is urgent, and whoever never closes, is served around the clock; everybody else in branch hours. */
export function policies(
  id: () => DocumentId,
  stamp: Stamp,
  hours: Hours,
  organisations: ReferenceData['organisations'],
): Policy[] {
  const everything = { types: [], priorities: [], categoryIds: [], serviceIds: [], organisationIds: [], teamIds: [] };
  const neverClosed = organisations.filter(({ calendarId }) => calendarId === hours.always.id);
  const policy = (name: string, order: number, match: Policy['match'], calendar: Calendar): Policy => ({
    id: id(),
    ...stamp,
    name,
    order,
    match,
    targets: targetKinds.map((kind) => ({
      kind,
      amounts: promises[kind],
      calendarId: calendar.id,
      pausesOn: kind === 'firstResponse' || kind === 'acknowledge' ? [] : ['requester', 'vendor'],
      warnings: kind === 'acknowledge' ? [0.5] : [0.75, 0.9],
    })),
    retired: false,
  });
  return [
    policy('Critical and high', 1, { ...everything, priorities: [1, 2] }, hours.always),
    policy(
      'Sites that never close',
      2,
      { ...everything, organisationIds: neverClosed.map((organisation) => organisation.id) },
      hours.always,
    ),
    policy('Standard', 3, everything, hours.branch),
  ];
}

export function branchHours(id: DocumentId, stamp: Stamp): Calendar {
  const day: Calendar['week'][number] = [['08:00', '17:00']];
  const yearly = [
    ['01-01', 'New Year'],
    ['05-01', 'Labour Day'],
    ['10-03', 'Day of German Unity'],
    ['12-25', 'Christmas Day'],
    ['12-26', 'Second day of Christmas'],
  ] as const;
  const moving = [
    ['2026-04-03', 'Good Friday'],
    ['2026-04-06', 'Easter Monday'],
    ['2026-05-14', 'Ascension Day'],
    ['2026-05-25', 'Whit Monday'],
    ['2027-03-26', 'Good Friday'],
    ['2027-03-29', 'Easter Monday'],
    ['2027-05-06', 'Ascension Day'],
    ['2027-05-17', 'Whit Monday'],
  ] as const;
  return {
    id,
    ...stamp,
    name: 'Branch hours',
    zone: 'Europe/Berlin',
    week: [day, day, day, day, day, [], []],
    holidays: [
      ...yearly.map(([date, name]) => ({ date: `2026-${date}`, name, yearly: true })),
      ...moving.map(([date, name]) => ({ date, name, yearly: false })),
    ],
    exceptions: [],
    ...compileAround('Europe/Berlin', stamp.at),
  };
}

export function aroundTheClock(id: DocumentId, stamp: Stamp): Calendar {
  const day: Calendar['week'][number] = [['00:00', '24:00']];
  return {
    id,
    ...stamp,
    name: 'Around the clock',
    zone: 'UTC',
    week: [day, day, day, day, day, day, day],
    holidays: [],
    exceptions: [],
    ...compileAround('UTC', stamp.at),
  };
}
