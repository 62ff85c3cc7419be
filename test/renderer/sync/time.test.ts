import { describe, expect, it } from 'vitest';
import { momentOf } from '#core/commands/moment.ts';
import { HOUR, MINUTE, monday } from '#test/core/desk.ts';
import { createHandClock } from '#test/support/clock.ts';
import { createBackoff } from '../../../renderer/sync/backoff.ts';
import { createTime } from '../../../renderer/sync/time.ts';

/** A device whose clock is `wrong` ms ahead of the server's, which has answered once after `roundTrip`. */
function measured(wrong: number, roundTrip: number) {
  const clock = createHandClock(monday + wrong);
  const time = createTime(clock, null);
  const left = time.departure();
  clock.advance(roundTrip);
  const record = time.measure(monday + roundTrip / 2, left);
  return { clock, time, record };
}

describe('server time', () => {
  it('[SYNC24] is the device clock plus an offset, known to half the round trip', () => {
    const { time, record } = measured(10 * MINUTE, 200);
    expect(time.offset()).toMatchObject({ offset: -10 * MINUTE, error: 100 });
    expect(time.now()).toBe(monday + 200);
    expect(record).toMatchObject({ measuredAt: monday + 10 * MINUTE + 200 });
  });

  it('[SYNC24] a worse measurement is not taken, a better one is, and any after ten minutes', () => {
    const { clock, time } = measured(0, 100);
    const again = (roundTrip: number) => {
      const left = time.departure();
      clock.advance(roundTrip);
      return time.measure(time.now() - roundTrip / 2, left);
    };
    expect(again(400)).toBeNull();
    expect(again(40)).toMatchObject({ error: 20 });
    clock.advance(10 * MINUTE);
    expect(again(400)).toMatchObject({ error: 200 });
  });

  it('[SYNC24] setting the clock back does not move it; waking from sleep does', () => {
    const { clock, time } = measured(0, 0);
    clock.advance(HOUR);
    clock.setDevice(monday - HOUR);
    expect(time.now()).toBe(monday + HOUR);
    clock.setDevice(monday + 9 * HOUR);
    expect(time.now()).toBe(monday + 9 * HOUR);
  });

  it('[SYNC25] what is made offline for eight hours by a clock ten minutes wrong is credited to the millisecond', () => {
    const { clock, time } = measured(-10 * MINUTE, 80);
    clock.advance(8 * HOUR);
    const made = time.made();
    const happened = monday + 80 + 8 * HOUR;
    expect(momentOf(made, happened + HOUR)).toMatchObject({ effectiveAt: happened, timing: 'credited' });
  });

  it('[SYNC25] after a restart there is no monotonic proof, and before the first contact nothing', () => {
    const { clock, time, record } = measured(0, 100);
    clock.advance(HOUR);
    clock.reboot();
    const later = createTime(clock, record);
    expect(later.made()).toMatchObject({ monotonic: null, offset: 0, bootId: 'boot-2' });
    expect(later.now()).toBe(time.now());
    expect(createTime(clock, null).made()).toMatchObject({ offset: null, monotonic: null });
  });
});

describe('back-off', () => {
  it('[SYNC29] grows to 30 s and takes a random share of that', () => {
    const full = createBackoff({ number: () => 0.999_999 });
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map(() => full.next())).toEqual([
      500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000,
    ]);
    full.reset();
    expect(full.next()).toBe(500);
    expect(createBackoff({ number: () => 0 }).next()).toBe(0);
  });
});
