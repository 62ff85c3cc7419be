import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar } from '#core/sla/calendar.ts';
import { addOpen, openAt, openBetween, openHours } from '#core/sla/open-hours.ts';
import { calendar, HOUR, MINUTE, office } from '../desk.ts';

const at = (iso: string) => Date.parse(iso);
const hours = openHours(office);
const daily = (from: string, to: string) => Array.from({ length: 7 }, () => [[from, to] as [string, string]]);

/** Berlin around the changes of 2026: summer from 29 March 01:00 UTC, winter from 25 October 01:00 UTC. */
const berlin = (part: Partial<Calendar>) =>
  calendar({
    zone: 'Europe/Berlin',
    transitions: [
      { at: at('2025-10-26T01:00Z'), offset: 3600 },
      { at: at('2026-03-29T01:00Z'), offset: 7200 },
      { at: at('2026-10-25T01:00Z'), offset: 3600 },
    ],
    horizon: { from: '2026-01-01', to: '2026-12-31' },
    ...part,
  });

describe('business time', () => {
  it('[SLA1] counts the opening instant, not the closing one', () => {
    expect(openAt(hours, at('2026-11-23T08:00Z'))).toEqual({ open: true, until: at('2026-11-23T17:00Z') });
    expect(openAt(hours, at('2026-11-23T17:00Z')).open).toBe(false);
    expect(openBetween(hours, at('2026-11-23T16:59:59Z'), at('2026-11-23T17:00:01Z'))).toBe(1000);
  });

  it('[SLA2] leaves a deadline at closing at closing', () => {
    expect(addOpen(hours, at('2026-11-23T16:00Z'), HOUR)).toBe(at('2026-11-23T17:00Z'));
    expect(addOpen(hours, at('2026-11-23T16:00Z'), HOUR + 1000)).toBe(at('2026-11-24T08:00:01Z'));
  });

  it('carries over a weekend to the second', () => {
    expect(addOpen(hours, at('2026-11-20T16:30Z'), HOUR)).toBe(at('2026-11-23T08:30Z'));
    expect(openBetween(hours, at('2026-11-20T16:30Z'), at('2026-11-23T08:30Z'))).toBe(HOUR);
  });

  it('[SLA3] leaves lunch out', () => {
    const split = openHours(
      calendar({
        week: Array.from({ length: 7 }, () => [
          ['08:00', '12:00'],
          ['13:00', '17:00'],
        ]),
      }),
    );
    expect(addOpen(split, at('2026-11-23T11:30Z'), HOUR)).toBe(at('2026-11-23T13:30Z'));
  });

  it('[SLA4] gives a night shift to the day it began', () => {
    const week = [[['22:00', '06:00'] as [string, string]], [], [], [], [], [], []];
    const nights = openHours(calendar({ week }));
    expect(openBetween(nights, at('2026-11-23T00:00Z'), at('2026-11-25T00:00Z'))).toBe(8 * HOUR);
    expect(openAt(nights, at('2026-11-24T05:59Z')).open).toBe(true);
    const off = openHours(calendar({ week, holidays: [{ date: '2026-11-23', name: 'Off', yearly: false }] }));
    expect(openBetween(off, at('2026-11-23T00:00Z'), at('2026-11-25T00:00Z'))).toBe(0);
  });

  it('[SLA5] closes holidays, every year where yearly, even against an exception', () => {
    const free = openHours(
      calendar({
        week: daily('08:00', '17:00'),
        holidays: [
          { date: '2020-12-25', name: 'Christmas', yearly: true },
          { date: '2026-11-24', name: 'Founding Day', yearly: false },
        ],
        exceptions: [
          { date: '2026-11-24', openings: [['08:00', '12:00']], name: 'Stocktaking' },
          { date: '2026-11-25', openings: [], name: 'Strike' },
          { date: '2026-11-26', openings: [['10:00', '11:00']], name: 'Short day' },
        ],
      }),
    );
    const day = (date: string) => openBetween(free, at(`${date}T00:00Z`), at(`${date}T24:00Z`)) / HOUR;
    expect(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-12-25'].map(day)).toEqual([9, 0, 0, 1, 0]);
  });

  it('[SLA6] counts elapsed time on both days when the clocks change', () => {
    const around = openHours(berlin({ week: daily('00:00', '24:00') }));
    const between = (from: string, to: string) => openBetween(around, at(from), at(to)) / HOUR;
    expect(between('2026-03-28T23:00Z', '2026-03-29T22:00Z')).toBe(23);
    expect(between('2026-10-24T22:00Z', '2026-10-25T23:00Z')).toBe(25);
    const branch = openHours(berlin({ week: daily('08:00', '17:00') }));
    expect(addOpen(branch, at('2026-03-28T15:30Z'), HOUR)).toBe(at('2026-03-29T06:30Z'));
  });

  it('[SLA6] moves an opening inside the spring gap forward, and takes the first of two in autumn', () => {
    const early = openHours(berlin({ week: daily('02:30', '04:00') }));
    expect(openAt(early, at('2026-03-29T01:29Z')).open).toBe(false);
    expect(openAt(early, at('2026-03-29T01:30Z')).open).toBe(true);
    expect(openAt(early, at('2026-10-25T00:30Z')).open).toBe(true);
  });

  it('[SLA7] adds and measures inversely, for any start and amount', () => {
    const instant = fc.integer({ min: at('2026-01-02T00:00Z'), max: at('2026-11-01T00:00Z') });
    const calendars = [
      office,
      berlin({ week: daily('22:00', '06:00') }),
      berlin({ week: daily('08:00', '17:00') }),
    ].map(openHours);
    fc.assert(
      fc.property(
        fc.constantFrom(...calendars),
        instant,
        fc.integer({ min: 1, max: 200 * HOUR }),
        (open, from, amount) => {
          const due = addOpen(open, from, amount);
          if (due === null) throw new Error('the calendar ended too soon');
          expect(openBetween(open, from, due)).toBe(amount);
          expect(openBetween(open, from, due - 1)).toBe(amount - 1);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('has no deadline beyond its horizon', () => {
    const short = openHours(
      calendar({ week: daily('08:00', '17:00'), horizon: { from: '2026-01-01', to: '2026-01-02' } }),
    );
    expect(addOpen(short, at('2026-01-01T00:00Z'), 19 * HOUR)).toBeNull();
    expect(addOpen(short, at('2026-01-01T00:00Z'), 18 * HOUR)).toBe(at('2026-01-02T17:00Z'));
    expect(openBetween(short, at('2026-01-02T12:00Z'), at('2026-01-02T12:00Z') - MINUTE)).toBe(0);
  });
});
