import type { Chance } from '../store/clock.ts';

export type Backoff = {
  /** How long to wait after one more failure, ms. */
  next(): number;
  reset(): void;
};

const FIRST = 500;
const LONGEST = 30_000;

/**
 * Capped exponential back-off with full jitter: a random time up to 0.5 s, 1 s, 2 s … 30 s, so that consoles don't come back
 * in step after an outage. (Brooker, "Exponential Backoff And Jitter", 2015.)
 */
export function createBackoff(chance: Pick<Chance, 'number'>, { first = FIRST, longest = LONGEST } = {}): Backoff {
  let failures = 0;
  return {
    next() {
      const ceiling = Math.min(longest, first * 2 ** Math.min(failures, 30));
      failures += 1;
      return Math.round(chance.number() * ceiling);
    },
    reset() {
      failures = 0;
    },
  };
}
