import type { Instant } from '#core/ids.ts';

/**
 * Server time on this machine, in ms. Two clocks of the machine, each wrong in its own way:
 *
 *                     somebody sets the clock     the machine sleeps
 *   wall              jumps                       goes on
 *   monotonic         goes on                     stands still (Linux, macOS) or goes on (Windows)
 *
 * So server time follows the monotonic clock while awake, and the wall clock across a sleep.
 * A wall clock that was set is noticed by the two drifting apart, and changes nothing.
 */
export type ServerClock = {
  now(): Instant;
  /** Server minus device clock in ms, as measured by the page against the server. */
  measured(offset: number): void;
  fellAsleep(): void;
  wokeUp(): void;
};

export function createServerClock(machine: { wall: () => number; monotonic: () => number }): ServerClock {
  let offset = 0;
  let asleep = false;
  let anchor = take();

  function take() {
    return { server: Math.round(machine.wall() + offset), monotonic: machine.monotonic() };
  }

  function now() {
    if (asleep) return Math.round(machine.wall() + offset);
    return Math.round(anchor.server + (machine.monotonic() - anchor.monotonic));
  }

  return {
    now,
    measured(next) {
      offset = next;
      anchor = take();
    },
    /** From here on the wall clock counts: keep its offset as of now, in case it was set since it was measured. */
    fellAsleep() {
      offset = now() - machine.wall();
      asleep = true;
    },
    /** Some systems wake without having said that they sleep: the last measured offset is the best there is then. */
    wokeUp() {
      asleep = false;
      anchor = take();
    },
  };
}
