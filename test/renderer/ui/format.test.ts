import { describe, expect, it } from 'vitest';
import {
  clockOf,
  countOf,
  dayOf,
  durationOf,
  initialsOf,
  roughly,
  spanOf,
  spokenSpan,
  whenOf,
} from '../../../renderer/ui/format.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Monday, 09:41 in London. */
const now = Date.UTC(2026, 10, 23, 9, 41);

describe('spans', () => {
  it('are two figures: minutes and seconds, hours and minutes, days and hours', () => {
    expect(durationOf(12 * MINUTE + 48_000)).toBe('12m 48s');
    expect(durationOf(2 * HOUR + 5 * MINUTE)).toBe('2h 05m');
    expect(durationOf(3 * DAY + 4 * HOUR)).toBe('3d 04h');
    expect(durationOf(47 * HOUR)).toBe('47h 00m');
  });

  it('count on past the due time with a true minus', () => {
    expect(durationOf(-14 * MINUTE - 20_000)).toBe('−14m 20s');
  });

  it('round down, so that 0 s is the breach itself and a moment past it shows', () => {
    expect(spanOf(999)).toMatchObject({ sign: '', major: '0', minor: '00' });
    expect(spanOf(-1)).toMatchObject({ sign: '−', minor: '01' });
  });

  it('fit a narrow column as one figure', () => {
    expect([
      roughly(44 * MINUTE),
      roughly(-44 * MINUTE),
      roughly(2.5 * HOUR),
      roughly(3 * DAY),
      roughly(-20_000),
    ]).toEqual(['44m', '−44m', '2h', '3d', '0m']);
  });

  it('are said in words for ears', () => {
    expect(spokenSpan(2 * HOUR + MINUTE)).toBe('2 hours 1 minute');
    expect(spokenSpan(20_000)).toBe('less than a minute');
  });
});

describe('times in a person’s zone', () => {
  it('follow the zone, not the machine', () => {
    expect(clockOf(now, 'Europe/London')).toBe('09:41');
    expect(clockOf(now, 'Asia/Tokyo')).toBe('18:41');
    expect(dayOf(now, 'Europe/London')).toBe('Mon 23 Nov');
  });

  it('are as short as they stay clear', () => {
    const zone = 'Europe/London';
    expect(whenOf(now - HOUR, now, zone)).toBe('08:41');
    expect(whenOf(now - DAY, now, zone)).toBe('yesterday 09:41');
    expect(whenOf(now + DAY, now, zone)).toBe('tomorrow 09:41');
    expect(whenOf(now - 4 * DAY, now, zone)).toBe('Thu 19 Nov 09:41');
    expect(whenOf(now - 365 * DAY, now, zone)).toBe('Sun 23 Nov 2025 09:41');
  });
});

describe('counts and names', () => {
  it('agree with their number', () => {
    expect([countOf(1, 'ticket'), countOf(0, 'ticket'), countOf(50_000, 'ticket')]).toEqual([
      '1 ticket',
      '0 tickets',
      '50,000 tickets',
    ]);
  });

  it('initials are of the first and the last name', () => {
    expect([initialsOf('Ines Kovač'), initialsOf('Anna van der Berg'), initialsOf('Cher'), initialsOf('')]).toEqual([
      'IK',
      'AB',
      'C',
      '?',
    ]);
  });
});
