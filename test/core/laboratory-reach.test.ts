import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAgenda } from '#core/sla/laboratory/agenda.ts';
import { type Drawing, drawingOf } from '#core/sla/laboratory/drawing.ts';
import { measure, reach, stateAt } from '#core/sla/laboratory/reach.ts';
import { addOpen, openAt, openBetween, openHours } from '#core/sla/open-hours.ts';
import { zones } from '../../server/laboratory/zones.ts';
import { documentId } from './desk.ts';

/** A few openings a week, nights over the turn of the year, days taken and given, years that are like no other. */
const drawings: Drawing[] = [
  { timezone: 'Europe/Berlin', week: { mon: [['09:00', '09:30']] } },
  { timezone: 'Pacific/Apia', week: { fri: [['22:00', '06:00']], sun: [['20:00', '24:00']] }, holidays: ['*-12-31'] },
  { timezone: 'UTC', week: { wed: [['09:00', '17:00']], sun: [['09:00', '10:00']] }, holidays: ['*-07-01'] },
  { timezone: 'America/New_York', week: 'always', holidays: [['*-12-24', '*-01-02'], '2019-07-04'] },
  {
    timezone: 'Australia/Lord_Howe',
    week: { thu: [['01:00', '03:00']] },
    exceptions: { '2024-12-31': [['22:00', '03:00']] },
  },
  {
    timezone: 'Asia/Kolkata',
    week: {},
    exceptions: { '2012-02-29': [['09:00', '17:00']], '2029-12-31': [['23:00', '01:00']] },
  },
].map((text) => drawingOf(text as never, 'calendar', zones.known));

const [FIRST, LAST] = [2000, 2040];
/** Compiled whole, without any sum of years. */
const plainly = drawings.map((drawing) =>
  openHours({
    ...drawing,
    id: documentId(1),
    version: 1,
    by: null,
    at: 0,
    ...zones.compiled(drawing.zone, { from: FIRST, to: LAST }),
  }),
);
const DAY = 86_400_000;
const LAST_DAY = Date.UTC(LAST, 0);
const from = fc.integer({ min: Date.UTC(2009, 11, 25), max: Date.UTC(2030, 0, 5) });
const amount = fc.oneof(fc.integer({ min: -4e9, max: 4e9 }), fc.integer({ min: -4e7, max: 4e7 }));
const which = fc.nat(drawings.length - 1);
const agendas = drawings.map((drawing) => () => createAgenda(drawing, documentId(2), zones, () => {}));
/** One that has been asked before, and one that has not. */
const kept = agendas.map((made) => made());
const agenda = (at: number, fresh: boolean) => (fresh ? agendas[at]?.() : kept[at]) as (typeof kept)[number];

describe('reckoning over years', () => {
  it('[LAB7] reaches the same instant as going through every day', () => {
    fc.assert(
      fc.property(which, from, amount, fc.boolean(), (at, start, ms, fresh) => {
        const plain = addOpen(plainly[at] as never, start, ms);
        fc.pre(plain !== null && plain > Date.UTC(FIRST + 1, 0) && plain < Date.UTC(LAST, 0));
        expect(reach(agenda(at, fresh), start, ms)).toBe(plain);
      }),
      { numRuns: 200 },
    );
  });

  it('[LAB7] measures the same', () => {
    fc.assert(
      fc.property(which, from, from, fc.boolean(), (at, one, other, fresh) => {
        const [start, end] = [Math.min(one, other), Math.max(one, other)];
        expect(measure(agenda(at, fresh), start, end)).toBe(openBetween(plainly[at] as never, start, end));
      }),
      { numRuns: 200 },
    );
  });

  it('[LAB7] sees the same next change', () => {
    fc.assert(
      fc.property(which, from, fc.boolean(), (at, instant, fresh) => {
        const { open, until } = openAt(plainly[at] as never, instant);
        const seen = stateAt(agenda(at, fresh), instant);
        expect(seen.open).toBe(open);
        if (until !== null && until < Date.UTC(LAST, 0)) expect(seen.next).toBe(until);
        else expect(seen.next ?? LAST_DAY).toBeGreaterThanOrEqual(LAST_DAY);
      }),
      { numRuns: 200 },
    );
  });

  it('[LAB7] ends where 400 years do', () => {
    const [weekly] = kept;
    if (!weekly) throw new Error('no calendar');
    expect(reach(weekly, Date.UTC(2026, 0), 1_800_000 * 52 * 398)).toBeGreaterThan(Date.UTC(2420, 0));
    expect(reach(weekly, Date.UTC(2026, 0), 1_800_000 * 53 * 400)).toBeNull();
    expect(reach(weekly, Date.UTC(2026, 0), -1_800_000 * 53 * 400)).toBeNull();
    expect(measure(weekly, Date.UTC(2026, 0), Date.UTC(2427, 0) + DAY)).toBeNull();
  });
});
