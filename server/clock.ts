/** The one place where the server's time comes from: tests move it by hand. */
export type Clock = {
  /** Integer milliseconds since 1970 UTC. */
  now(): number;
  /** Runs `work` once at or soon after an instant; the answer calls it off. */
  at(instant: number, work: () => void): () => void;
};

/** Timers can't wait longer than this; a later instant is looked at again on the way. */
const LONGEST = 2_000_000_000;

export function createSystemClock(): Clock {
  const now = () => Date.now();
  return {
    now,
    at(instant, work) {
      let timer: NodeJS.Timeout;
      const wait = () => {
        const left = instant - now();
        timer = setTimeout(left > LONGEST ? wait : work, Math.min(Math.max(left, 0), LONGEST));
        timer.unref();
      };
      wait();
      return () => clearTimeout(timer);
    },
  };
}
