import type { Chance, Clock } from '../store/clock.ts';

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
      const timer = setTimeout(run, ms);
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
