import type { Clock } from '../../server/clock.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Wednesday, 10:00 in Berlin. */
export const WEDNESDAY = Date.UTC(2026, 3, 15, 8, 0, 0);

export type FakeClock = Clock & { advance(ms: number): void; set(instant: number): void };

/** Time that stands until a test moves it; what was to happen on the way happens, earliest first. */
export function createClock(start: number = WEDNESDAY): FakeClock {
  let now = start;
  let waiting: { instant: number; work: () => void }[] = [];
  const set = (instant: number) => {
    for (;;) {
      const [next] = waiting.filter((one) => one.instant <= instant).sort((a, b) => a.instant - b.instant);
      if (!next) break;
      waiting = waiting.filter((one) => one !== next);
      now = Math.max(now, next.instant);
      next.work();
    }
    now = instant;
  };
  return {
    now: () => now,
    at(instant, work) {
      const one = { instant, work };
      waiting.push(one);
      return () => {
        waiting = waiting.filter((other) => other !== one);
      };
    },
    advance: (ms) => set(now + ms),
    set,
  };
}
