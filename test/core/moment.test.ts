import { describe, expect, it } from 'vitest';
import { type Made, momentOf } from '#core/commands/moment.ts';
import { uuidv7 } from '#core/ids.ts';
import { UNDO_MS } from '../../renderer/ticket/compose.ts';
import { HOUR, MINUTE, monday } from './desk.ts';

/** A device ten minutes slow, measured at nine, its clock untouched since. */
const made = (part: Partial<Made> = {}): Made => ({
  device: monday + HOUR - 10 * MINUTE,
  offset: 10 * MINUTE,
  offsetError: 80,
  measuredAt: monday - 10 * MINUTE,
  monotonic: HOUR,
  bootId: 'b',
  ...part,
});

describe('when a command counts', () => {
  it('made now, it is exact', () => {
    expect(momentOf(made(), monday + HOUR + 500)).toEqual({
      effectiveAt: monday + HOUR,
      recordedAt: monday + HOUR + 500,
      timing: 'exact',
    });
  });

  it('held back for its undo, it was made online all the same', () => {
    const held = momentOf(made(), monday + HOUR + UNDO_MS + 2_000);
    expect(held).toMatchObject({ effectiveAt: monday + HOUR, timing: 'exact' });
    expect(momentOf(made(), monday + HOUR + MINUTE)).toMatchObject({ effectiveAt: monday + HOUR, timing: 'credited' });
  });

  it('made offline, it counts when it happened, on server time', () => {
    expect(momentOf(made(), monday + 9 * HOUR)).toMatchObject({ effectiveAt: monday + HOUR, timing: 'credited' });
  });

  it('after a restart of the machine the wall clock is taken at its word', () => {
    expect(momentOf(made({ monotonic: null }), monday + 9 * HOUR)).toMatchObject({
      effectiveAt: monday + HOUR,
      timing: 'credited',
    });
  });

  it('after a sleep, in which the monotonic clock stands still, the wall clock is taken', () => {
    const slept = made({ device: monday + HOUR, monotonic: 20 * MINUTE });
    expect(momentOf(slept, monday + 9 * HOUR)).toMatchObject({
      effectiveAt: monday + HOUR + 10 * MINUTE,
      timing: 'credited',
    });
  });

  it.each([
    ['a clock set back by ten minutes', made({ device: monday + HOUR - 20 * MINUTE })],
    ['a clock set to before the measurement', made({ device: monday - HOUR, monotonic: null })],
    ['a clock never measured', made({ offset: null, measuredAt: null, offsetError: null })],
    ['a measurement too rough to prove anything', made({ offsetError: 5 * MINUTE })],
    ['a moment in the future', made({ device: monday + 20 * HOUR, monotonic: 20 * HOUR + 10 * MINUTE })],
  ])('%s is disputed and counts on arrival', (_what, stamp) => {
    const arrived = monday + 9 * HOUR;
    expect(momentOf(stamp, arrived)).toMatchObject({ effectiveAt: arrived, recordedAt: arrived, timing: 'disputed' });
  });

  it('never takes effect after it arrived', () => {
    const arrived = monday + HOUR - 1000;
    expect(momentOf(made(), arrived).effectiveAt).toBe(arrived);
  });
});

describe('ids', () => {
  it('are UUIDv7: ordered by time, version and variant in their places', () => {
    const chance = new Uint8Array(10).fill(255);
    const first = uuidv7(monday, new Uint8Array(10));
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7000-8000-000000000000$/);
    expect(Number.parseInt(first.replace('-', '').slice(0, 12), 16)).toBe(monday);
    expect(uuidv7(monday, chance) < uuidv7(monday + 1, new Uint8Array(10))).toBe(true);
    expect(() => uuidv7(monday, new Uint8Array(9))).toThrow(RangeError);
  });
});
