import { z } from 'zod';
import { bounded, Instant } from '../ids.ts';
import type { Timing } from '../ticket/events.ts';

/**
 * When a command was made, as its device can prove it.
 * `device`: the device's clock at the press. `offset`: server minus device when last measured, `offsetError` its
 * bound (half the round trip), `measuredAt` the device's clock then. `monotonic`: ms of the monotonic clock from that
 * measurement to the press, null where the device was restarted in between (another `bootId`).
 */
export const Made = z.object({
  device: Instant,
  offset: z.int().nullable(),
  offsetError: z.int().nonnegative().nullable(),
  measuredAt: Instant.nullable(),
  monotonic: z.number().nonnegative().nullable(),
  bootId: z.string().max(64),
});
export type Made = z.infer<typeof Made>;

/** When a decision takes effect and when it is recorded. `claimedAt`: where that is disputed, what the device says. */
export type Moment = { effectiveAt: Instant; recordedAt: Instant; timing: Timing; claimedAt?: Instant };

/** Made this recently, a command counts as made online: exact. Well above the longest time a console holds one for undo. */
const ONLINE = 20_000;
/** How far the device's wall clock and its monotonic clock may part before the wall clock counts as set. */
const TOLERANCE = 2_000;
/** An offset known no better than this proves nothing. */
const WORST_ERROR = 60_000;
const OLDEST = 30 * 86_400_000;

/**
 * Offline work counts when it happened, as far as that is proven: the measured server time plus the monotonic time
 * since. The monotonic clock stands still while a machine sleeps, so where the wall clock is ahead of it (or alone) the
 * wall clock is taken: it can only make things later. Where the wall clock lags behind it, it was set back; then, and
 * where the result lies in the future or too far back, it is disputed and counts on arrival.
 */
export function momentOf(made: Made, arrived: Instant): Moment {
  const claimedAt = Math.min(bounded(made.device + (made.offset ?? 0)), arrived);
  const disputed: Moment = { effectiveAt: arrived, recordedAt: arrived, timing: 'disputed', claimedAt };
  if (made.offset === null || made.measuredAt === null || (made.offsetError ?? WORST_ERROR) >= WORST_ERROR) {
    return disputed;
  }
  const sinceByWall = made.device - made.measuredAt;
  if (sinceByWall < (made.monotonic ?? 0) - TOLERANCE) return disputed;
  const isAhead = made.monotonic === null || sinceByWall > made.monotonic + TOLERANCE;
  const happened = Math.round(made.measuredAt + made.offset + (isAhead ? sinceByWall : (made.monotonic ?? 0)));
  const error = made.offsetError ?? 0;
  if (happened > arrived + error + TOLERANCE || happened < arrived - OLDEST) return disputed;
  const effectiveAt = Math.min(happened, arrived);
  return { effectiveAt, recordedAt: arrived, timing: arrived - effectiveAt <= ONLINE ? 'exact' : 'credited' };
}
