import { describe, expect, it } from 'vitest';
import type { Calendar } from '#core/sla/calendar.ts';
import { openLeft, usedShare, wallLeft } from '../../../renderer/ui/left.ts';
import { target } from '../queue/rows.ts';
import { HOUR, MONDAY, sampleReference } from '../ticket/sample.ts';

const [calendar] = sampleReference().data.calendars;
if (!calendar) throw new Error('the sample has no calendar');
/** Open 08:00 to 17:00 UTC on weekdays. */
const calendars = { calendarVersion: (): Calendar | null => calendar };
const unknown = { calendarVersion: () => null };

describe('what is left', () => {
  it('in wall time runs to the due instant and on past it', () => {
    expect(wallLeft(target(MONDAY + HOUR), MONDAY)).toBe(HOUR);
    expect(wallLeft(target(MONDAY + HOUR), MONDAY + 2 * HOUR)).toBe(-HOUR);
  });

  it('while paused is what will be left', () => {
    const paused = target(null, { used: HOUR });
    expect(wallLeft(paused, MONDAY)).toBe(3 * HOUR);
    expect(openLeft(paused, MONDAY + 99 * HOUR, calendars)).toBe(3 * HOUR);
  });

  it('once met shows what it took, once missed by how much', () => {
    expect(wallLeft(target(MONDAY, { state: 'ended', verdict: 'met', used: HOUR }), MONDAY)).toBe(HOUR);
    expect(wallLeft(target(MONDAY, { state: 'ended', verdict: 'missed', used: 5 * HOUR }), MONDAY)).toBe(-HOUR);
  });

  it('in business time stands still overnight', () => {
    const running = target(MONDAY + 24 * HOUR, { amount: 10 * HOUR });
    const closing = MONDAY + 9 * HOUR;
    expect(openLeft(running, closing, calendars)).toBe(HOUR);
    expect(openLeft(running, closing + 12 * HOUR, calendars)).toBe(HOUR);
    expect(openLeft(running, MONDAY + 26 * HOUR, calendars)).toBe(-HOUR);
  });

  it('is not guessed where the calendar isn’t known', () => {
    expect(openLeft(target(MONDAY + HOUR), MONDAY, unknown)).toBeNull();
  });

  it('the used share grows past one', () => {
    expect(usedShare(target(MONDAY + 4 * HOUR), MONDAY + 2 * HOUR, calendars)).toBe(0.5);
    expect(usedShare(target(MONDAY + 4 * HOUR), MONDAY + 8 * HOUR, calendars)).toBe(2);
  });
});
