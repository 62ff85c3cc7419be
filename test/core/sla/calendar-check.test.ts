import { describe, expect, it } from 'vitest';
import { type CalendarDrawing, checkCalendar } from '#core/sla/calendar-check.ts';

const week = (part: Record<number, [string, string][]>): CalendarDrawing['week'] =>
  Array.from({ length: 7 }, (_, day) => part[day] ?? []);
const drawing = (part: Partial<CalendarDrawing> = {}): CalendarDrawing => ({
  name: 'Office hours',
  zone: 'Europe/Berlin',
  week: week({ 0: [['08:00', '17:00']] }),
  holidays: [],
  exceptions: [],
  ...part,
});
const knowsZone = (zone: string) => zone === 'Europe/Berlin';
const flaws = (part: Partial<CalendarDrawing>) => checkCalendar(drawing(part), knowsZone);

describe('a calendar is refused', () => {
  it('[CAL1] not when it can be counted by: nights, lunch breaks, around the clock', () => {
    expect(flaws({})).toEqual([]);
    expect(
      flaws({
        week: week({
          0: [
            ['08:00', '12:00'],
            ['12:00', '17:00'],
          ],
        }),
      }),
    ).toEqual([]);
    expect(flaws({ week: Array.from({ length: 7 }, () => [['00:00', '24:00']]) })).toEqual([]);
    expect(flaws({ week: week({ 4: [['22:00', '06:00']], 5: [['06:00', '14:00']] }) })).toEqual([]);
  });

  it('[CAL2] when it is never open', () => {
    expect(flaws({ week: week({}) })).toMatchObject([{ field: 'week', says: expect.stringContaining('never open') }]);
  });

  it('[CAL3] when it names an unknown zone', () => {
    expect(flaws({ zone: 'Mars/Olympus' })).toMatchObject([
      { field: 'zone', says: expect.stringContaining('"Mars/Olympus"') },
    ]);
  });

  it('[CAL4] when two openings of a day overlap, and says which', () => {
    expect(
      flaws({
        week: week({
          2: [
            ['13:00', '18:00'],
            ['08:00', '13:30'],
          ],
        }),
      }),
    ).toEqual([
      {
        field: 'week.2.0',
        says: 'Wednesday 13:00 to 18:00 overlaps Wednesday 08:00 to 13:30. Join them, or move one.',
      },
    ]);
  });

  it('[CAL5] when a night runs into the next morning, also from Sunday into Monday', () => {
    expect(flaws({ week: week({ 1: [['22:00', '06:00']], 2: [['05:00', '12:00']] }) })).toMatchObject([
      { field: 'week.2.0' },
    ]);
    expect(flaws({ week: week({ 6: [['22:00', '06:00']], 0: [['05:00', '12:00']] }) })).toMatchObject([
      { field: 'week.0.0', says: expect.stringContaining('overlaps Sunday 22:00 to 06:00') },
    ]);
  });

  it('[CAL6] when an opening begins at 24:00', () => {
    expect(flaws({ week: week({ 2: [['24:00', '02:00']] }) })).toMatchObject([{ field: 'week.2.0' }]);
  });

  it('[CAL7] when an exception overlaps itself, not when a holiday beats it', () => {
    const exception = { date: '2026-12-24', name: 'Half a day', openings: [['08:00', '12:00'] as [string, string]] };
    expect(flaws({ exceptions: [exception] })).toEqual([]);
    expect(
      flaws({
        exceptions: [
          {
            ...exception,
            openings: [
              ['08:00', '12:00'],
              ['11:00', '13:00'],
            ],
          },
        ],
      }),
    ).toMatchObject([{ field: 'exceptions.0.openings.1' }]);
  });

  it('[CAL8] when a date is none, or an exception is there twice', () => {
    expect(flaws({ holidays: [{ date: '2026-02-30', name: 'No', yearly: false }] })).toMatchObject([
      { field: 'holidays.0.date' },
    ]);
    const day = { date: '2026-05-01', name: 'May Day', openings: [] };
    expect(flaws({ exceptions: [day, day] })).toMatchObject([{ field: 'exceptions.1.date' }]);
  });

  it('[CAL9] when what comes every year lasts a year or longer; over the turn of the year it may run', () => {
    const yearly = (date: string, until: string) => flaws({ holidays: [{ date, until, name: 'Works', yearly: true }] });
    expect(yearly('2026-12-24', '2027-01-02')).toEqual([]);
    expect(yearly('2026-12-24', '2027-12-23')).toEqual([]);
    expect(yearly('2026-12-24', '2026-01-02'), 'only month and day are looked at').toEqual([]);
    expect(yearly('2026-12-24', '2027-12-24')).toEqual([
      { field: 'holidays.0.until', says: 'What comes every year ends within a year.' },
    ]);
    expect(yearly('2026-12-24', '2030-01-02')).toMatchObject([{ field: 'holidays.0.until' }]);
  });
});
