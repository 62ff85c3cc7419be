import type { Instant } from '#core/ids.ts';
import type { Step } from './step.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const QUARTER = 15 * MINUTE;

/** So many were forgotten a few minutes ago; the others are to come. */
const FORGOTTEN = 2;

/** By when the requester was told to hear from us. `share`: from 0 to 1, how far off. */
export type HearsBy = (offer: { at: Instant; stands: boolean; share: number }) => Instant;

/**
 * What people promise when they hand on: a quarter of an hour on the clock, two to six hours away. Of what still stands
 * now nobody would have let it lie for days: that is due in the coming hours, but for one here and there.
 */
export function createHearsBy(now: Instant): HearsBy {
  let forgotten = 0;
  return ({ at, stands, share }) => {
    if (!stands) return quarterAfter(at + (2 + share * 4) * HOUR);
    const justNow = Math.floor((now - 3 * MINUTE) / QUARTER) * QUARTER;
    if (forgotten < FORGOTTEN && justNow > at) {
      forgotten += 1;
      return justNow;
    }
    return quarterAfter(now + (0.5 + share * 5) * HOUR);
  };
}

/** Whether what is promised with this step still holds at the end: nobody answered, handed on or ended it since. */
export function standsAfter(steps: readonly Step[], index: number): boolean {
  return !steps.slice(index + 1).some((step) => step.do === 'reply' || step.do === 'offer' || step.do === 'resolve');
}

function quarterAfter(at: Instant): Instant {
  return Math.ceil(at / QUARTER) * QUARTER;
}
