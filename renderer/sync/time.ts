import type { Made } from '#core/commands/moment.ts';
import type { Instant } from '#core/ids.ts';
import type { Clock, Time } from '../store/clock.ts';
import type { TimeRecord } from '../store/disk.ts';

/** When a request left, by both clocks. */
export type Departure = { device: Instant; monotonic: number };

export type MeasuredTime = Time & {
  departure(): Departure;
  /** A new measurement where it is the better one, to be kept; null where what is known stays. */
  measure(serverTime: Instant, departure: Departure): TimeRecord | null;
  /** What another tab of this browser measured. Its monotonic clock started elsewhere: here the count starts now. */
  adopt(record: TimeRecord): void;
};

/** A measurement this old gives way to a new one, even to one with a wider bound: clocks drift. */
const OLD = 10 * 60_000;
/** How far wall clock and monotonic clock may part before one of them was set, or slept. */
const APART = 2_000;

/**
 * Server time: the device's clock plus the measured offset, its error half the round trip.
 * Since the measurement the monotonic clock counts, so that setting the clock back changes nothing; where the wall
 * clock is ahead of it the machine slept (some systems stop it then), and the wall clock is right.
 */
export function createTime(clock: Clock, saved: TimeRecord | null): MeasuredTime {
  let known = saved;

  function sinceMeasured({ measuredAt, monotonic, bootId }: TimeRecord): number {
    const byWall = clock.device() - measuredAt;
    if (bootId !== clock.bootId) return byWall;
    const counted = clock.monotonic() - monotonic;
    return byWall > counted + APART ? byWall : counted;
  }

  return {
    now: () => (known ? Math.round(known.measuredAt + known.offset + sinceMeasured(known)) : clock.device()),
    made(): Made {
      const sameBoot = known !== null && known.bootId === clock.bootId;
      return {
        device: clock.device(),
        offset: known?.offset ?? null,
        offsetError: known?.error ?? null,
        measuredAt: known?.measuredAt ?? null,
        monotonic: known && sameBoot ? Math.max(0, clock.monotonic() - known.monotonic) : null,
        bootId: clock.bootId,
      };
    },
    offset: () => known && { offset: known.offset, error: known.error, measuredAt: known.measuredAt },
    departure: () => ({ device: clock.device(), monotonic: clock.monotonic() }),
    adopt(record) {
      const since = Math.max(0, clock.device() - record.measuredAt);
      known = { ...record, monotonic: clock.monotonic() - since, bootId: clock.bootId };
    },
    measure(serverTime, departure) {
      const monotonic = clock.monotonic();
      const roundTrip = Math.max(0, monotonic - departure.monotonic);
      const measuredAt = clock.device();
      const error = Math.ceil(roundTrip / 2);
      const offset = Math.round(serverTime + roundTrip / 2 - measuredAt);
      const age = known?.bootId === clock.bootId ? monotonic - known.monotonic : OLD;
      const moved = known ? Math.abs(offset - known.offset) > error + known.error : true;
      if (known && age < OLD && error >= known.error && !moved) return null;
      known = { offset, error, measuredAt, monotonic, bootId: clock.bootId };
      return known;
    },
  };
}
