import type { Clock } from '../../renderer/store/clock.ts';

export type HandClock = Clock & {
  /** Moves both clocks on and runs what becomes due, in order. */
  advance(ms: number): void;
  /** Sets the wall clock, as people do; the monotonic clock and timers don't notice. */
  setDevice(at: number): void;
  /** The machine starts anew: the monotonic clock from zero, all timers gone. */
  reboot(): void;
  /** How many timers wait. */
  waiting(): number;
};

/** A clock that moves by hand. */
export function createHandClock(start: number): HandClock {
  let device = start;
  let monotonic = 0;
  let boot = 1;
  let timers: { at: number; run: () => void }[] = [];
  return {
    device: () => device,
    monotonic: () => monotonic,
    get bootId() {
      return `boot-${boot}`;
    },
    after(ms, run) {
      const timer = { at: monotonic + Math.max(0, ms), run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(ms) {
      const until = monotonic + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        device += next.at - monotonic;
        monotonic = next.at;
        next.run();
      }
      device += until - monotonic;
      monotonic = until;
    },
    setDevice(at) {
      device = at;
    },
    reboot() {
      boot += 1;
      monotonic = 0;
      timers = [];
    },
    waiting: () => timers.length,
  };
}
