import type { Chance, Clock } from '../store/clock.ts';

/** A browser's timer takes no more: beyond it fires at once. Whoever waits looks again then. */
const LONGEST = 2 ** 31 - 1;

/** The machine's own clocks, as arguments for everybody else. */
export function createClock(
  { performance, setTimeout, clearTimeout }: Window & typeof globalThis,
  bootId: string,
): Clock {
  return {
    device: () => Date.now(),
    monotonic: () => performance.now(),
    bootId,
    after(ms, run) {
      const timer = setTimeout(run, Math.min(ms, LONGEST));
      return () => clearTimeout(timer);
    },
  };
}

export function createChance({ crypto }: Window & typeof globalThis): Chance {
  return {
    bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    number: () => Math.random(),
  };
}
